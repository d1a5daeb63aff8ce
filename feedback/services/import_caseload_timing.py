"""Works out how old a child was at each review, when each was due, and who needs a date."""

from collections.abc import Collection
from datetime import date

from feedback.caseload.known import in_care_on
from feedback.caseload.timing import due_days
from feedback.participation import age_on
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_reviews import take
from feedback.services.import_caseload_stored import Stored
from feedback.store.models import ReviewState

_OLDEST = 25


def set_ages(stored: Stored, changes: Changes) -> None:
    """Keep the age at each review in whole years; none where it cannot be a child’s."""
    for number, reviews in stored.reviews.items():
        born = stored.children[number].born
        for review in reviews:
            age = None if born is None else age_on(born, review.day)
            take(review, changes, age=age if age is not None and 0 <= age <= _OLDEST else None)


def set_due_days(stored: Stored, changes: Changes, *, closed: Collection[date] = ()) -> None:
    """Keep when each review was due by regulation 33, counted from part 1 of the one before.

    A review outside every period of care, or of a child only in short breaks, has no due
    day by the regulation, and keeps the one it may have.
    """
    for number, reviews in stored.reviews.items():
        standing = [review for review in reviews if review.state is not ReviewState.CANCELLED]
        stays = (episode.stay for episode in stored.episodes.get(number, ()))
        due = due_days(stays, {review.day for review in standing}, closed=closed)
        for review in standing:
            take(review, changes, due_day=due.get(review.day, review.due_day))


def needing_a_date(stored: Stored, *, today: date) -> int:
    """Count the children in care who have no review planned, and so cannot be invited."""
    return sum(
        child.in_last_import
        and not child.short_breaks_only
        and in_care_on(today, (episode.stay for episode in stored.episodes.get(number, ())))
        and not _has_a_date(stored, number, today=today)
        for number, child in stored.children.items()
    )


def _has_a_date(stored: Stored, number: str, *, today: date) -> bool:
    return any(
        review.state is ReviewState.PLANNED and review.day >= today
        for review in stored.reviews.get(number, ())
    )
