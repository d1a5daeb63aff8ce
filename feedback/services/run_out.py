"""Who hears, on a working morning, that a clock of theirs has run out.

The child’s officer first, or who reads in their place; the IRO managers from the day on which it
has been so for ``MANAGERS_AFTER`` working days, and at once where no officer answers for the
child. Duty hears of evaluation comments, which are read within a working day. Nothing is opened
to find this out, and nobody is told what it is.
"""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.due_dates import Clocks, working_days_between
from feedback.services.another_reader import readers_past
from feedback.services.assigned import who_answers
from feedback.services.invite import Desk
from feedback.services.overdue import overdue
from feedback.services.read_comments import count_unread
from feedback.services.staff import all_with
from feedback.store.models import Challenge, Duty, Review

MANAGERS_AFTER = 3
"""Working days after which what an officer did not come to is the managers’ to ask about."""


def run_out(
    transaction: Session, *, clocks: Clocks, closed: Collection[date], today: date
) -> set[UUID]:
    """Return everybody who is to hear of it today: nobody where every clock is kept."""
    told = set(_lists(transaction, Desk(clocks, Path(), tuple(closed)), today))
    told |= set(_challenges(transaction, closed, today))
    if None in told:
        told |= all_with(transaction, Duty.MANAGER)
    if count_unread(transaction):
        told |= all_with(transaction, Duty.SAFEGUARDING)
    return {staff_id for staff_id in told if staff_id is not None}


def _lists(transaction: Session, desk: Desk, today: date) -> Iterator[UUID | None]:
    """Give the officer of each thing that is overdue, and nobody where it is the managers’."""
    lines = overdue(transaction, desk=desk, today=today)
    if not lines:
        return
    officers = who_answers(transaction, today=today)
    past = readers_past(transaction, today=today)
    for line in lines:
        own = officers.get(line.child_id)
        yield past.reader(line.child_id) if line.past_officer else own
        if line.days >= MANAGERS_AFTER:
            yield None


def _challenges(
    transaction: Session, closed: Collection[date], today: date
) -> Iterator[UUID | None]:
    """Give the officer of each challenge whose answer is late, by the days of the assignment."""
    late = select(Challenge.due_day, Review.child_id).join(
        Review, Review.id == Challenge.review_id
    )
    rows = transaction.execute(late.where(Challenge.outcome.is_(None), Challenge.due_day < today))
    found = rows.all()
    officers = who_answers(transaction, today=today) if found else {}
    for due, child_id in found:
        yield officers.get(child_id)
        if working_days_between(due, today, closed=closed) >= MANAGERS_AFTER:
            yield None
