"""Deciding who must be told that something waits: once for each reason, and never what it is.

Nothing is told when it happens; it is worked out from what is written down, so that a portal
that stood still tells everything that is still true when it goes on.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from feedback.due_dates import Clocks, is_working_day
from feedback.services import duties
from feedback.services.another_reader import reader_of
from feedback.services.guessing import LONDON
from feedback.services.link_openings import for_manager, managers
from feedback.services.look_at_reads import waits, watchers
from feedback.services.outside import second_people, waiting_for_second
from feedback.services.raise_concern import escalation
from feedback.services.refused_tries import too_many_tries
from feedback.services.run_out import run_out
from feedback.services.staff import all_with
from feedback.services.unread import unread
from feedback.store import Store
from feedback.store.models import (
    Assignment,
    Concern,
    Duty,
    Message,
    Review,
    SentViews,
    Staff,
    Urgency,
)

MORNING = time(7)
_NEWS = timedelta(days=2)
_REMEMBERED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Word:
    """One thing one member of staff is to be told."""

    staff_id: UUID
    cause: str
    urgency: Urgency
    concern_id: UUID | None = None


def notify(store: Store, *, clocks: Clocks, now: datetime, closed: Collection[date] = ()) -> int:
    """Write down whom to tell what they were not told yet; return how many messages that is.

    A concern nobody has: duty at once, and managers too from the first step on that was
    missed. Something new: whoever reads it. A clock that ran out: once on a working morning.
    """
    with store.look() as transaction:
        reachable = set(
            transaction.scalars(select(Staff.id).where(Staff.active, Staff.email.is_not(None)))
        )
        told = {
            (staff_id, cause)
            for staff_id, cause in transaction.execute(
                select(Message.staff_id, Message.cause).where(
                    or_(Message.sent_at.is_(None), Message.made_at > now - _REMEMBERED)
                )
            )
        }
        wanted = [
            word
            for word in (*_concerns(transaction, now), *_news(transaction, now),
                         *_too_long(transaction, clocks, closed, now), *_second(transaction, now),
                         *_who_wrote(transaction, now), *_watched(transaction, now),
                         *_duties(transaction, now))
            if word.staff_id in reachable and (word.staff_id, word.cause) not in told
        ]  # fmt: skip
    if wanted:
        with store.begin() as transaction:
            transaction.add_all(_written(word, now) for word in wanted)
    return len(wanted)


def _written(word: Word, now: datetime) -> Message:
    return Message(
        staff_id=word.staff_id,
        cause=word.cause,
        concern_id=word.concern_id,
        urgency=word.urgency,
        made_at=now,
        next_at=now,
    )


def _concerns(transaction: Session, now: datetime) -> Iterator[Word]:
    waiting = transaction.execute(
        select(Concern.id, Concern.raised_at).where(Concern.seen_at.is_(None))
    ).all()
    if not waiting:
        return
    duty, managers = (all_with(transaction, one) for one in (Duty.SAFEGUARDING, Duty.MANAGER))
    for concern_id, raised_at in waiting:
        step = escalation(raised_at, now).step
        called = duty | managers if step or not duty else duty
        for staff_id in called:
            yield Word(staff_id, f"concern {concern_id.hex} {step}", Urgency.NOW, concern_id)


def _news(transaction: Session, now: datetime) -> Iterator[Word]:
    for views_id, reader in _unread_by(transaction, now, since=now - _NEWS):
        yield Word(reader, f"views {views_id.hex}", Urgency.SOON)


def _second(transaction: Session, now: datetime) -> Iterator[Word]:
    """Call a second person to each reading outside somebody’s own cases that waits for one."""
    for reading_id, asker in waiting_for_second(transaction, now=now):
        for staff_id in second_people(transaction, asker):
            yield Word(staff_id, f"outside {reading_id.hex}", Urgency.NOW)


def _who_wrote(transaction: Session, now: datetime) -> Iterator[Word]:
    """Call IRO managers to each asking who wrote an evaluation, and its asker to their hour."""
    for line in for_manager(transaction, now=now):
        if line.is_open(now):
            yield Word(line.asked_by, f"who-wrote {line.id.hex} open", Urgency.NOW)
            continue
        for staff_id in managers(transaction, line.asked_by):
            yield Word(staff_id, f"who-wrote {line.id.hex}", Urgency.NOW)


def _duties(transaction: Session, now: datetime) -> Iterator[Word]:
    """Call those who may give a duty to each asking for one that waits."""
    waiting = duties.waiting(transaction, now=now)
    second = all_with(transaction, Duty.ADMINISTRATOR) | all_with(transaction, Duty.MANAGER)
    for one in waiting:
        for staff_id in filter(one.is_for, second):
            yield Word(staff_id, f"duty {one.id.hex}", Urgency.SOON)


def _watched(transaction: Session, now: datetime) -> Iterator[Word]:
    """Tell of last week’s readings outside somebody’s cases, and of many tries to sign in."""
    today = now.astimezone(LONDON).date()
    if _is_working_morning(now) and (monday := waits(transaction, today)) is not None:
        for staff_id in watchers(transaction):
            yield Word(staff_id, f"reads {monday}", Urgency.SOON)
    if too_many_tries(transaction, now=now):
        for staff_id in all_with(transaction, Duty.ADMINISTRATOR):
            yield Word(staff_id, f"tries {today}", Urgency.SOON)


def _is_working_morning(now: datetime) -> bool:
    here = now.astimezone(LONDON)
    return is_working_day(here.date()) and here.time() >= MORNING


def _too_long(
    transaction: Session, clocks: Clocks, closed: Collection[date], now: datetime
) -> Iterator[Word]:
    """Tell everybody for whom a clock has run out, once a morning, of all of them together."""
    today = now.astimezone(LONDON).date()
    if not _is_working_morning(now) or today in closed:
        return
    late = run_out(transaction, clocks=clocks, closed=closed, today=today)
    if unread(transaction, clocks=clocks, now=now):
        late |= all_with(transaction, Duty.SAFEGUARDING)
    yield from (Word(staff_id, f"waits {today}", Urgency.SOON) for staff_id in late)


def _unread_by(
    transaction: Session,
    now: datetime,
    *,
    since: datetime,
) -> Iterator[tuple[UUID, UUID]]:
    """Give each unread form with the officer who is to read it, where there is one."""
    today = now.astimezone(LONDON).date()
    asked = (
        select(SentViews.id, SentViews.not_iro, Review.child_id, Assignment.staff_id)
        .join(Review, Review.id == SentViews.review_id)
        .outerjoin(
            Assignment,
            (Assignment.child_id == Review.child_id)
            & (Assignment.since <= today)
            & or_(Assignment.until.is_(None), Assignment.until >= today),
        )
        .where(SentViews.read_at.is_(None), SentViews.answers.is_not(None))
        .where(SentViews.sent_at > since)
    )
    for views_id, past, child_id, own in transaction.execute(asked).all():
        reader = reader_of(transaction, child_id, today=today) if past else own
        if reader is not None:
            yield views_id, reader
