"""A week’s readings of children’s words outside somebody’s own cases, out of the log.

Whoever read as cover, on duty, past a child’s own officer or with a second person’s yes stands
here: everything but an officer’s reading of a child who is theirs. So does whoever found out
who wrote an evaluation. Nothing of a child is opened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from feedback.services import ask_who_wrote, cards, who_wrote
from feedback.services.guessing import LONDON
from feedback.services.opened_by_two import OPEN_FOR, WAITS_FOR
from feedback.services.outside import GLASS
from feedback.store.models import (
    Assignment,
    AuditRow,
    Child,
    LinkOpening,
    Review,
    SentViews,
    Staff,
)

WEEK = timedelta(7)
COVER, DUTY, WROTE = "cover", "safeguarding", "who-wrote"
"""As what somebody read who was not the child’s own officer that day; ``GLASS`` is the fourth.
``WROTE``: they found out who wrote an evaluation, and neither child nor review is told."""


@dataclass(frozen=True, slots=True)
class ReadOutside:
    """One reading: who read, as what, whose words by the council’s number, and when.

    Of whoever found out who wrote an evaluation ``number`` and ``day`` are not told, and
    ``agreed`` is who agreed to it.
    """

    reader: UUID
    who: str
    role: str
    at: datetime
    number: str | None = None
    day: date | None = None
    agreed: str | None = None


def monday_of(day: date) -> date:
    """Return the first day of the week a day lies in."""
    return day - timedelta(day.weekday())


def names_of_readers(transaction: Session) -> Mapping[UUID, str]:
    """Return how everybody who works here, or did, is called, by their key."""
    people = transaction.execute(select(Staff.id, Staff.name))
    return {one.id: one.name for one in people}


def reads_outside(
    transaction: Session, monday: date, names: Mapping[UUID, str] | None = None
) -> tuple[ReadOutside, ...]:
    """List the readings of a week, the earliest first, in few queries however many there are.

    ``names``: what ``names_of_readers`` gave, where two weeks are listed for one page.
    """
    first = datetime.combine(monday, time(), LONDON)
    this_week = and_(AuditRow.at >= first, AuditRow.at < first + WEEK)
    rows = transaction.execute(
        select(AuditRow.who, AuditRow.role, AuditRow.at, Child.id, Child.number, Review.day)
        .join(SentViews, SentViews.id == AuditRow.subject_id)
        .join(Review, Review.id == SentViews.review_id)
        .join(Child, Child.id == Review.child_id)
        .where(AuditRow.act == cards.OPENED, AuditRow.subject == SentViews.__tablename__)
        .where(this_week)
        .order_by(AuditRow.place)
    ).all()
    theirs = _theirs(transaction, {row.id for row in rows})
    names = names_of_readers(transaction) if names is None else names
    found = [
        ReadOutside(
            reader=UUID(row.who),
            who=names[UUID(row.who)],
            role=row.role if row.role in {DUTY, GLASS} else COVER,
            number=row.number,
            day=row.day,
            at=row.at,
        )
        for row in rows
        if row.role in {DUTY, GLASS} or not _is_own(theirs, row.who, row.id, row.at)
    ]
    found += _links_opened(transaction, first, names)
    return tuple(sorted(found, key=lambda one: one.at))


def _links_opened(
    transaction: Session, first: datetime, names: Mapping[UUID, str]
) -> list[ReadOutside]:
    """List who was shown whose an evaluation is in the week of this moment, and who agreed."""
    asked = select(AuditRow).where(
        AuditRow.subject == LinkOpening.__tablename__, AuditRow.at >= first - WAITS_FOR - OPEN_FOR
    )
    steps = transaction.scalars(asked.order_by(AuditRow.place)).all()
    agreed = {row.subject_id: row.who for row in steps if row.act == ask_who_wrote.AGREED}
    return [
        ReadOutside(
            reader=UUID(row.who),
            who=names[UUID(row.who)],
            role=WROTE,
            at=row.at,
            agreed=names[UUID(agreed[row.subject_id])] if row.subject_id in agreed else None,
        )
        for row in steps
        if row.act == who_wrote.OPENED and first <= row.at < first + WEEK
    ]


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
