"""One visit of a child, from the letter’s opening to leaving: a row, and a secret in a cookie.

The letter’s private key lies in the row under a secret that only the visitor’s cookie holds.
The visit’s own id is made of that secret and the letter’s public half. So whoever can write to
the database cannot put a half of their own in the letter’s place in the middle of a visit, or
after it ended by itself, and have what is said from then on sealed to themselves.
After twenty idle minutes nothing can be read any more; a page that was still being written
may be saved, because the cookie is signed and saving needs the public half only.
"""

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from feedback.errors import SealBroken, VisitOver
from feedback.store import at_hand
from feedback.store.at_hand import GateAtHand, LetterAtHand, VisitAtHand
from feedback.store.models import ChildSession, Door, Gate
from feedback.store.sealing import SECRET_BYTES, Place, PrivateKey, PublicKey, unwrap, wrap
from feedback.store.upsert import add
from feedback.store.worded import Worded

IDLE = timedelta(minutes=20)
SEEN_AGAIN = timedelta(minutes=1)
KEPT_TO_SAVE = timedelta(days=1)
NONCE_BYTES = 12
_ID_BYTES = 16

_THIS = ChildSession.id == bindparam("visit")
_SEEN = Worded(update(ChildSession).where(_THIS).values(seen_at=bindparam("now")))
_STANDING = Worded(update(ChildSession).where(_THIS).values(door=bindparam("door")))
_LEFT = Worded(delete(ChildSession).where(_THIS))
_GATE = Worded(select(Gate.digest).where(Gate.id == bindparam("gate")))


@dataclass(frozen=True, slots=True)
class Visit:
    """What the visitor’s cookie carries. Without the secret the database opens nothing."""

    id: UUID
    secret: bytes = field(repr=False)
    letter_id: UUID


class Opening(Protocol):
    """What a visit is begun with of a letter."""

    @property
    def id(self) -> UUID:
        """The letter’s key."""

    @property
    def gate_id(self) -> UUID:
        """The three secret pictures it opens on."""


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit in which the letter’s key is at hand, within the open transaction."""

    row: VisitAtHand
    key: PrivateKey
    is_to_be_seen: bool
    """Whether a minute has passed, so that ``seen`` should be called by whoever may write."""

    @property
    def id(self) -> UUID:
        """Return the id, which the visitor’s cookie carries."""
        return self.row.id

    @property
    def letter(self) -> LetterAtHand:
        """Return the letter that opened this visit."""
        return self.row.letter

    @property
    def gate(self) -> GateAtHand:
        """Return the three secret pictures of the letter’s child."""
        return self.row.gate

    @property
    def door(self) -> Door:
        """Whether the visitor stands before or behind the three secret pictures."""
        return self.row.door


@dataclass(frozen=True, slots=True)
class Expired:
    """A visit that ended by itself: words may still be saved in it and nothing read."""

    id: UUID
    letter: LetterAtHand
    gate: GateAtHand


def begin(
    transaction: Session, letter: Opening, key: PrivateKey, *, by_qr: bool, now: datetime
) -> Visit:
    """Begin a visit with a letter’s key at hand."""
    ((digest,),) = _GATE.ask(transaction, gate=letter.gate_id)
    secret = secrets.token_bytes(SECRET_BYTES)
    visit_id = _made_of(secret, key.public.raw)
    nonce = secrets.token_bytes(NONCE_BYTES)
    session = ChildSession(
        id=visit_id,
        letter_id=letter.id,
        wrapped=wrap(key.raw, secret, _place(visit_id), nonce=nonce),
        door=Door.NEW if digest is None else Door.SHUT,
        by_qr=by_qr,
        seen_at=now,
    )
    add(transaction, session)
    return Visit(visit_id, secret, letter.id)


def find(
    transaction: Session, visit_id: UUID, secret: bytes, *, now: datetime
) -> OpenVisit | Expired | None:
    """Find a visit again, in one query and without writing.

    None when it was left, never was, the secret, the letter’s key or what opens it is another’s,
    or the letter was revoked.
    """
    row = at_hand.find_visit(transaction, visit_id)
    if row is None or visit_id != _made_of(secret, row.letter.public_key):
        return None
    if row.wrapped is None:
        return Expired(row.id, row.letter, row.gate)
    try:
        raw = unwrap(row.wrapped, secret, _place(row.id))
    except SealBroken:
        return None
    if now - row.seen_at >= IDLE:
        return Expired(row.id, row.letter, row.gate)
    key = PrivateKey(raw, PublicKey(row.letter.public_key))
    return OpenVisit(row, key, now - row.seen_at >= SEEN_AGAIN)


def must_be_open(transaction: Session, visit: Visit, *, now: datetime) -> OpenVisit:
    """Find a visit again, refusing with ``VisitOver`` one that has ended."""
    found = find(transaction, visit.id, visit.secret, now=now)
    if not isinstance(found, OpenVisit):
        raise VisitOver("This visit has ended, so please come in again with your letter.")
    return found


def seen(transaction: Session, visit: OpenVisit, *, now: datetime) -> None:
    """Let the idle minutes count from now."""
    _SEEN.ask(transaction, visit=visit.id, now=now)


def stand(transaction: Session, visit: OpenVisit, door: Door) -> None:
    """Let the visitor stand before, behind or beside the three secret pictures from now on."""
    _STANDING.ask(transaction, visit=visit.id, door=door)
    visit.row.door = door


def leave(transaction: Session, visit_id: UUID) -> None:
    """End a visit and erase the wrapped key with its row."""
    _LEFT.ask(transaction, visit=visit_id)


def leave_all(transaction: Session, letter_ids: Collection[UUID]) -> None:
    """End every visit that these letters opened."""
    transaction.execute(delete(ChildSession).where(ChildSession.letter_id.in_(letter_ids)))


def sweep(transaction: Session, *, now: datetime) -> None:
    """Erase the keys of visits that are idle too long, and a day later the visits themselves."""
    transaction.execute(
        update(ChildSession)
        .where(ChildSession.seen_at <= now - IDLE, ChildSession.wrapped.is_not(None))
        .values(wrapped=None)
    )
    transaction.execute(delete(ChildSession).where(ChildSession.seen_at <= now - KEPT_TO_SAVE))


def _made_of(secret: bytes, public: bytes) -> UUID:
    """Make a visit’s id: nobody without the secret makes one that fits another half."""
    return UUID(bytes=hmac.digest(secret, b"heard/1/visit/" + public, "sha256")[:_ID_BYTES])


def _place(visit_id: UUID) -> Place:
    return Place("child_session", "wrapped", visit_id)
