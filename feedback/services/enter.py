"""Getting in with a letter: its number and four words, or its QR once.

Checking the words is making the letter’s key from them and comparing. A number that is
nobody’s costs the same and is refused in the same words, so trying tells a guesser nothing.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import bindparam, exists, null, select, update
from sqlalchemy.orm import Session

from feedback.errors import CodeSpent, LetterRevoked, SealBroken, WordsWrong
from feedback.letters.letter_number import read_letter_number
from feedback.letters.secret import read_secret
from feedback.services import guessing, letter_keys, visits
from feedback.services.raise_concern import raise_concern
from feedback.services.visits import Visit
from feedback.store import Store
from feedback.store.keys import Keys
from feedback.store.models import ConcernKind, Cost, Installation, Letter
from feedback.store.sealing import SECRET_BYTES, Place, PrivateKey, unwrap
from feedback.store.worded import Worded

QR_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody at the door: a letter number as typed, what they say, and their network."""

    number: str
    said: str = field(repr=False)
    network: str


@dataclass(frozen=True, slots=True)
class _Lock:
    """What is needed of a letter to try words at it."""

    id: UUID
    gate_id: UUID
    salt: bytes
    cost: Cost
    public_key: bytes
    revoked_at: datetime | None


_LOCK = Worded(
    select(
        *(Letter.id, Letter.gate_id, Letter.salt, Letter.cost),
        *(Letter.public_key, Letter.revoked_at),
    ).where(Letter.number == bindparam("number"))
)
_MADE_UP = Worded(select(exists().where(Installation.made_up)))
_SPENT = Worded(update(Letter).where(Letter.id == bindparam("letter")).values(qr_wrapped=null()))


def try_words(store: Store, knock: Knock, *, keys: Keys, now: datetime, locks: Path) -> Visit:
    """Let in whoever says a letter’s words or numbers. It takes about 40 ms on purpose.

    ``LetterNumberUnsound`` and ``WordsNotKnown`` say that something was mistyped: nothing
    is looked up then. Otherwise refuses with ``WaitAWhile`` or ``LetterShut`` (not looked
    at), ``WordsWrong``, and ``LetterRevoked`` for the right words of an old letter.
    """
    number, secret = read_letter_number(knock.number), read_secret(knock.said)
    with store.begin() as transaction:
        before = guessing.must_not_wait(transaction, number, knock.network, now=now)
        guessing.write_down(transaction, number, knock.network, now=now)
        letter = _lock(transaction, number)
        if letter is not None and before + 1 == guessing.LETTER_TRIES:
            _shut(transaction, letter.id, now=now)
        salt, cost = _lock_of(transaction, number, letter, keys)
    key = letter_keys.derive(secret, salt, pepper=keys.pepper, cost=cost, locks=locks)
    with store.begin() as transaction:
        letter = _lock(transaction, number)
        if letter is None or not hmac.compare_digest(key.public.raw, letter.public_key):
            raise WordsWrong
        guessing.take_back(transaction, number, knock.network)
        if letter.revoked_at is None:
            return visits.begin(transaction, letter, key, by_qr=False, now=now)
    raise LetterRevoked("A newer letter has taken this one’s place.")


def by_qr(store: Store, knock: Knock, *, now: datetime) -> Visit:
    """Let in whoever brings the QR’s secret: until Send, or 24 hours after its first opening.

    Refuses with ``CodeSpent``, whether it was ever any good or not.
    """
    with store.begin() as transaction:
        letter = _letter(transaction, knock.number)
        key = _unwrapped(letter, knock.said)
        if letter is not None and key is not None:
            opened = letter.qr_opened_at = letter.qr_opened_at or now
            if now - opened < QR_LASTS:
                return visits.begin(transaction, letter, key, by_qr=True, now=now)
            letter.qr_wrapped = None
    raise CodeSpent("That code does not open anything now. The four words still do.")


def spend_code(transaction: Session, letter_id: UUID) -> None:
    """Spend a letter’s QR, if it was not: what it was for has been sent."""
    _SPENT.ask(transaction, letter=letter_id)


def spend_old_codes(transaction: Session, *, now: datetime) -> None:
    """Spend every QR first opened a day ago or more: browser history keeps the address."""
    transaction.execute(
        update(Letter)
        .where(Letter.qr_opened_at <= now - QR_LASTS, Letter.qr_wrapped.is_not(None))
        .values(qr_wrapped=None)
    )


def qr_place(letter_id: UUID) -> Place:
    """Return where a letter’s key lies under the QR’s secret."""
    return Place("letter", "qr_wrapped", letter_id)


def _letter(transaction: Session, number: str) -> Letter | None:
    return transaction.scalar(select(Letter).where(Letter.number == number))


def _lock(transaction: Session, number: str) -> _Lock | None:
    for row in _LOCK.ask(transaction, number=number):
        return _Lock(*row)
    return None


def _lock_of(
    transaction: Session, number: str, letter: _Lock | None, keys: Keys
) -> tuple[bytes, Cost]:
    ((made_up,),) = _MADE_UP.ask(transaction)
    nobodys = letter_keys.salt_of_nobody(number, pepper=keys.pepper)
    if letter is None:
        return nobodys, Cost.CHEAP if made_up else Cost.FULL
    return letter.salt, letter.cost


def _shut(transaction: Session, letter_id: UUID, *, now: datetime) -> None:
    until = guessing.next_midnight(now)
    transaction.execute(update(Letter).where(Letter.id == letter_id).values(shut_until=until))
    raise_concern(transaction, letter_id, ConcernKind.LETTER_SHUT, now=now)


def _unwrapped(letter: Letter | None, said: str) -> PrivateKey | None:
    secret = _secret_of(said)
    if letter is None or letter.revoked_at or letter.qr_wrapped is None or secret is None:
        return None
    try:
        return PrivateKey(unwrap(letter.qr_wrapped, secret, qr_place(letter.id)))
    except SealBroken:
        return None


def _secret_of(said: str) -> bytes | None:
    try:
        secret = bytes.fromhex(said)
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES else None
