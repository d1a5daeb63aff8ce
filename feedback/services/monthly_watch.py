"""A month’s reviews, watched: who was not heard, what nobody wrote down, what was not done.

Every review of a child from 4 to 17 whose last part is over. Those with PN4, PN7 or no code
are on the list, each with what follows it. *Null returns* are parted: what was *not recorded*
is another failure than what was *not done*. A work list for those who may see each child.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from feedback.beside import Contact, SeenAlone
from feedback.due_dates import add_months, add_working_days
from feedback.participation import COUNTED_FROM_AGE, OF_AGE, Indicator
from feedback.services.guessing import LONDON
from feedback.services.invite import Desk
from feedback.services.to_follow import Following, current, following, next_reviews
from feedback.store.models import Child, Letter, Record, Review, ReviewState

HEARD = frozenset({Indicator.PN1, Indicator.PN2, Indicator.PN3, Indicator.PN5, Indicator.PN6})


class Missing(StrEnum):
    """Why a review is on the list."""

    PN4 = "pn4"
    PN7 = "pn7"
    PENDING = "pending"
    NOT_RECORDED = "not-recorded"


class Null(StrEnum):
    """What is blank beside the participation: not recorded, or recorded as not done."""

    SEEN_NOT_RECORDED = "seen-not-recorded"
    CONTACT_NOT_RECORDED = "contact-not-recorded"
    NOT_SEEN = "not-seen"
    NO_CONTACT = "no-contact"
    NOT_INVITED = "not-invited"


NOT_RECORDED = frozenset({Null.SEEN_NOT_RECORDED, Null.CONTACT_NOT_RECORDED})
NOT_DONE = frozenset({Null.NOT_SEEN, Null.NO_CONTACT, Null.NOT_INVITED})


@dataclass(frozen=True, slots=True)
class Watched:
    """One review of the month."""

    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    officer_id: UUID | None
    at_a_distance: bool
    code: Indicator | None
    missing: Missing | None
    nulls: frozenset[Null]
    follows: Following | None

    @property
    def heard(self) -> bool:
        """Whether the child was heard at it."""
        return self.code in HEARD

    @property
    def not_recorded(self) -> frozenset[Null]:
        """Return what nobody wrote down."""
        return self.nulls & NOT_RECORDED

    @property
    def not_done(self) -> frozenset[Null]:
        """Return what was not done."""
        return self.nulls & NOT_DONE


def watch(transaction: Session, first: date, *, desk: Desk, today: date) -> tuple[Watched, ...]:
    """Watch the reviews of the month that begins on ``first``, in their order, in six queries."""
    last = add_months(first, 1) - timedelta(1)
    return watch_days(transaction, (first, last), desk=desk, today=today)


def watch_days(
    transaction: Session, days: tuple[date, date], *, desk: Desk, today: date
) -> tuple[Watched, ...]:
    """Watch the reviews from one day to another, both counted, in as many queries."""
    days = days[0], min(days[1], today - timedelta(1))
    which = _watched(days, today)
    rows = transaction.execute(
        select(Review, Child.named, Child.at_a_distance)
        .join(Child, Child.id == Review.child_id)
        .where(which)
        .order_by(Review.day, Review.at, Review.id)
    ).all()
    records, letters = _records(transaction, which), _letters(transaction, which)
    follows = _follows(transaction, which)
    return tuple(
        _line(review, named, away, records.get(review.id), letters.get(review.id), follows, desk)
        for review, named, away in rows
    )


def _watched(days: tuple[date, date], today: date) -> ColumnElement[bool]:
    return and_(
        Review.day.between(*days),
        or_(Review.part_two_day.is_(None), Review.part_two_day < today),
        Review.state != ReviewState.CANCELLED,
        or_(Review.age.is_(None), Review.age.between(COUNTED_FROM_AGE, OF_AGE - 1)),
    )


def _records(transaction: Session, which: ColumnElement[bool]) -> Mapping[UUID, Record]:
    """Return the newest record of each review."""
    wanted = select(Record).join(Review, Review.id == Record.review_id).where(which)
    rows: Iterable[Record] = transaction.scalars(wanted.order_by(Record.number))
    return {row.review_id: row for row in rows}


def _letters(transaction: Session, which: ColumnElement[bool]) -> Mapping[UUID, date]:
    """Return the day on which the first letter for each review was made."""
    rows = transaction.execute(
        select(Letter.review_id, func.min(Letter.issued_at).label("at"))
        .join(Review, Review.id == Letter.review_id)
        .where(which)
        .group_by(Letter.review_id)
    )
    return {row.review_id: _day(row.at) for row in rows}


def _follows(transaction: Session, which: ColumnElement[bool]) -> Mapping[UUID, Following]:
    rows: Collection[Any] = transaction.execute(current().where(which)).all()
    after = next_reviews(transaction, {row.child_id for row in rows})
    return {row.review_id: following(row, after) for row in rows}


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _line(  # noqa: PLR0913, PLR0917  one of each kind of row
    review: Review,
    named: bytes | None,
    away: bool,  # noqa: FBT001  a column
    record: Record | None,
    invited_on: date | None,
    follows: Mapping[UUID, Following],
    desk: Desk,
) -> Watched:
    return Watched(
        review_id=review.id,
        child_id=review.child_id,
        named=named,
        day=review.day,
        officer_id=review.officer_id,
        at_a_distance=away,
        code=review.code,
        missing=_missing(review, record),
        nulls=frozenset(_nulls(review, record, invited_on, desk)),
        follows=follows.get(review.id),
    )


def _missing(review: Review, record: Record | None) -> Missing | None:
    if review.code is Indicator.PN4:
        return Missing.PN4
    if review.code is Indicator.PN7:
        return Missing.PN7
    if review.code is not None:
        return None
    return Missing.NOT_RECORDED if record is None else Missing.PENDING


def _nulls(
    review: Review, record: Record | None, invited_on: date | None, desk: Desk
) -> Iterable[Null]:
    seen, contact = (record.seen_alone, record.contact) if record else (None, None)
    if seen is None:
        yield Null.SEEN_NOT_RECORDED
    elif seen is SeenAlone.NO:
        yield Null.NOT_SEEN
    if contact is None:
        yield Null.CONTACT_NOT_RECORDED
    elif contact is Contact.NONE:
        yield Null.NO_CONTACT
    in_time = add_working_days(review.day, -desk.clocks.invited, closed=desk.closed)
    if invited_on is None or invited_on > in_time:
        yield Null.NOT_INVITED
