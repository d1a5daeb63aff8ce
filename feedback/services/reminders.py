"""Reminders: lines for the office to print, phone or pass on, never a message to a child.

They are due at the council’s two clocks before a review, for children whose letter is out and
who have said nothing at all. *No*, *later* and *another way* are answers, and are respected.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from feedback.due_dates import add_working_days
from feedback.questionnaire import Version
from feedback.services import reply
from feedback.services.guessing import LONDON
from feedback.services.letter_desk import Clerk
from feedback.services.office_list import WHOLE, Moment, Part
from feedback.store import Store, audit
from feedback.store.audit import Act
from feedback.store.models import Child, Letter, Reminded, Reminder, Review, ReviewState, Staff

LEFT_ALONE = 2
"""Working days after a letter was made in which nobody is reminded of it."""

GAVE = "gave-reminder"
_LIVE = aliased(Letter)


@dataclass(frozen=True, slots=True)
class Due:
    """One child who may be reminded now, and for the how-manieth time."""

    review_id: UUID
    child_id: UUID
    child_number: str
    named: bytes | None = field(repr=False)
    day: date
    at: time | None
    officer: str | None
    social_worker: str | None
    letter_number: str
    version: Version
    language: str
    number: int


def due(transaction: Session, *, at: Moment, part: Part = WHOLE) -> tuple[Due, ...]:
    """List whom to remind, the soonest review first, in one query."""
    wanted = (
        select(
            *(Review.id, Child.id, Child.number, Child.named, Review.day, Review.at),
            *(Staff.name, Review.social_worker, _LIVE.number, _LIVE.version),
            *(Child.language, _passed(at)),
        )
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Staff, Staff.id == Review.officer_id)
        .join(_LIVE, _LIVE.review_id == Review.id)
        .where(_is_due(at))
        .order_by(Review.day, Review.at, Review.id)
    )
    rows = transaction.execute(wanted.offset(part.skip).limit(part.most))
    return tuple(Due(*tuple(row)) for row in rows)


def count(transaction: Session, *, at: Moment) -> int:
    """Say how long the list is."""
    wanted = select(func.count(Review.id)).join(_LIVE, _LIVE.review_id == Review.id)
    return transaction.scalar(wanted.where(_is_due(at))) or 0


def give(
    store: Store, clerk: Clerk, review_ids: Collection[UUID], way: Reminded, *, at: Moment
) -> tuple[Due, ...]:
    """Write down that these children are being reminded, and return who may be.

    Whoever said something meanwhile, or was reminded, is left out: the list is asked again.
    """
    with store.begin() as transaction:
        found = tuple(one for one in due(transaction, at=at) if one.review_id in set(review_ids))
        for one in found:
            row = Reminder(
                review_id=one.review_id,
                number=one.number,
                way=way,
                done_by=clerk.staff_id,
                done_at=clerk.now,
            )
            transaction.add(row)
            act = Act(GAVE, "review", one.review_id)
            audit.write(transaction, clerk.actor, act, keys=clerk.keys, now=clerk.now)
    return found


def _is_due(at: Moment) -> ColumnElement[bool]:
    today = at.here.date()
    not_begun = or_(Review.day > today, Review.at.is_(None), Review.at > at.here.time())
    given = select(func.max(Reminder.number)).where(Reminder.review_id == Review.id)
    last = func.coalesce(given.scalar_subquery(), 0)
    known_since = add_working_days(today, -LEFT_ALONE, closed=at.closed)
    return and_(
        Review.state == ReviewState.PLANNED,
        Review.day >= today,
        not_begun,
        _LIVE.revoked_at.is_(None),
        _LIVE.opens_on <= today,
        _LIVE.issued_at < datetime.combine(known_since + timedelta(1), time(), LONDON),
        reply.may_be_reminded(_LIVE),
        _passed(at) > last,
    )


def _passed(at: Moment) -> ColumnElement[int]:
    """Count the clocks that a review has passed: 0 before the first."""
    today = at.here.date()
    passed: ColumnElement[int] = literal(0)
    for days in at.clocks.reminders:
        last = add_working_days(today, days, closed=at.closed)
        passed = passed + case((Review.day <= last, 1), else_=0)
    return passed
