"""What children said about their review, as shares with the room for doubt around them.

Six anchors stand in every version: Lundy’s space, voice, audience and influence, with
information before and feedback after. Everything here is computed from counts fit to
print, never from single sheets.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

UNSURE_FLAG = Fraction(1, 5)
CAREFUL_BELOW = Fraction(3, 10)
CONFIDENCE = 0.95
NOT_VALIDATED = "These questions are not yet validated."
_Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


class Anchor(StrEnum):
    """The six things asked of every child."""

    INFORMATION = "A1"
    SPACE = "A2"
    VOICE = "A3"
    AUDIENCE = "A4"
    INFLUENCE = "A5"
    FEEDBACK = "A6"


class Change(StrEnum):
    """What can honestly be said of two shares."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "no clear change"


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, as shares between 0 and 1 (or differences between -1 and 1)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AnchorCounts:
    """How many said what to one anchor."""

    yes: int
    bit: int
    no: int
    unsure: int

    @property
    def n(self) -> int:
        """Return how many gave an answer; not sure is counted apart."""
        return self.yes + self.bit + self.no

    @property
    def share_of_yes(self) -> Fraction | None:
        """Return Yes among Yes, A bit and No, or none of nothing."""
        return Fraction(self.yes, self.n) if self.n else None

    @property
    def share_unsure(self) -> Fraction | None:
        """Return not sure among all who met the question and marked something."""
        everybody = self.n + self.unsure
        return Fraction(self.unsure, everybody) if everybody else None

    @property
    def many_unsure(self) -> bool:
        """Whether more than a fifth were not sure: the question may be unclear."""
        return self.share_unsure is not None and self.share_unsure > UNSURE_FLAG

    @property
    def index(self) -> Fraction | None:
        """Return 100 (2Y + B) / (2 (Y + B + N)), or none of nothing."""
        return Fraction(100 * (2 * self.yes + self.bit), 2 * self.n) if self.n else None


def wilson(part: int, base: int) -> Interval:
    """Return Wilson’s 95 % score interval for a share (Wilson 1927; Newcombe 1998a, method 3).

    Raises ``ValueError`` when there is no base or the part is not within it.
    """
    if not 0 <= part <= base or base == 0:
        raise ValueError("a share needs a part within a base")
    share, square = part / base, _Z * _Z
    middle = share + square / (2 * base)
    reach = _Z * sqrt(share * (1 - share) / base + square / (4 * base * base))
    below = 1 + square / base
    return Interval(max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below))


def difference(part: int, base: int, *, before: tuple[int, int]) -> Interval:
    """Return the 95 % interval of this share minus the one before (Newcombe 1998b, method 10)."""
    now, then = wilson(part, base), wilson(*before)
    share, was = part / base, before[0] / before[1]
    low = sqrt((share - now.low) ** 2 + (then.high - was) ** 2)
    high = sqrt((now.high - share) ** 2 + (was - then.low) ** 2)
    return Interval(share - was - low, share - was + high)


def change(part: int, base: int, *, before: tuple[int, int]) -> Change:
    """Say higher or lower only when the interval of the difference leaves out 0."""
    interval = difference(part, base, before=before)
    if interval.low > 0:
        return Change.HIGHER
    return Change.LOWER if interval.high < 0 else Change.NONE


def say_index(anchors: tuple[AnchorCounts, ...]) -> Fraction | None:
    """Return the mean of the anchors’ indices: for the whole service only, never for one officer.

    None when any anchor has no answers, because a mean of fewer is another figure.
    """
    indices = [anchor.index for anchor in anchors]
    found = [index for index in indices if index is not None]
    return sum(found, Fraction()) / len(found) if found and len(found) == len(indices) else None


def treat_with_care(answered: int, asked: int) -> bool:
    """Whether fewer than three in ten answered, so that a figure needs its warning."""
    return asked == 0 or Fraction(answered, asked) < CAREFUL_BELOW
