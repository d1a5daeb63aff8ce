"""Whether some children are heard less: the special groups of a year, beside everybody."""

from feedback.releases.figures import TOOK_PART, figures
from feedback.releases.leaf import Column, Leaf, Line, Value, places_of
from feedback.releases.report import Report, Reported

GROUPS = {
    "participation": "All children aged 4 or over",
    "unaccompanied": "Unaccompanied children",
    "at-a-distance": "Children living at a distance",
}


def equity(report: Report) -> Leaf:
    """Lay out the participation of each special group a year tells about."""
    rows: list[tuple[Value, ...]] = [
        (words, *_said(table))
        for name, words in GROUPS.items()
        if (table := report.table(name)) is not None
    ]
    return Leaf(
        "Heard_less",
        f"Are some children heard less, {report.period.name}",
        (
            Line("Counted are reviews, and never children: one child may have several."),
            Line("A child may be in more than one row."),
        ),
        (
            Column("Whose reviews", 40),
            Column("Took part"),
            Column("Reviews with a confirmed code", 18),
            Column("Participation (%)", places=places_of(row[3] for row in rows), bar=True),
        ),
        tuple(rows),
    )


def _said(table: Reported) -> tuple[Value, ...]:
    figure = next(figure for figure in figures(table) if figure.cell.id == TOOK_PART)
    return figure.count, figure.base, figure.percent
