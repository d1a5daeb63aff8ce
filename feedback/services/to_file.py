"""Which children’s words are not in the case system yet, and since when they should be.

The clock runs in working days from the moment the words were sent. It stops when the code
of a statement that holds them is typed back, or when the child takes them back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from feedback.due_dates import add_working_days
from feedback.services.another_reader import cover_officer
from feedback.services.assigned import children_of
from feedback.services.deciding import Hand
from feedback.services.file_statement import filed_views
from feedback.services.guessing import LONDON
from feedback.services.invite import Desk
from feedback.store.models import Child, Review, SentViews


@dataclass(frozen=True, slots=True)
class ToFile:
    """The words of one child before one review, as far as they are not filed."""

    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    officer_id: UUID | None
    day: date
    past_officer: UUID | None
    """What this is when it was sent past the child’s own officer."""
    sent_at: datetime
    due: date
    late: bool


def to_file(transaction: Session, *, by: Hand) -> tuple[ToFile, ...]:
    """List what this officer reads and has not filed, the longest waiting first."""
    own = children_of(by.officer, today=by.today)
    theirs = and_(SentViews.not_iro.is_(False), Review.child_id.in_(own))
    if cover_officer(transaction, today=by.today) == by.officer:
        theirs = or_(theirs, and_(SentViews.not_iro, Review.child_id.not_in(own)))
    return _lines(transaction.execute(_unfiled().where(theirs)), by.desk, by.today)


def all_unfiled(transaction: Session, *, desk: Desk, today: date) -> tuple[ToFile, ...]:
    """List whatever nobody has filed, of every child, the longest waiting first."""
    return _lines(transaction.execute(_unfiled()), desk, today)


def _unfiled() -> Select[Any, Any, Any, Any, Any, Any, Any, Any]:
    return (
        select(
            SentViews.id,
            SentViews.not_iro,
            SentViews.sent_at,
            Review.id.label("review_id"),
            Review.day,
            Review.officer_id,
            Child.id.label("child_id"),
            Child.named,
        )
        .join(Review, Review.id == SentViews.review_id)
        .join(Child, Child.id == Review.child_id)
        .where(SentViews.answers.is_not(None), SentViews.real)
        .where(SentViews.id.not_in(filed_views()))
        .order_by(SentViews.sent_at, SentViews.id)
    )


def _lines(rows: Iterable[Row[Any]], desk: Desk, today: date) -> tuple[ToFile, ...]:
    """Make one line of a review, and one of each thing sent past the child’s officer."""
    first: dict[UUID, Row[Any]] = {}
    for row in rows:
        first.setdefault(row.id if row.not_iro else row.review_id, row)
    return tuple(_line(row, desk, today) for row in first.values())


def _line(row: Row[Any], desk: Desk, today: date) -> ToFile:
    sent_on = row.sent_at.astimezone(LONDON).date()
    due = add_working_days(sent_on, desk.clocks.filed, closed=desk.closed)
    return ToFile(
        review_id=row.review_id,
        child_id=row.child_id,
        named=row.named,
        officer_id=row.officer_id,
        day=row.day,
        past_officer=row.id if row.not_iro else None,
        sent_at=row.sent_at,
        due=due,
        late=today > due,
    )
