"""Takes over reviews that were held, with the codes reported for them: evidence, no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import uuid4

from feedback.caseload.judging import Judged
from feedback.participation import Indicator
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_stored import Stored, StoredReview
from feedback.store.models import ReviewState


def take_reviews(stored: Stored, judged: Judged, changes: Changes) -> None:
    """Take over each held review. Two rows for one child and day become two reviews."""
    reported: defaultdict[tuple[str, date], list[Indicator | None]] = defaultdict(list)
    for row in judged.reviews:
        reported[row.child, row.day].append(row.code)
    for (number, day), codes in reported.items():
        there = stored.on(number, day)
        new = list(codes)
        for review, code in _paired(there, new):
            state = ReviewState.HELD if review.state is ReviewState.PLANNED else review.state
            take(review, changes, reported_code=code, state=state)
        for code in new:
            added = add_review(stored, changes, number, day, state=ReviewState.HELD)
            take(added, changes, reported_code=code)


def add_review(
    stored: Stored, changes: Changes, number: str, day: date, *, state: ReviewState
) -> StoredReview:
    """Add a review after those the child already has on that day."""
    sequence = max((review.sequence for review in stored.on(number, day)), default=0) + 1
    review = StoredReview(uuid4(), stored.children[number].id, day, sequence, state)
    stored.reviews[number].append(review)
    changes.add({name: getattr(review, name) for name in StoredReview.__dataclass_fields__})
    return review


def take(review: StoredReview, changes: Changes, **values: object) -> None:
    """Take over plain values of a review, writing only those that differ."""
    differing = {name: value for name, value in values.items() if getattr(review, name) != value}
    before = {name: getattr(review, name) for name in differing}
    for name, value in differing.items():
        setattr(review, name, value)
    changes.change(review.id, differing, before=before)


def _paired(
    there: Iterable[StoredReview], codes: list[Indicator | None]
) -> Iterator[tuple[StoredReview, Indicator | None]]:
    """Pair stored reviews with reported codes, equal ones first, taking those codes away.

    So that rows which only changed places change nothing.
    """
    others = []
    for review in there:
        if review.reported_code in codes:
            codes.remove(review.reported_code)
            yield review, review.reported_code
        else:
            others.append(review)
    for review in others[: len(codes)]:
        yield review, codes.pop(0)
