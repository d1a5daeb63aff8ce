"""How long somebody waits who tried wrong passwords or codes of staff, and who never waits for it.

Counted by account *and* network, as at a letter: whoever guesses from elsewhere keeps nobody
out. Guessing from everywhere at one account slows every network there and shuts none.
Kept in the database, so that all processes count together and a restart forgets nothing.

A try is written down before it is looked at and taken back when it was right, so that a
hundred at the same moment are still a hundred. What is nobody’s is counted like any other.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self, cast
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, text
from sqlalchemy.orm import Session

from feedback.errors import StepShut, WaitAWhile
from feedback.store.keys import Keys
from feedback.store.models import StaffTry
from feedback.store.models.base import new_key
from feedback.store.turn import Turn
from feedback.store.upsert import add

WINDOW = timedelta(minutes=15)
TRIES = 10
"""At one account from one network within the window."""
NETWORK_TRIES = 60
"""At all accounts from one network within the window."""
ACCOUNT_TRIES = 100
"""At one account from everywhere within a day. From then on each network has the few below."""
SLOWED_TRIES = 2
REMEMBERED = timedelta(days=1)
_ONE_AT_A_TIME = 0x53544646  # "STFF": on SQLite writing transactions take turns anyway


@dataclass(frozen=True, slots=True)
class Tried:
    """One try: at whose account on which page, as a digest, and from which network.

    ``known`` says that whoever tries has given the right password already.
    """

    whose: bytes
    network: str
    known: bool = False

    @classmethod
    def at(cls, page_and_account: str, network: str, *, keys: Keys, known: bool = False) -> Self:
        """Name the page and the account, in words that the database never sees."""
        use = b"heard/1/staff tried/" + page_and_account.encode()
        return cls(hmac.digest(keys.staff, use, "sha256"), network, known)


def write_down(transaction: Session, tried: Tried, *, now: datetime) -> UUID:
    """Count a try as wrong until it proves right, and return its key.

    Refuses with ``WaitAWhile`` whoever has to wait, the account known or not. With
    ``StepShut`` where everybody who tries knows the password: six digits are so few that
    guesses from many networks would come to something there, and a recovery code still opens.
    """
    if cast("Turn", transaction).engine.dialect.name == "postgresql":
        transaction.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    of_account = StaffTry.whose == tried.whose
    day = _newest(transaction, of_account, since=now - REMEMBERED, most=ACCOUNT_TRIES)
    slowed = len(day) >= ACCOUNT_TRIES
    if slowed and tried.known:
        raise StepShut(day[-1] + REMEMBERED)
    from_here, since = StaffTry.network == tried.network, now - WINDOW
    for asked, most in (
        ((of_account, from_here), SLOWED_TRIES if slowed else TRIES),
        ((from_here,), NETWORK_TRIES),
    ):
        tries = _newest(transaction, *asked, since=since, most=most)
        if len(tries) >= most:
            raise WaitAWhile(tries[-1] + WINDOW)
    key = new_key()
    add(transaction, StaffTry(id=key, whose=tried.whose, network=tried.network, at=now))
    return key


def take_back(transaction: Session, key: UUID) -> None:
    """Forget one try that was right. Earlier wrong ones stay until their time is over."""
    transaction.execute(delete(StaffTry).where(StaffTry.id == key))


def is_slowed(transaction: Session, *, now: datetime) -> bool:
    """Whether anybody’s account was tried so often within a day that all its networks are slow."""
    much = (
        select(StaffTry.whose)
        .where(StaffTry.at > now - REMEMBERED)
        .group_by(StaffTry.whose)
        .having(func.count() >= ACCOUNT_TRIES)
        .limit(1)
    )
    return transaction.scalar(much) is not None


def sweep(transaction: Session, *, now: datetime) -> None:
    """Forget every try older than a day."""
    transaction.execute(delete(StaffTry).where(StaffTry.at < now - REMEMBERED))


def _newest(
    transaction: Session,
    *asked: ColumnElement[bool],
    since: datetime,
    most: int,
) -> Sequence[datetime]:
    newest = select(StaffTry.at).where(*asked, StaffTry.at > since)
    return transaction.scalars(newest.order_by(StaffTry.at.desc()).limit(most)).all()
