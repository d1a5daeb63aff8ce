"""Reviews of those of 18 and over: they can be evaluated, and stand in no rate of participation.

A sheet holds no age, so those of young people of 18 and over are among all that came back. What
these are shared among must hold their reviews, too (decision 0218).
"""

from typing import NamedTuple

from feedback.releases.report import Report

TABLE, COLUMN = "asked-of-age", "18-and-over"


class Held(NamedTuple):
    """How many reviews there were; ``at_least`` where how many of some is hidden."""

    reviews: int | None
    at_least: bool = False


def tells(report: Report) -> bool:
    """Whether a release has this number, shown or hidden. Those made before it came have not."""
    return report.table(TABLE) is not None


def with_those_of_age(report: Report, younger: int | None) -> Held:
    """Add the reviews of those of 18 and over to those of younger ones, as far as told."""
    table = report.table(TABLE)
    if younger is None or table is None:
        return Held(younger)
    older = table.number(COLUMN)
    return Held(younger, at_least=True) if older is None else Held(younger + older)
