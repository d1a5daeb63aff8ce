"""The quarters of a year as points: each by itself, and none against another.

A quarter is too short to say that anything rose or fell (questionnaires.md, *Reporting*), so
nothing here compares, and no page draws an arrow beside it.
"""

from collections.abc import Sequence

from feedback.analysis.answered import response_of
from feedback.analysis.years import year_of_reviews
from feedback.releases.figures import Symbol
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report


def quarters(year: str, reports: Sequence[Report]) -> Leaf:
    """Lay out the quarters of a year that were released, in order."""
    rows = tuple(_row(report) for report in reports)
    return Leaf(
        "Quarters",
        f"The quarters of {year}",
        (Line("Each quarter is a point. Only years are compared with one another."),),
        (
            Column("Quarter", 22),
            Column("Took part"),
            Column("Reviews with a confirmed code", 18),
            Column("Participation (%)", bar=True),
            Column("No code confirmed"),
            Column("Answer sheets"),
        ),
        rows,
    )


def _row(report: Report) -> tuple[Value, ...]:
    year, answered = year_of_reviews(report), response_of(report)
    figure, hidden = year.took_part, Symbol.WITHHELD
    shown: tuple[Value, ...] = (
        (figure.count, figure.base, figure.percent) if figure else (hidden,) * 3
    )
    sheets: Value = hidden if answered is None else answered.sheets
    return (report.period.name, *shown, year.null, sheets)
