"""How long somebody waits who tried wrong words: no letter dies by guessing, none opens by it.

A try is written down before the words are looked at and taken back when they were right,
so that a hundred tries at the same moment are still a hundred. A number that is nobody’s
is counted and waited for like any other.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, func, select, text
from sqlalchemy.orm import Session

from feedback.errors import LetterShut, WaitAWhile
from feedback.store.models import WrongTry
from feedback.store.turn import Turn
from feedback.store.upsert import add
from feedback.store.worded import Worded

LONDON = ZoneInfo("Europe/London")
TRIES = 10
FIRST_WAIT = timedelta(minutes=15)
NETWORK_TRIES = 100
NETWORK_WAIT = timedelta(hours=1)
LETTER_TRIES = 500
REMEMBERED = timedelta(days=1)
_ONE_AT_A_TIME = 0x4B4E4F43  # "KNOC": on SQLite writing transactions take turns anyway
_PREFIX = {4: 24, 6: 56}

_NUMBER, _NETWORK = (
    WrongTry.number == bindparam("number"),
    WrongTry.network == bindparam("network"),
)
_TODAY = Worded(select(func.count()).where(_NUMBER, WrongTry.at >= bindparam("since")))
_AT_LETTER = Worded(
    select(WrongTry.at)
    .where(_NUMBER, _NETWORK, WrongTry.at > bindparam("since"))
    .order_by(WrongTry.at)
)
_OF_NETWORK = Worded(
    select(WrongTry.at).where(_NETWORK).order_by(WrongTry.at.desc()).limit(NETWORK_TRIES)
)
_RIGHT = Worded(delete(WrongTry).where(_NUMBER, _NETWORK))


def network_of(address: str) -> str:
    """Return the network an address lies in: /24 of version 4, /56 of version 6.

    A version 4 address written as version 6 is what it is.
    """
    found: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{_PREFIX[found.version]}", strict=False))


def letter_wait(tries: Sequence[datetime]) -> datetime | None:
    """Return until when one network waits for one letter: after every tenth try, doubling.

    Takes the tries of the last day, oldest first.
    """
    tens, over = divmod(len(tries), TRIES)
    if tens == 0:
        return None
    last_of_ten = tries[len(tries) - over - 1]
    return last_of_ten + FIRST_WAIT * (1 << (tens - 1))


def network_wait(tries: Sequence[datetime]) -> datetime | None:
    """Return until when a network waits for every letter: a hundred tries in an hour.

    Takes the last hundred tries, newest first.
    """
    if len(tries) < NETWORK_TRIES or tries[0] - tries[-1] > NETWORK_WAIT:
        return None
    return tries[0] + NETWORK_WAIT


def last_midnight(now: datetime) -> datetime:
    """Return when the day began in London."""
    day = now.astimezone(LONDON).date()
    return datetime.combine(day, time(), LONDON)


def next_midnight(now: datetime) -> datetime:
    """Return when the day ends in London, which is 23 or 25 hours long twice a year."""
    day = now.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(day, time(), LONDON)


def must_not_wait(transaction: Session, number: str, network: str, *, now: datetime) -> int:
    """Refuse with ``WaitAWhile`` or ``LetterShut`` whoever has to wait, letter known or not.

    Returns how many wrong tries there were at this number today, before this one.
    """
    if cast("Turn", transaction).engine.dialect.name == "postgresql":
        transaction.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    tries = tries_today(transaction, number, now=now)
    if tries >= LETTER_TRIES:
        raise LetterShut(next_midnight(now))
    waits = (
        letter_wait(_at_letter(transaction, number, network, now=now)),
        network_wait(_of_network(transaction, network)),
    )
    for until in waits:
        if until is not None and until > now:
            raise WaitAWhile(until)
    return tries


def tries_today(transaction: Session, number: str, *, now: datetime) -> int:
    """Count the wrong tries at one number since midnight, from everywhere."""
    since = last_midnight(now)
    ((count,),) = _TODAY.ask(transaction, number=number, since=since)
    return int(count)


def write_down(transaction: Session, number: str, network: str, *, now: datetime) -> None:
    """Count a try as wrong until it proves right."""
    add(transaction, WrongTry(number=number, network=network, at=now))


def take_back(transaction: Session, number: str, network: str) -> None:
    """Forget the wrong tries of a network at a letter that it then opened."""
    _RIGHT.ask(transaction, number=number, network=network)


def sweep(transaction: Session, *, now: datetime) -> None:
    """Forget every try older than a day."""
    transaction.execute(delete(WrongTry).where(WrongTry.at < now - REMEMBERED))


def _at_letter(
    transaction: Session, number: str, network: str, *, now: datetime
) -> Sequence[datetime]:
    tries = _AT_LETTER.ask(transaction, number=number, network=network, since=now - REMEMBERED)
    return [at for (at,) in tries]


def _of_network(transaction: Session, network: str) -> Sequence[datetime]:
    return [at for (at,) in _OF_NETWORK.ask(transaction, network=network)]
