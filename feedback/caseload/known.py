"""What is already known when a folder comes in, and what the folder adds to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from feedback.participation import Indicator

SHORT_BREAKS = frozenset({"V3", "V4"})
"""Legal statuses of a child who is not looked after for the return (SSDA903 rule 399)."""

ReviewKey = tuple[str, date]
"""A child’s number and the day of the review, by part 1 when it had two."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One episode of care: from its first day to its last, both within it."""

    start: date
    end: date | None
    legal_status: str

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


def only_short_breaks(stays: Iterable[Stay]) -> bool:
    """Whether there are episodes and all are V3 or V4; such a child is in no return."""
    statuses = {stay.legal_status for stay in stays}
    return bool(statuses) and statuses <= SHORT_BREAKS


def in_care_on(day: date, stays: Iterable[Stay]) -> bool:
    """Whether any of the episodes holds the day."""
    return any(stay.holds(day) for stay in stays)
