"""The annual-report block: Tables 1, 2 and 2a of the service’s report, and what they say.

Every number is one that a release of the year or of a year before it printed, or is worked
out from such numbers; what is hidden there is hidden here (trust.md, rule 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.analysis.block_sentences import block_sentences
from feedback.analysis.block_tables import (
    codes_of_year,
    held_by_year,
    in_time,
    on_time,
    over_the_years,
)
from feedback.analysis.why_hidden import with_why
from feedback.analysis.years import YearOfReviews, year_of_reviews
from feedback.releases.leaf import Leaf
from feedback.releases.report import Report


@dataclass(frozen=True, slots=True)
class Block:
    """What the annual report takes over: sentences first, then its tables."""

    sentences: tuple[str, ...]
    tables: tuple[Leaf, ...]


def block(report: Report, earlier: Sequence[Report]) -> Block:
    """Make the block of a year from its release and those of earlier years, oldest first."""
    years = [year_of_reviews(one) for one in (*earlier, report)]
    this, before = years[-1], _the_year_before(years)
    tables = (
        held_by_year(years),
        codes_of_year(this, "2"),
        *((codes_of_year(before, "2a"),) if before else ()),
        over_the_years(years),
        on_time(years),
        *((told,) if (told := in_time(years)) else ()),
    )
    return Block(block_sentences(this, before), tuple(with_why(report, table) for table in tables))


def _the_year_before(years: Sequence[YearOfReviews]) -> YearOfReviews | None:
    wanted = years[-1].period.year - 1
    return next((year for year in years if year.period.year == wanted), None)
