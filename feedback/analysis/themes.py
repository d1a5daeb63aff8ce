"""What children wrote about afterwards: the themes of a year, as its release tells them."""

from feedback.releases.figures import Symbol, figures
from feedback.releases.leaf import Column, Leaf, Line
from feedback.releases.report import Report
from feedback.releases.sentences import PARTLY, about_several

TABLE = "themes"


def themes(report: Report) -> Leaf | None:
    """Lay out the themes, those most written about first; none before a release told them."""
    table = report.table(TABLE)
    if table is None:
        return None
    found = [figure for figure in figures(table) if not figure.cell.margin]
    base = table.base()
    said = Line("A sheet may have several themes, so the numbers do not add up.")
    of = Line(f"Shares are of the {base:,} answer sheets with a theme.") if base else None
    return Leaf(
        "Written_about",
        f"What children wrote about, {report.period.name}",
        (Line("People gave the themes, never a machine."), said, *((of,) if of else ())),
        (Column("Theme", 36), Column("Answer sheets"), Column("Share (%)", bar=True)),
        tuple(
            (figure.cell.label, figure.count, figure.percent)
            for figure in sorted(found, key=lambda one: _most_first(one.count))
        ),
    )


def in_a_sentence(report: Report) -> str | None:
    """Say what was written about most, or nothing where that is hidden or was nothing."""
    table = report.table(TABLE)
    said = about_several(table) if table else PARTLY
    return None if said == PARTLY else said


def _most_first(count: int | Symbol) -> int:
    return 1 if isinstance(count, Symbol) else -count
