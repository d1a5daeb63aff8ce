"""Reviews and answer sheets put straight into the store, as many as a story needs."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle
from uuid import uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from feedback.beside import LateBecause
from feedback.participation import Attended, Spokesperson, Views
from feedback.store.models import Child, Record, Review, ReviewState, Sheet, Staff

_NUMBERS = count(1)
CONFIRMED = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)


def children(transaction: Session, number: int) -> list:
    """Take these many children into care and return their keys."""
    rows = [{"id": uuid4(), "number": f"P{next(_NUMBERS):06}"} for _ in range(number)]
    transaction.execute(insert(Child), rows)
    return [row["id"] for row in rows]


def reviews(transaction: Session, codes: Mapping[str, int], day: date, of: list | None = None):
    """Hold these reviews on a day; each is another child’s unless few children are given."""
    rows, whose = [], cycle(of or children(transaction, max(1, sum(codes.values()))))
    for sequence, (code, number) in enumerate(codes.items()):
        places = range(1 + sequence * 1000, 1 + sequence * 1000 + number)
        rows.extend(_review(code, day, next(whose), sequence=place) for place in places)
    if rows:
        transaction.execute(insert(Review), rows)


def sheets(transaction: Session, quarter: str, said: Mapping[str, Mapping[str, int]]):
    """Tip out sheets of a quarter: for each question, how many gave each answer."""
    answers = {name: [a for a, n in by.items() for _ in range(n)] for name, by in said.items()}
    length = max((len(given) for given in answers.values()), default=0)
    rows = [
        {
            "id": uuid4(), "quarter": quarter, "instrument": "evaluation.short", "edition": 1,
            "version": "short", "english": True, "helped": False, "screen": True,
            "indicator_group": "PN1", "may_quote": False,
            "coded": {name: [given[n]] for name, given in answers.items() if n < len(given)},
        }
        for n in range(length)
    ]  # fmt: skip
    if rows:
        transaction.execute(insert(Sheet), rows)


def lateness(transaction: Session, *, late: int, wrong: int):
    """Let every review have been due on its day but these: late, some by a wrong date alone."""
    transaction.execute(update(Review).values(due_day=Review.day))
    officer = Staff(name="Sam Officer")
    transaction.add(officer)
    transaction.flush()
    some = transaction.scalars(select(Review).order_by(Review.id).limit(late + wrong)).all()
    for place, review in enumerate(some):
        review.due_day = review.day - timedelta(1)
        why = LateBecause.TOLD_LATE if place < late else LateBecause.DATE_WRONG
        record = _recorded(review, officer)
        record.late_because = why
        transaction.add(record)
    transaction.flush()


def told_and_ready(transaction: Session, *, told: int, ready: int, unknown: int):
    """Write of every review whether the service was told in time, and the documents were ready.

    Of so many nobody wrote down whether the documents were there.
    """
    officer = Staff(name="Sam Recorder")
    transaction.add(officer)
    transaction.flush()
    known = {one.review_id: one for one in transaction.scalars(select(Record))}
    found = transaction.scalars(select(Review).order_by(Review.id)).all()
    for place, review in enumerate(found):
        of, before = _recorded(review, officer), known.get(review.id)
        if before is not None:
            of.number, of.late_because = before.number + 1, before.late_because
        of.notified_on, of.notified_in_time = review.day, place < told
        if place < len(found) - unknown:
            of.documents_on, of.documents_in_time = review.day, place < ready
        transaction.add(of)
    transaction.flush()


def _recorded(review, officer):
    return Record(
        review_id=review.id, number=1, held=True, attended=Attended.NO, spoke=False,
        signed=False, spokesperson=Spokesperson.NONE, views=Views.NONE,
        recorded_by=officer.id, recorded_at=CONFIRMED,
    )  # fmt: skip


def _review(code, day, child, *, sequence):
    age = 2 if code in {"PN0", "null-under-four"} else 11
    confirmed = code if code.startswith("PN") else None
    return {
        "id": uuid4(),
        "child_id": child,
        "day": day,
        "sequence": sequence,
        "state": ReviewState.HELD,
        "age": age,
        "code": confirmed,
        "confirmed_at": CONFIRMED if confirmed else None,
    }
