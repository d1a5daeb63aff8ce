"""Which officer answers for which child on a day; nobody else reads what the child sent."""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from feedback.errors import NotYours
from feedback.store.models import Assignment


def is_assigned(transaction: Session, staff_id: UUID, child_id: UUID, *, today: date) -> bool:
    """Whether this officer answers for this child today, the last day included."""
    lasting = or_(Assignment.until.is_(None), Assignment.until >= today)
    asked = exists().where(
        Assignment.staff_id == staff_id,
        Assignment.child_id == child_id,
        Assignment.since <= today,
        lasting,
    )
    return bool(transaction.scalar(select(asked)))


def must_be_assigned(transaction: Session, staff_id: UUID, child_id: UUID, *, today: date) -> None:
    """Refuse with ``NotYours`` anyone who does not answer for this child today."""
    if not is_assigned(transaction, staff_id, child_id, today=today):
        raise NotYours("This belongs to a child whom somebody else answers for.")
