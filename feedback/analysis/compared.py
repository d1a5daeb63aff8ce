"""One year against the year before: higher, lower, or no clear change.

Questionnaires.md, *Reporting*: only years are compared, quarters are points; a word of
change needs Newcombe’s interval of the difference to leave out 0. Everything here takes
published counts, so what is withheld makes the comparison withheld too.
"""

from dataclasses import dataclass
from math import ceil, floor

from feedback.evaluation import Change, Interval, change, difference
from feedback.rates import SMALLEST_BASE


@dataclass(frozen=True, slots=True)
class Share:
    """A published part of a published base; ``None`` where either is withheld."""

    part: int | None
    base: int | None

    @property
    def printable(self) -> tuple[int, int] | None:
        """Return both numbers if both left and the base carries a percentage."""
        if self.part is None or self.base is None or self.base < SMALLEST_BASE:
            return None
        return self.part, self.base


@dataclass(frozen=True, slots=True)
class Compared:
    """What can honestly be said of two years, and between which points the difference lies."""

    change: Change
    interval: Interval

    @property
    def points(self) -> tuple[int, int]:
        """Return the ends of the difference in whole percentage points, outward."""
        return floor(100 * self.interval.low), ceil(100 * self.interval.high)

    @property
    def reach(self) -> str:
        """Say how far apart the two are, such as “by 4 to 34 percentage points”.

        An end that widens to 0 is left out, because a clear difference is never none.
        """
        low, high = sorted(abs(points) for points in self.points)
        return f"by {low or 'up'} to {high} percentage points"

    @property
    def in_words(self) -> str:
        """Say the word, and of a clear difference how far it reaches."""
        return str(self.change) if self.change is Change.NONE else f"{self.change}, {self.reach}"


def year_against_year(now: Share, before: Share) -> Compared | None:
    """Compare a share with the year before’s, or say nothing where either is not printed."""
    this, last = now.printable, before.printable
    if this is None or last is None:
        return None
    return Compared(change(*this, before=last), difference(*this, before=last))
