"""Giving children to another officer from a day on; the one before answers until the day before.

The next import does not take it back: it stands until the file names the new officer too.
What was read stays read and in the log. From that day on the former officer opens nothing of
these children any more, and what comes is the new one’s to read.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import FeedbackError
from feedback.services.invite import Desk, follow
from feedback.store.audit import Permit
from feedback.store.models import Assignment, Duty, Review, ReviewState, Staff

ACT = "reassigned-children"
"""The act under which this stands in the log; the greeting of a letter needs the name."""
_DAY = timedelta(1)


class AssignmentRefused(FeedbackError):
    """A child cannot be given to this officer, or not from that day."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Which children go to which officer, from which day on."""

    children: Collection[UUID]
    officer: UUID
    since: date


def reassign(
    transaction: Session, over: Handover, *, desk: Desk, permit: Permit, today: date
) -> int:
    """Let another officer answer for these children from a day on; return how many changed.

    Their reviews from that day on are that officer’s, and letters that are out say so. A
    handover planned before and not begun gives way. Refuses with ``AssignmentRefused`` a day
    that is past and whoever is no officer.
    """
    if over.since < today:
        raise AssignmentRefused("Choose today or a day to come: what was, stays as it was.")
    must_be_officer(transaction, over.officer)
    changed = [child for child in over.children if _hand_over(transaction, child, over)]
    transaction.flush()
    for review in _reviews_from(transaction, changed, over.since):
        review.officer_id = over.officer
        transaction.flush()
        follow(transaction, review, desk=desk, permit=permit)
    return len(changed)


def must_be_officer(transaction: Session, staff_id: UUID) -> None:
    """Refuse with ``AssignmentRefused`` whoever is no officer, or has left."""
    staff = transaction.get(Staff, staff_id)
    if staff is None or not staff.active or Duty.OFFICER not in {r.name for r in staff.roles}:
        raise AssignmentRefused("Choose an officer who works here.")


def _hand_over(transaction: Session, child: UUID, over: Handover) -> bool:
    """End whoever answers on that day, forget what was planned after it, and begin anew."""
    rows = _standing(transaction, child, over.since)
    before = [row for row in rows if row.since < over.since]
    planned = [row for row in rows if row.since >= over.since]
    now = [*before, *planned]
    if len(now) == 1 and now[0].staff_id == over.officer:
        return False
    for row in planned:
        transaction.delete(row)
    transaction.flush()
    if before and before[-1].staff_id == over.officer:
        before[-1].until, before[-1].by_hand = None, True
        return True
    for row in before:
        row.until = over.since - _DAY
    transaction.flush()
    given = Assignment(child_id=child, staff_id=over.officer, since=over.since, by_hand=True)
    transaction.add(given)
    transaction.flush()
    return True


def _standing(transaction: Session, child: UUID, day: date) -> list[Assignment]:
    """Return whoever answers for a child on a day or is to after it, the earliest first."""
    rows: Iterable[Assignment] = transaction.scalars(
        select(Assignment).where(Assignment.child_id == child).order_by(Assignment.since)
    )
    return [row for row in rows if row.until is None or row.until >= day]


def _reviews_from(
    transaction: Session, children: Collection[UUID], day: date
) -> Collection[Review]:
    wanted = select(Review).where(Review.child_id.in_(children), Review.day >= day)
    return transaction.scalars(wanted.where(Review.state == ReviewState.PLANNED)).all()
