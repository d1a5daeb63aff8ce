"""What children wrote about afterwards: the themes of a year, as its release tells them."""

from feedback.disclosure.populations import NONE_FITS
from feedback.releases.figures import Figure, Symbol, figures
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
            for figure in sorted(found, key=_most_first)
        ),
    )


def in_a_sentence(report: Report) -> str | None:
    """Say what was written about most, or nothing where that is hidden or was nothing."""
    table = report.table(TABLE)
    said = about_several(table) if table else PARTLY
    return None if said == PARTLY else said


def _most_first(figure: Figure) -> tuple[bool, int]:
    """Sort by number, hidden ones after all others, and that none fits at the very end."""
    hidden = isinstance(figure.count, Symbol)
    return figure.cell.id == NONE_FITS, 1 if hidden else -int(figure.count)
