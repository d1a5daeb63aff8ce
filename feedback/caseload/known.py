"""What is already known when a folder comes in, and what the folder adds to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from feedback.participation import Indicator

SHORT_BREAKS = frozenset({"V3", "V4"})
"""Legal statuses of a child who is not looked after for the return (SSDA903 rule 399)."""

_STARTS_CARE = "S"
_DAY = timedelta(days=1)

ReviewKey = tuple[str, date]
"""A child’s number and the day of the review, by part 1 when it had two."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One episode of care: from its first day to its last, both within it."""

    start: date
    end: date | None
    legal_status: str
    reason: str = ""
    """Why it began; S is the start of a period of care."""

    def holds(self, day: date) -> bool:
        """Whether the day is within it."""
        return self.start <= day and (self.end is None or day <= self.end)


Stays = Mapping[str, tuple[Stay, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds. Empty for a council’s first folder."""

    births: Mapping[str, date] = field(default_factory=dict)
    stays: Stays = field(default_factory=dict)
    reviews: Collection[ReviewKey] = frozenset()
    """Reviews held or planned, that a second part may belong to."""
    confirmed: Mapping[ReviewKey, frozenset[Indicator]] = field(default_factory=dict)
    """For each review with a confirmed code, the reported codes that change nothing."""
    recorded: Mapping[str, date] = field(default_factory=dict)
    """For each child of whom it is known whether they are disabled, the day it was recorded."""


def only_short_breaks(stays: Iterable[Stay]) -> bool:
    """Whether there are episodes and all are V3 or V4; such a child is in no return."""
    statuses = {stay.legal_status for stay in stays}
    return bool(statuses) and statuses <= SHORT_BREAKS


def in_care_on(day: date, stays: Iterable[Stay]) -> bool:
    """Whether any of the episodes holds the day."""
    return any(stay.holds(day) for stay in stays)


def periods_of_care(stays: Iterable[Stay]) -> tuple[Stay, ...]:
    """Join episodes that follow one another into periods of being looked after.

    A gap of a day or more, or an episode that says it starts care, begins a new period and
    ends the one before. Short breaks are none: regulation 33 does not time their reviews.
    """
    periods: list[Stay] = []
    counted = (stay for stay in stays if stay.legal_status not in SHORT_BREAKS)
    for stay in sorted(counted, key=lambda stay: stay.start):
        if periods and _goes_on(periods[-1], stay):
            ends = (periods[-1].end, stay.end)
            end = None if None in ends else max(day for day in ends if day)
            periods[-1] = replace(periods[-1], end=end)
        else:
            if periods and periods[-1].holds(stay.start):
                periods[-1] = replace(periods[-1], end=stay.start - _DAY)
            periods.append(stay)
    return tuple(periods)


def _goes_on(period: Stay, stay: Stay) -> bool:
    touches = period.end is None or stay.start <= period.end + _DAY
    return touches and stay.reason != _STARTS_CARE
