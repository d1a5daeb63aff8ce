"""The stretches of a year that a number may be about: quarters, a year, and what is between.

A year’s release holds what its four quarters held and what came *late*: sheets and
corrections after a quarter was frozen. So a year is four quarters and ``LATE``, and a year
less some quarters is a stretch of its own, about which a number may tell just as much.
"""

from dataclasses import dataclass
from itertools import combinations

from feedback.periods import Period

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
LATE = "late"

Span = frozenset[str]

YEAR: Span = frozenset((*QUARTERS, LATE))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The quarters somebody could know a number of."""

    span: Span

    @property
    def quarters(self) -> Span:
        """Return the quarters in it."""
        return self.span - {LATE}

    @property
    def is_one_quarter(self) -> bool:
        """Whether the sheets in it are of a single quarter."""
        return len(self.quarters) == 1


def span_of(period: Period) -> Span:
    """Return the span of a period: its quarter, or the whole year with what came late."""
    return frozenset((f"Q{period.quarter}",)) if period.quarter else YEAR


def stretches() -> tuple[Stretch, ...]:
    """Return every stretch a release may tell about: quarters, and the year less any of them."""
    single = [Stretch(frozenset((quarter,))) for quarter in QUARTERS]
    less = [
        Stretch(YEAR - frozenset(quarters))
        for size in range(len(QUARTERS) + 1)
        for quarters in combinations(QUARTERS, size)
    ]
    return (*single, *less)
