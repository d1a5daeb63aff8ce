"""What is worked out of a year’s release, as worksheets beside its tables."""

from dataclasses import replace

from feedback.analysis.year_tables import year_tables
from feedback.releases.figures import SYMBOLS, Symbol
from feedback.releases.leaf import Leaf, Line
from feedback.releases.report import Report
from feedback.releases.worksheet import CONTENTS, MADE_UP


def worked_out(report: Report) -> tuple[Leaf, ...]:
    """Lay out the annual block and the comparisons of a year; a quarter has none.

    A table without rows, because the year holds nothing it could show, is left out.
    """
    if not report.period.is_year:
        return ()
    tables = year_tables(report, report.earlier).values()
    return tuple(_opened(report, leaf) for leaf in tables if leaf.rows)


def _opened(report: Report, leaf: Leaf) -> Leaf:
    seen = {value for row in leaf.rows for value in row if isinstance(value, Symbol)}
    lines = (
        *((Line(MADE_UP),) if report.made_up else ()),
        Line(f"This worksheet contains one table. Period {report.period.name}."),
        *leaf.lines,
        Line("Worked out from printed numbers: this workbook’s, and those of the years before."),
        *(Line(f"[{one}]: {words}") for one, words in SYMBOLS.items() if one in seen),
        Line("Go back to the contents", to=CONTENTS),
    )
    return replace(leaf, lines=lines)
