"""When each review of a child is due, counted within one period of care."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from feedback.caseload.known import Stay, periods_of_care
from feedback.due_dates import first_review_due, next_review_due


def due_days(
    stays: Iterable[Stay], days: Collection[date], *, closed: Collection[date] = ()
) -> dict[date, date]:
    """Say for each of these reviews, by its part 1, when it was due by regulation 33.

    One outside every period of care has no due day and is left out.
    """
    due: dict[date, date] = {}
    for period in periods_of_care(stays):
        within = sorted(day for day in days if period.holds(day))
        due.update(zip(within, _due(period.start, within, closed=closed), strict=False))
    return due


def next_due(stays: Iterable[Stay], days: Collection[date], *, after: date) -> date | None:
    """Return the last day for the review after the one of that day, counted from its part 1.

    ``days`` are the days of the reviews held, that one among them. None outside care.
    """
    for period in periods_of_care(stays):
        if period.holds(after):
            held = sum(period.holds(day) and day <= after for day in days)
            return next_review_due(after, held_before=max(held, 1))
    return None


def _due(into_care: date, held: Sequence[date], *, closed: Collection[date]) -> list[date]:
    """Say when each review of a period of care was due, counted from the one before."""
    later = enumerate(held[:-1], start=1)
    return [
        first_review_due(into_care, closed=closed),
        *(next_review_due(before, held_before=place) for place, before in later),
    ]
