"""How many reviews were taken part in, and how firmly that can be said.

Rate A is per review of a child of four or over: PN1, 2, 3, 5 and 6 among PN1 to PN7;
PN0 is in neither part. Reviews held without a confirmed code are *null returns*: they
are never dropped, their count and the two bounds are printed (domain.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from feedback.participation import Indicator

TOOK_PART = frozenset({Indicator.PN1, Indicator.PN2, Indicator.PN3, Indicator.PN5, Indicator.PN6})
DID_NOT = frozenset({Indicator.PN4, Indicator.PN7})
SMALLEST_BASE = 20
ONE_DECIMAL_FROM = 200
UNIT = "reviews of children aged 4 or over"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a base, kept exact until it is printed."""

    part: int
    base: int

    @property
    def share(self) -> Fraction | None:
        """Return the exact share, or none of nothing."""
        return Fraction(self.part, self.base) if self.base else None

    def printed(self) -> str:
        """Return the percentage fit to print: none under 20, one decimal from 200 up."""
        if self.share is None or self.base < SMALLEST_BASE:
            return ""
        places = Decimal("0.1") if self.base >= ONE_DECIMAL_FROM else Decimal(1)
        return f"{percent(self.share, places)} %"

    @property
    def whole(self) -> Decimal | None:
        """Return the percentage of anything but participation and timeliness: never a decimal."""
        if self.share is None or self.base < SMALLEST_BASE:
            return None
        return percent(self.share, Decimal(1))


@dataclass(frozen=True, slots=True)
class Participation:
    """Counts of reviews of children of four or over in a period."""

    took_part: int
    did_not: int
    null: int

    @property
    def rate(self) -> Rate:
        """Return rate A among the reviews with a confirmed code."""
        return Rate(self.took_part, self.took_part + self.did_not)

    @property
    def lowest(self) -> Rate:
        """Return the rate if nobody in the null returns took part."""
        return Rate(self.took_part, self.took_part + self.did_not + self.null)

    @property
    def highest(self) -> Rate:
        """Return the rate if everybody in the null returns took part."""
        return Rate(self.took_part + self.null, self.took_part + self.did_not + self.null)


def participation(by_code: Mapping[Indicator, int], *, null: int = 0) -> Participation:
    """Count rate A out of reviews by confirmed code. PN0 is in neither part."""
    return Participation(
        took_part=sum(by_code.get(code, 0) for code in TOOK_PART),
        did_not=sum(by_code.get(code, 0) for code in DID_NOT),
        null=null,
    )


def rate_b(reviews_of_each_child: Sequence[Sequence[Indicator]]) -> Rate:
    """Children all of whose reviews in the year had their views, among children reviewed."""
    counted = [_counted(codes) for codes in reviews_of_each_child if _counted(codes)]
    return Rate(sum(set(codes) <= TOOK_PART for codes in counted), len(counted))


def rate_c(reviews_of_each_child: Sequence[Sequence[Indicator]]) -> Rate:
    """Children whose latest review had their views. Each child’s codes come in order of day."""
    latest = [_counted(codes)[-1] for codes in reviews_of_each_child if _counted(codes)]
    return Rate(sum(code in TOOK_PART for code in latest), len(latest))


def on_time(held: int, late: int) -> Rate:
    """Return the share of reviews held on time: 12 late of 1,398 is 99.1, and never 98.1."""
    return Rate(held - late, held)


def percent(share: Fraction, places: Decimal) -> Decimal:
    """Return a share as a percentage, a half rounded up as people expect."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(places, rounding=ROUND_HALF_UP)


def _counted(codes: Sequence[Indicator]) -> list[Indicator]:
    return [code for code in codes if code is not Indicator.PN0]
