"""From voice to plan: of what children asked for, how much changed something.

The measure the seed report asks for (5.5.6) and nobody counts. An ask that nobody has
answered yet has changed nothing, so it stays in the base and is also told by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from feedback.rates import Rate

DONE, NOT_DONE, STILL_ASKING, UNANSWERED = "done", "not-done", "still-asking", "unanswered"
ENDS = (DONE, NOT_DONE, STILL_ASKING, UNANSWERED)


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of the asks of a period."""

    done: int
    not_done: int
    still_asking: int
    unanswered: int

    @property
    def asked(self) -> int:
        """Return how many asks there were."""
        return self.done + self.not_done + self.still_asking + self.unanswered

    @property
    def changed(self) -> Rate:
        """Return the asks that changed something, among all."""
        return Rate(self.done, self.asked)

    def share(self, part: int) -> Decimal | None:
        """Return what part of all asks this is, in whole per cent, or none of too few."""
        return Rate(part, self.asked).whole

    @property
    def answered(self) -> Rate:
        """Return the asks that were answered at all, whatever the answer."""
        return Rate(self.asked - self.unanswered, self.asked)


def trace(asks: Mapping[str, int | None]) -> Trace | None:
    """Follow the asks of a period, or none of them where a number is withheld."""
    counted = [asks.get(end) for end in ENDS]
    known = [number for number in counted if number is not None]
    return Trace(*known) if len(known) == len(ENDS) else None
