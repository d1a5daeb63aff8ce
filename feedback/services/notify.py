"""Deciding who must be told that something waits: once for each reason, and never what it is.

Nothing is told when it happens; it is worked out from what is written down, so that a portal
that stood still tells everything that is still true when it goes on.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.due_dates import Clocks, is_working_day
from feedback.services import duties
from feedback.services.another_reader import readers_past
from feedback.services.assigned import who_answers
from feedback.services.guessing import LONDON
from feedback.services.link_openings import for_manager, managers
from feedback.services.look_at_reads import waits, watchers
from feedback.services.outside import second_people, waiting_for_second
from feedback.services.raise_concern import STEPS, escalation
from feedback.services.refused_tries import too_many_tries
from feedback.services.run_out import run_out
from feedback.services.staff import all_with
from feedback.services.unread import unread
from feedback.store import Store
from feedback.store.models import (
    Concern,
    Duty,
    Message,
    Review,
    SentViews,
    Staff,
    Urgency,
)
from feedback.store.models.base import new_key
from feedback.store.upsert import add_unless

MORNING = time(7)
_NEWS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Word:
    """One thing one member of staff is to be told."""

    staff_id: UUID
    cause: str
    urgency: Urgency
    concern_id: UUID | None = None
    is_repeated: bool = False
    """Whether it is said again, which waits while what was said before has not gone out."""


@dataclass(frozen=True, slots=True)
class Look:
    """What everything is worked out from: at which moment, by which clocks, and who is there."""

    clocks: Clocks
    now: datetime
    closed: Collection[date]
    reachable: frozenset[UUID]


def notify(store: Store, *, clocks: Clocks, now: datetime, closed: Collection[date] = ()) -> int:
    """Write down whom to tell what they were not told yet; return how many messages that is.

    A concern nobody has: duty at once, and managers too from the first step on that was
    missed. Something new: whoever reads it. A clock that ran out: once on a working morning.

    What cannot be worked out keeps nobody from being told the rest: it is raised at the end,
    in an ``ExceptionGroup``.
    """
    with store.look() as transaction:
        there = transaction.scalars(select(Staff.id).where(Staff.active, Staff.email.is_not(None)))
        look = Look(clocks, now, closed, frozenset(there))
    written, failures = 0, []
    for source in _SOURCES:
        try:
            written += _tell(store, source, look)
        except Exception as failure:  # noqa: BLE001  a call for help must not wait for the rest
            failures.append(failure)
    if failures:
        raise ExceptionGroup("some of what is to be told could not be worked out", failures)
    return written


def _tell(store: Store, source: "_Source", look: Look) -> int:
    """Write down what one source wants told, but for what is written down already."""
    with store.look() as transaction:
        words = [word for word in source(transaction, look) if word.staff_id in look.reachable]
        wanted = _not_yet(transaction, words) if words else []
    if wanted:
        with store.begin() as transaction:
            for word in wanted:
                _write(transaction, word, look.now)
    return len(wanted)


def _not_yet(transaction: Session, words: Collection[Word]) -> list[Word]:
    """Leave out what any row that is kept says already, however long ago it was sent."""
    rows = transaction.execute(
        select(Message.staff_id, Message.cause, Message.concern_id, Message.sent_at).where(
            Message.cause.in_({word.cause for word in words})
            | (Message.sent_at.is_(None) & Message.concern_id.is_not(None))
        )
    ).all()
    told = {(row.staff_id, row.cause) for row in rows}
    on_its_way = {(row.staff_id, row.concern_id) for row in rows if row.sent_at is None}
    return [
        word
        for word in words
        if (word.staff_id, word.cause) not in told
        and not (word.is_repeated and (word.staff_id, word.concern_id) in on_its_way)
    ]


def _write(transaction: Session, word: Word, now: datetime) -> None:
    """Write it down, unless another worker was quicker."""
    add_unless(
        transaction,
        Message,
        same=("staff_id", "cause"),
        id=new_key(),
        staff_id=word.staff_id,
        cause=word.cause,
        concern_id=word.concern_id,
        urgency=word.urgency,
        made_at=now,
        next_at=now,
        tries=0,
    )


def _concerns(transaction: Session, look: Look) -> Iterator[Word]:
    waiting = transaction.execute(
        select(Concern.id, Concern.raised_at).where(Concern.seen_at.is_(None))
    ).all()
    if not waiting:
        return
    duty, managers = (
        all_with(transaction, one) & look.reachable for one in (Duty.SAFEGUARDING, Duty.MANAGER)
    )
    for concern_id, raised_at in waiting:
        due = escalation(raised_at, look.now)
        called = duty | managers if due.step or not duty else duty
        cause = f"concern {concern_id.hex} {due.step}"
        for staff_id in called:
            yield Word(staff_id, cause, Urgency.NOW, concern_id, due.step > len(STEPS))


def _news(transaction: Session, look: Look) -> Iterator[Word]:
    for views_id, reader in _unread_by(transaction, look.now, since=look.now - _NEWS):
        yield Word(reader, f"views {views_id.hex}", Urgency.SOON)


def _second(transaction: Session, look: Look) -> Iterator[Word]:
    """Call a second person to each reading outside somebody’s own cases that waits for one."""
    for reading_id, asker in waiting_for_second(transaction, now=look.now):
        for staff_id in second_people(transaction, asker):
            yield Word(staff_id, f"outside {reading_id.hex}", Urgency.NOW)


def _who_wrote(transaction: Session, look: Look) -> Iterator[Word]:
    """Call IRO managers to each asking who wrote an evaluation, and its asker to their hour."""
    for line in for_manager(transaction, now=look.now):
        if line.is_open(look.now):
            yield Word(line.asked_by, f"who-wrote {line.id.hex} open", Urgency.NOW)
            continue
        for staff_id in managers(transaction, line.asked_by):
            yield Word(staff_id, f"who-wrote {line.id.hex}", Urgency.NOW)


def _duties(transaction: Session, look: Look) -> Iterator[Word]:
    """Call those who may give a duty to each asking for one that waits."""
    waiting = duties.waiting(transaction, now=look.now)
    second = all_with(transaction, Duty.ADMINISTRATOR) | all_with(transaction, Duty.MANAGER)
    for one in waiting:
        for staff_id in filter(one.is_for, second):
            yield Word(staff_id, f"duty {one.id.hex}", Urgency.SOON)


def _watched(transaction: Session, look: Look) -> Iterator[Word]:
    """Tell of last week’s readings outside somebody’s cases, and of many tries to sign in."""
    today = look.now.astimezone(LONDON).date()
    if _is_working_morning(look.now) and (monday := waits(transaction, today)) is not None:
        for staff_id in watchers(transaction):
            yield Word(staff_id, f"reads {monday}", Urgency.SOON)
    if too_many_tries(transaction, now=look.now):
        for staff_id in all_with(transaction, Duty.ADMINISTRATOR):
            yield Word(staff_id, f"tries {today}", Urgency.SOON)


def _is_working_morning(now: datetime) -> bool:
    here = now.astimezone(LONDON)
    return is_working_day(here.date()) and here.time() >= MORNING


def _too_long(transaction: Session, look: Look) -> Iterator[Word]:
    """Tell everybody for whom a clock has run out, once a morning, of all of them together."""
    today = look.now.astimezone(LONDON).date()
    if not _is_working_morning(look.now) or today in look.closed:
        return
    late = run_out(transaction, clocks=look.clocks, closed=look.closed, today=today)
    if unread(transaction, clocks=look.clocks, now=look.now):
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
        select(SentViews.id, SentViews.not_iro, Review.child_id)
        .join(Review, Review.id == SentViews.review_id)
        .where(SentViews.read_at.is_(None), SentViews.answers.is_not(None))
        .where(SentViews.sent_at > since)
    )
    found = transaction.execute(asked).all()
    if not found:
        return
    officers = who_answers(transaction, today=today)
    past = readers_past(transaction, today=today)
    for views_id, is_past, child_id in found:
        reader = past.reader(child_id) if is_past else officers.get(child_id)
        if reader is not None:
            yield views_id, reader


_Source = Callable[[Session, Look], Iterator[Word]]
_SOURCES: tuple[_Source, ...] = (
    _concerns, _who_wrote, _second, _news, _too_long, _watched, _duties
)  # fmt: skip
"""Where words come from, calls for help first: nothing that goes wrong later stops those."""
