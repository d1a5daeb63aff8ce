"""Handing messages to a mail server until it has taken each, however long it is away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from feedback.errors import MailServerAway, MessageNotTaken
from feedback.store import Store
from feedback.store.models import Concern, Message, Staff, Urgency

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
)
"""How long a message waits after each try that failed; the last one again and again."""

STUCK = timedelta(minutes=10)
KEPT = timedelta(days=35)
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way: to whom, and how soon they must look."""

    id: UUID
    to: str
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of the messages that were due."""

    taken: int = 0
    not_taken: int = 0
    away: bool = False


def deliver(store: Store, carry: Callable[[Outgoing], None], *, now: datetime) -> Delivered:
    """Carry every message that is due, the urgent first, and remember what was taken.

    ``carry`` raises ``MailServerAway`` when nobody answers, which ends this round, or
    ``MessageNotTaken`` for one message alone. Either is tried again later, never dropped: only
    somebody who takes the concern on, or leaves, ends a message that was not sent. A stop
    between the server’s yes and our note sends one twice rather than not at all.
    """
    _forget(store, now)
    taken = not_taken = 0
    for outgoing in _due(store, now):
        _put_off(store, outgoing, now)
        try:
            carry(outgoing)
        except MailServerAway:
            return Delivered(taken, not_taken, away=True)
        except MessageNotTaken:
            not_taken += 1
            continue
        with store.begin() as transaction:
            transaction.get_one(Message, outgoing.id).sent_at = now
        taken += 1
    return Delivered(taken, not_taken)


def is_stuck(transaction: Session, *, now: datetime) -> bool:
    """Whether a message could not be handed over for ten minutes: the duty page says so."""
    old = Message.sent_at.is_(None), Message.tries > 0, Message.made_at <= now - STUCK
    return bool(transaction.scalar(select(exists().where(*old))))


def _due(store: Store, now: datetime) -> list[Outgoing]:
    with store.look() as transaction:
        rows = transaction.execute(
            select(Message.id, Staff.email, Message.urgency)
            .join(Staff, Staff.id == Message.staff_id)
            .where(Message.sent_at.is_(None), Message.next_at <= now)
            .order_by(Message.urgency, Message.next_at, Message.id)
            .limit(_AT_ONCE)
        )
        return [Outgoing(key, to, urgency) for key, to, urgency in rows if to]


def _put_off(store: Store, outgoing: Outgoing, now: datetime) -> None:
    with store.begin() as transaction:
        message = transaction.get_one(Message, outgoing.id)
        message.next_at = now + WAITS[min(message.tries, len(WAITS) - 1)]
        message.tries += 1


def _forget(store: Store, now: datetime) -> None:
    """Drop what nobody needs to be told any more, and what was told long ago."""
    seen = exists().where(Concern.id == Message.concern_id, Concern.seen_at.is_not(None))
    gone = exists().where(Staff.id == Message.staff_id, ~Staff.active | Staff.email.is_(None))
    with store.look() as transaction:
        idle = transaction.scalars(
            select(Message.id).where(
                (Message.sent_at.is_(None) & (seen | gone)) | (Message.sent_at < now - KEPT)
            )
        ).all()
    if idle:
        with store.begin() as transaction:
            transaction.execute(delete(Message).where(Message.id.in_(idle)))
