"""A week’s readings of children’s words outside somebody’s own cases, out of the log.

Whoever read as cover, on duty, past a child’s own officer or with a second person’s yes stands
here: everything but an officer’s reading of a child who is theirs. Nothing of a child is opened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.services import cards
from feedback.services.guessing import LONDON
from feedback.services.outside import GLASS
from feedback.store.models import Assignment, AuditRow, Child, Review, SentViews, Staff

WEEK = timedelta(7)
COVER, DUTY = "cover", "safeguarding"
"""As what somebody read who was not the child’s own officer that day; ``GLASS`` is the third."""


@dataclass(frozen=True, slots=True)
class ReadOutside:
    """One reading: who read, as what, whose words by the council’s number, and when."""

    who: str
    role: str
    number: str
    day: date
    at: datetime


def monday_of(day: date) -> date:
    """Return the first day of the week a day lies in."""
    return day - timedelta(day.weekday())


def reads_outside(transaction: Session, monday: date) -> tuple[ReadOutside, ...]:
    """List the readings of a week, the earliest first, in two queries however many there are."""
    first = datetime.combine(monday, time(), LONDON)
    rows = transaction.execute(
        select(AuditRow.who, AuditRow.role, AuditRow.at, Child.id, Child.number, Review.day)
        .join(SentViews, SentViews.id == AuditRow.subject_id)
        .join(Review, Review.id == SentViews.review_id)
        .join(Child, Child.id == Review.child_id)
        .where(AuditRow.act == cards.OPENED, AuditRow.subject == SentViews.__tablename__)
        .where(AuditRow.at >= first, AuditRow.at < first + WEEK)
        .order_by(AuditRow.place)
    ).all()
    theirs = _theirs(transaction, {row.id for row in rows})
    people = transaction.execute(select(Staff.id, Staff.name))
    names = {one.id: one.name for one in people}
    return tuple(
        ReadOutside(
            who=names[UUID(row.who)],
            role=row.role if row.role in {DUTY, GLASS} else COVER,
            number=row.number,
            day=row.day,
            at=row.at,
        )
        for row in rows
        if row.role in {DUTY, GLASS} or not _is_own(theirs, row.who, row.id, row.at)
    )


def _theirs(
    transaction: Session, children: Iterable[UUID]
) -> list[tuple[UUID, str, date, date | None]]:
    wanted = select(Assignment).where(Assignment.child_id.in_(children))
    return [
        (one.child_id, str(one.staff_id), one.since, one.until)
        for one in transaction.scalars(wanted)
    ]


def _is_own(
    theirs: Iterable[tuple[UUID, str, date, date | None]], who: str, child: UUID, at: datetime
) -> bool:
    day = at.astimezone(LONDON).date()
    return any(
        (child, who) == (child_id, staff_id) and since <= day and (until is None or day <= until)
        for child_id, staff_id, since, until in theirs
    )
