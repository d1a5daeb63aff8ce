"""How much each officer has to do: children, reviews to come, what is overdue, who covers.

A work list for managers, who may see each of these children; no figure leaves from here.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from feedback.due_dates import add_working_days
from feedback.services.invite import Desk
from feedback.services.overdue import Overdue
from feedback.store.models import (
    Absence,
    Assignment,
    Child,
    Duty,
    Review,
    ReviewState,
    Role,
    Staff,
)

_APRIL = 4


@dataclass(frozen=True, slots=True)
class Work:
    """One officer and what lies on their desk. ``officer_id`` None: children nobody has."""

    officer_id: UUID | None
    name: str
    here: bool
    """Whether they can be given children: they work here as an officer."""
    children: int
    soon: int
    """Reviews to come while their consultations are open."""
    held: int
    """Reviews held since the first of April."""
    overdue: int
    away_until: date | None
    covered_by: str


@dataclass(frozen=True, slots=True)
class Theirs:
    """One child of an officer: since when, next review, and to whom they will go."""

    child_id: UUID
    number: str
    named: bytes | None = field(repr=False)
    since: date
    until: date | None
    next_review: date | None


def officers(transaction: Session) -> Sequence[tuple[UUID, str]]:
    """Return everybody who can be given children, by name."""
    working = select(Staff.id, Staff.name).where(
        Staff.active, Staff.roles.any(Role.name == Duty.OFFICER)
    )
    return [(row.id, row.name) for row in transaction.execute(working.order_by(Staff.name))]


def names_of_staff(transaction: Session) -> Mapping[UUID | None, str]:
    """Return how everybody who ever worked here is called."""
    return {row.id: row.name for row in transaction.execute(select(Staff.id, Staff.name))}


def work_of_all(
    transaction: Session, late: Collection[Overdue], *, desk: Desk, today: date
) -> Sequence[Work]:
    """List every officer who is here or still answers for a child, and children nobody has."""
    here = dict(officers(transaction))
    children = _children(transaction, today)
    left = set(children) - set(here) - {None}
    names = here | (_names(transaction, left) if left else {})
    soon, held = _reviews(transaction, desk, today)
    overdue = Counter(one.officer_id for one in late)
    away = _away(transaction, today)
    everybody = sorted(names, key=lambda key: names[key])
    nobody = [None] if children.get(None) else []
    return [
        Work(
            officer_id=key,
            name=names.get(key, "") if key else "",
            here=key in here,
            children=children.get(key, 0),
            soon=soon.get(key, 0),
            held=held.get(key, 0),
            overdue=overdue.get(key, 0),
            away_until=away[key][0] if key in away else None,
            covered_by=away[key][1] if key in away else "",
        )
        for key in (*everybody, *nobody)
    ]


def children_of_officer(
    transaction: Session, officer_id: UUID | None, *, today: date
) -> Sequence[Theirs]:
    """List the children an officer answers for today or will, by their next review."""
    next_review = (
        select(func.min(Review.day))
        .where(Review.child_id == Child.id, Review.state == ReviewState.PLANNED)
        .where(Review.day >= today)
        .scalar_subquery()
    )
    what = (Child.id, Child.number, Child.named, Assignment.since, Assignment.until, next_review)
    if officer_id is None:
        rows = transaction.execute(
            select(Child.id, Child.number, Child.named, next_review).where(
                Child.in_last_import, Child.id.not_in(_answered_for(today))
            )
        )
        found = [Theirs(row[0], row[1], row[2], today, None, row[3]) for row in rows]
    else:
        lasting = or_(Assignment.until.is_(None), Assignment.until >= today)
        joined = select(*what).join(Assignment, Assignment.child_id == Child.id)
        mine = joined.where(Assignment.staff_id == officer_id, lasting)
        found = [Theirs(*row) for row in transaction.execute(mine)]
    return sorted(found, key=lambda one: (one.next_review or date.max, one.number))


def _answered_for(today: date) -> Select[UUID]:
    lasting = or_(Assignment.until.is_(None), Assignment.until >= today)
    return select(Assignment.child_id).where(Assignment.since <= today, lasting)


def _children(transaction: Session, today: date) -> Mapping[UUID | None, int]:
    lasting = or_(Assignment.until.is_(None), Assignment.until >= today)
    rows = transaction.execute(
        select(Assignment.staff_id, func.count(Assignment.child_id.distinct()).label("number"))
        .where(Assignment.since <= today, lasting)
        .group_by(Assignment.staff_id)
    )
    found: dict[UUID | None, int] = {row.staff_id: row.number for row in rows}
    nobody = select(func.count()).where(
        Child.in_last_import, Child.id.not_in(_answered_for(today))
    )
    found[None] = transaction.scalar(nobody) or 0
    return found


def _names(transaction: Session, keys: Collection[UUID | None]) -> dict[UUID, str]:
    rows = transaction.execute(select(Staff.id, Staff.name).where(Staff.id.in_(keys)))
    return {row.id: row.name for row in rows}


def _reviews(
    transaction: Session, desk: Desk, today: date
) -> tuple[Mapping[UUID | None, int], Mapping[UUID | None, int]]:
    """Count by officer the reviews that are near, and those held since April."""
    opens = add_working_days(today, desk.clocks.consultation_opens, closed=desk.closed)
    april = date(today.year - (today.month < _APRIL), _APRIL, 1)
    near = Review.day.between(today, opens) & (Review.state == ReviewState.PLANNED)
    held = Review.day.between(april, today) & (Review.state == ReviewState.HELD)
    rows = transaction.execute(
        select(
            Review.officer_id,
            func.count().filter(near).label("soon"),
            func.count().filter(held).label("held"),
        )
        .where(near | held)
        .group_by(Review.officer_id)
    ).all()
    return {row.officer_id: row.soon for row in rows}, {row.officer_id: row.held for row in rows}


def _away(transaction: Session, today: date) -> Mapping[UUID | None, tuple[date, str]]:
    rows = transaction.execute(
        select(Absence.staff_id, Absence.until, Staff.name)
        .join(Staff, Staff.id == Absence.cover_id)
        .where(Absence.since <= today, Absence.until >= today)
    )
    return {row.staff_id: (row.until, row.name) for row in rows}
