"""Which officer answers for which child on a day; nobody else reads what the child sent.

Whoever covers for an officer who is away answers for that officer’s children meanwhile, too.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from feedback.errors import NotYours
from feedback.store.models import Absence, Assignment


def _lasts(today: date) -> ColumnElement[bool]:
    """Say of an assignment that it is of today, its last day included."""
    return and_(
        Assignment.since <= today, or_(Assignment.until.is_(None), Assignment.until >= today)
    )


def children_of(staff_id: UUID, *, today: date) -> Select[UUID]:
    """Ask which children an officer answers for today, the last day included."""
    away = select(Absence.staff_id).where(
        Absence.cover_id == staff_id, Absence.since <= today, Absence.until >= today
    )
    mine = or_(Assignment.staff_id == staff_id, Assignment.staff_id.in_(away))
    return select(Assignment.child_id).where(mine, _lasts(today))


def answers_for(transaction: Session, staff_id: UUID, *, today: date) -> frozenset[UUID]:
    """Return the children an officer answers for today."""
    return frozenset(transaction.scalars(children_of(staff_id, today=today)))


def who_answers(transaction: Session, *, today: date) -> Mapping[UUID, UUID]:
    """Return who is told of each child today: while their officer is away, who covers.

    Two queries, whatever the number of children. Where two officers share a day, it is the later.
    """
    theirs = select(Assignment.child_id, Assignment.staff_id).order_by(Assignment.since)
    away = select(Absence.staff_id, Absence.cover_id)
    away = away.where(Absence.since <= today, Absence.until >= today)
    covers = {row.staff_id: row.cover_id for row in transaction.execute(away)}
    rows = transaction.execute(theirs.where(_lasts(today)))
    return {row.child_id: covers.get(row.staff_id, row.staff_id) for row in rows}


def is_assigned(transaction: Session, staff_id: UUID, child_id: UUID, *, today: date) -> bool:
    """Whether this officer answers for this child today."""
    asked = children_of(staff_id, today=today).where(Assignment.child_id == child_id)
    return transaction.scalars(asked.limit(1)).first() is not None


def is_own(transaction: Session, staff_id: UUID, child_id: UUID, *, today: date) -> bool:
    """Whether this officer answers for this child today as their own, and not for another."""
    theirs = Assignment.staff_id == staff_id, Assignment.child_id == child_id
    asked = select(Assignment.id).where(*theirs, _lasts(today))
    return transaction.scalars(asked.limit(1)).first() is not None


def must_be_assigned(transaction: Session, staff_id: UUID, child_id: UUID, *, today: date) -> None:
    """Refuse with ``NotYours`` anyone who does not answer for this child today."""
    if not is_assigned(transaction, staff_id, child_id, today=today):
        raise NotYours("This belongs to a child whom somebody else answers for.")
