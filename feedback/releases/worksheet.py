"""One released table as a worksheet: what it asks, its symbols, its unit, then the table.

A table about the whole service has an answer a line. A table with rows has a row a line, and
its answers stand beside one another; of what children think, the share of Yes follows.
"""

from collections.abc import Callable
from decimal import Decimal

from feedback.disclosure.table import Unit
from feedback.releases.figures import SYMBOLS, YES, Figure, Symbol, figures
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report, Reported
from feedback.releases.sentences import UNIT_NAMES, sentences

MADE_UP = "Made-up data: no real child is in these figures."
CONTENTS = "Contents"
UNIT_HEADINGS = {
    Unit.REVIEWS: "Reviews",
    Unit.SHEETS: "Answer sheets",
    Unit.ASKS: "Things asked for",
    Unit.CHILDREN: "Children",
}
SHARE = "Share (%)"
_SHARES: dict[str, Callable[[Figure], Decimal | Symbol]] = {
    SHARE: lambda figure: figure.percent,
    "Lowest (%)": lambda figure: figure.low,
    "Highest (%)": lambda figure: figure.high,
}
Rows = tuple[tuple[Value, ...], ...]


def worksheet(report: Report, reported: Reported) -> Leaf:
    """Lay out one table. Its name is the table’s own, the same in every release."""
    table = reported.table
    columns, rows = _two_ways(reported) if table.two_way else _one_way(reported)
    return Leaf(
        table.id.replace("-", "_"),
        f"{table.title} ({table.code})" if table.code else table.title,
        opening(report, rows, *sentences(report, reported), unit=UNIT_NAMES[table.unit]),
        columns,
        rows,
    )


def opening(report: Report, rows: Rows, *said: str, unit: str) -> tuple[Line, ...]:
    """Say what stands before every table: the period, what it says, its unit, its symbols."""
    seen = {value for row in rows for value in row if isinstance(value, Symbol)}
    return (
        *((Line(MADE_UP),) if report.made_up else ()),
        Line(f"This worksheet contains one table. Period {report.period.name}."),
        *(Line(sentence) for sentence in said),
        Line(f"Counted are {unit}."),
        *(Line(f"[{one}]: {words}") for one, words in SYMBOLS.items() if one in seen),
        Line("Go back to the contents", to=CONTENTS),
    )


def _one_way(reported: Reported) -> tuple[tuple[Column, ...], Rows]:
    found = figures(reported)
    shares = {
        heading: share
        for heading, share in _SHARES.items()
        # A column of [z] alone says nothing.
        if any(share(figure) is not Symbol.DOES_NOT_APPLY for figure in found)
    }
    columns = (
        Column("Answer", 44),
        Column(UNIT_HEADINGS[reported.table.unit]),
        *(Column(heading, bar=heading == SHARE) for heading, share in shares.items()),
    )
    rows = tuple(
        (figure.cell.label, figure.count, *(share(figure) for share in shares.values()))
        for figure in found
    )
    return columns, rows


def _two_ways(reported: Reported) -> tuple[tuple[Column, ...], Rows]:
    table = reported.table
    found = {(figure.cell.row, figure.cell.column): figure for figure in figures(reported)}
    first = table.row(table.rows[0])
    unit = UNIT_HEADINGS[table.unit].lower()
    yes = {"Yes (%)": SHARE, "Lowest (%)": "Lowest (%)", "Highest (%)": "Highest (%)"}
    shares = yes if table.attitude else {}
    columns = (
        Column("About what" if table.unit is Unit.ASKS else "Whose", 36),
        *(Column(f"{cell.label} ({unit})", 18) for cell in first),
        *(Column(heading) for heading in shares),
    )
    rows = tuple(
        (
            table.row(row)[0].row_label,
            *(found[row, cell.column].count for cell in first),
            *(_SHARES[share](found[row, YES]) for share in shares.values()),
        )
        for row in table.rows
    )
    return columns, rows
