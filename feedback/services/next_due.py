"""When the next review of a child is due, and its keeping with the review that is planned."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.caseload.known import Stay
from feedback.caseload.timing import due_days, next_due
from feedback.participation import OF_AGE
from feedback.store.models import Episode, Review, ReviewState


def next_due_after(transaction: Session, review: Review) -> date | None:
    """Return the last day for the review after this one, by regulation 33, from its part 1.

    None when no period of care holds it, as for a child only in short breaks, and from the
    18th birthday on, because a pathway review has no such day.
    """
    if review.age is not None and review.age >= OF_AGE:
        return None
    held = select(Review.day).where(
        Review.child_id == review.child_id, Review.state == ReviewState.HELD
    )
    days = {*transaction.scalars(held), review.day}
    return next_due(_stays(transaction, review.child_id), days, after=review.day)


def set_due_days(transaction: Session, child_id: UUID, *, closed: Collection[date] = ()) -> None:
    """Bring the due days of a child’s reviews up to date after one was held or put off."""
    wanted = select(Review).where(
        Review.child_id == child_id, Review.state != ReviewState.CANCELLED
    )
    standing = list(transaction.scalars(wanted))
    due = due_days(_stays(transaction, child_id), {one.day for one in standing}, closed=closed)
    for one in standing:
        one.due_day = due.get(one.day, one.due_day)
    transaction.flush()


def _stays(transaction: Session, child_id: UUID) -> list[Stay]:
    columns = Episode.began, Episode.ended, Episode.legal_status, Episode.reason
    rows = transaction.execute(select(*columns).where(Episode.child_id == child_id))
    return [Stay(*row) for row in rows]
