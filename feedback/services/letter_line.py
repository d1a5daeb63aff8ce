"""A letter that was just made, in the journal with all it hangs on, and put back from there.

What a child sends hangs on their letter. A database restored from before the letter was made
would not know where it belongs, so the letter’s own line comes first: the child, the review, the
three pictures, the letter and its cards, sealed as they are in the database. People of the
council are not in it: who is not there when it is put back is not named.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from feedback.services.guessing import LONDON
from feedback.services.visits import leave_all
from feedback.store.journal import Book, Journal, Line
from feedback.store.models import Base, Card, Child, Gate, Letter, Review, Staff

_SETTLED = timedelta(minutes=10)
"""A letter is kept well within this after the moment it says it was made at."""


def write_down(
    transaction: Session, letter: Letter, *, journal: Journal | None, now: datetime
) -> None:
    """Write a letter into the journal, as the last thing but what is printed.

    Without a journal (a made-up council’s) nothing is written. Refuses with ``JournalUnwritable``:
    then there is no letter.
    """
    if journal is None:
        return
    transaction.flush()
    review = transaction.get_one(Review, letter.review_id)
    child = transaction.get_one(Child, review.child_id)
    gate = transaction.get_one(Gate, letter.gate_id)
    cards = transaction.scalars(select(Card).where(Card.letter_id == letter.id))
    rows = (child, review, gate, letter, *cards)
    journal.append(Line(Book.VIEWS, letter.id, rows), day=now.astimezone(LONDON).date())


def letter_of(line: Line) -> Letter | None:
    """Find the letter that a line is about; none where it is about something that was sent."""
    return next((row for row in line.rows if isinstance(row, Letter)), None)


def never_was(transaction: Session, letter: Letter, *, taken_at: datetime | None) -> bool:
    """Whether a letter is missing from a copy taken well after it would have been made.

    Then its line was written and the power cut before it was kept, or it has gone since.
    """
    is_older = taken_at is not None and letter.issued_at < taken_at - _SETTLED
    return is_older and transaction.get(Letter, letter.id) is None


def make_way(transaction: Session, line: Line, letter: Letter) -> None:
    """Make ready for a letter to be put back: one is out at a time, the one made last."""
    for row in line.rows:
        _name_nobody_who_is_not_there(transaction, row)
    if transaction.get(Letter, letter.id) is not None:
        return
    others = select(Letter).where(Letter.review_id == letter.review_id)
    for other in transaction.scalars(others.order_by(Letter.issued_at)):
        if other.issued_at > letter.issued_at:
            letter.revoked_at = letter.revoked_at or other.issued_at
            letter.qr_wrapped = None
        elif other.revoked_at is None:
            other.revoked_at, other.qr_wrapped = letter.issued_at, None
            leave_all(transaction, [other.id])
    transaction.flush()


def _name_nobody_who_is_not_there(transaction: Session, row: Base) -> None:
    for column in inspect(type(row)).columns:
        names_staff = any(
            key.column.table.name == Staff.__tablename__ for key in column.foreign_keys
        )
        named: UUID | None = getattr(row, str(column.key)) if names_staff else None
        if named is not None and transaction.get(Staff, named) is None:
            setattr(row, str(column.key), None)
