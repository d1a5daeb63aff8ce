"""How many evaluated their review, and which children’s answers are missing.

The base is the reviews held for everybody of four and over (questionnaires.md, *Reporting*), those
of 18 and over among them, because their sheets are among the sheets. Who is missing shows when the
same rate is taken of each way of taking part: where few sheets came from those whose views were
not heard, the whole speaks for others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from feedback.evaluation import treat_with_care
from feedback.rates import SMALLEST_BASE, Rate

MISSING_BELOW = Fraction(1, 2)
"""A group is *missing* when it answered less than half as often as everybody."""


@dataclass(frozen=True, slots=True)
class Response:
    """Sheets that came back, of the reviews they could be about."""

    sheets: int
    reviews: int
    at_least: bool = False
    """Whether there may have been more reviews, so that the rate is the most it can be."""

    @property
    def rate(self) -> Rate:
        """Return the response rate. Sheets of late reviews may make it more than all."""
        return Rate(min(self.sheets, self.reviews), self.reviews)

    @property
    def needs_care(self) -> bool:
        """Whether fewer than three in ten answered."""
        return treat_with_care(self.sheets, self.reviews)


def response(
    sheets: int | None, reviews: int | None, *, at_least: bool = False
) -> Response | None:
    """Return the response, or nothing where either number is withheld."""
    return None if sheets is None or reviews is None else Response(sheets, reviews, at_least)


def missing(
    sheets: Mapping[str, int | None], reviews: Mapping[str, int | None]
) -> tuple[str, ...]:
    """Name the groups that answered less than half as often as all whose numbers are known.

    Groups of which either number is withheld are left out of both sides, and nothing is said of
    one with fewer reviews than carry a share.
    """
    known = {
        group: found
        for group, held in reviews.items()
        if (found := response(sheets.get(group), held)) is not None and found.rate.base
    }
    answered = sum(one.rate.part for one in known.values())
    asked = sum(one.rate.base for one in known.values())
    usual = Fraction(answered, asked) if asked else Fraction()
    return tuple(
        group
        for group, one in known.items()
        if one.reviews >= SMALLEST_BASE and one.rate.part < one.rate.base * usual * MISSING_BELOW
    )
