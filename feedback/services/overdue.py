"""What is overdue in the whole service: words unread, reviews unrecorded, asks unanswered.

The portal’s clocks, all in working days: what a child sent is read within ``views_read``; a
review is recorded within ``outcome_recorded`` of its last part, its asks are answered within
``decisions_out`` and its code is confirmed within ``record_done``. These are work lists for
those who may see each child: names, days and officers, and never a word.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, partial
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from feedback.due_dates import add_working_days, working_days_between
from feedback.participation import COUNTED_FROM_AGE, OF_AGE
from feedback.services.guessing import LONDON
from feedback.services.invite import Desk
from feedback.services.to_file import all_unfiled
from feedback.store.models import Ask, Child, Record, Review, ReviewState, SentViews

STILL_OPEN = timedelta(days=366)
"""How long a review without a confirmed code stays on the lists, as on the officer’s own."""


class Clock(StrEnum):
    """What somebody owes, each by a clock of its own."""

    READ = "read"
    RECORD = "record"
    ANSWER = "answer"
    CONFIRM = "confirm"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Overdue:
    """One thing that should be done by now. ``days`` counts working days since its last one."""

    clock: Clock
    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    officer_id: UUID | None
    past_officer: bool
    """Whether the child asked that their own officer does not read it."""
    due: date
    days: int


def overdue(transaction: Session, *, desk: Desk, today: date) -> tuple[Overdue, ...]:
    """List everything that is overdue today, the longest overdue first, in four queries."""
    due = cache(partial(add_working_days, closed=desk.closed))
    late = cache(partial(working_days_between, end=today, closed=desk.closed))
    found = [
        *_unread(transaction, desk, due),
        *_unsettled(transaction, desk, due, today),
        *_unanswered(transaction, desk, due),
        *_unfiled(transaction, desk, today),
    ]
    lines = (_line(clock, row, past, last, late(last)) for clock, row, past, last in found)
    return tuple(
        sorted((one for one in lines if one.due < today), key=lambda one: (one.due, one.day))
    )


Due = Callable[[date, int], date]
_Found = tuple[Clock, Any, bool, date]


def _reviews(*more: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401  columns of any kind
    return select(
        Review.id.label("review_id"),
        Review.child_id,
        Child.named,
        Review.day,
        Review.officer_id,
        func.coalesce(Review.part_two_day, Review.day).label("last_part"),
        *more,
    ).join(Child, Child.id == Review.child_id)


def _unread(transaction: Session, desk: Desk, due: Due) -> Iterator[_Found]:
    rows = transaction.execute(
        _reviews(SentViews.sent_at, SentViews.not_iro)
        .join(SentViews, SentViews.review_id == Review.id)
        .where(SentViews.read_at.is_(None), SentViews.answers.is_not(None))
    )
    for row in rows:
        sent_on = row.sent_at.astimezone(LONDON).date()
        yield Clock.READ, row, row.not_iro, due(sent_on, desk.clocks.views_read)


def _unsettled(transaction: Session, desk: Desk, due: Due, today: date) -> Iterator[_Found]:
    """Find reviews without a code: nothing recorded, or only the code not confirmed."""
    recorded = exists().where(Record.review_id == Review.id)
    rows = transaction.execute(
        _reviews(recorded.label("recorded"), (Review.age < COUNTED_FROM_AGE).label("under4"))
        .where(Review.state != ReviewState.CANCELLED, Review.code.is_(None))
        .where(Review.day.between(today - STILL_OPEN, today))
        .where(or_(Review.age.is_(None), Review.age < OF_AGE) | ~recorded)
    )
    for row in rows:
        confirm = row.recorded or row.under4
        clock = Clock.CONFIRM if confirm else Clock.RECORD
        within = desk.clocks.record_done if confirm else desk.clocks.outcome_recorded
        yield clock, row, False, due(row.last_part, within)


def _unanswered(transaction: Session, desk: Desk, due: Due) -> Iterator[_Found]:
    rows = transaction.execute(
        _reviews(SentViews.not_iro)
        .join(SentViews, SentViews.review_id == Review.id)
        .where(SentViews.answers.is_not(None))
        .where(exists().where(Ask.views_id == SentViews.id, Ask.outcome.is_(None)))
        .distinct()
    )
    for row in rows:
        yield Clock.ANSWER, row, row.not_iro, due(row.last_part, desk.clocks.decisions_out)


def _unfiled(transaction: Session, desk: Desk, today: date) -> Iterable[_Found]:
    for line in all_unfiled(transaction, desk=desk, today=today):
        yield Clock.FILE, line, line.past_officer is not None, line.due


def _line(clock: Clock, row: Row[Any], past: bool, due: date, days: int) -> Overdue:  # noqa: FBT001
    return Overdue(
        clock=clock,
        review_id=row.review_id,
        child_id=row.child_id,
        named=row.named,
        day=row.day,
        officer_id=row.officer_id,
        past_officer=past,
        due=due,
        days=days,
    )
