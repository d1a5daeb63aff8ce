"""Whether some children are heard less: each age and the special groups, beside everybody."""

from collections.abc import Iterator

from feedback.rates import TOOK_PART as TOOK_PART_CODES
from feedback.rates import Rate
from feedback.releases.figures import TOOK_PART, Symbol, figures
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report, Reported

EVERYBODY = "participation"
GROUPS = {
    EVERYBODY: "All children aged 4 or over",
    "unaccompanied": "Unaccompanied children",
    "at-a-distance": "Children living at a distance",
}


def equity(report: Report) -> Leaf:
    """Lay out the participation of each special group a year tells about."""
    rows = tuple(_rows(report))
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
            Column("Participation (%)", bar=True),
        ),
        rows,
    )


def _rows(report: Report) -> Iterator[tuple[Value, ...]]:
    for name, words in GROUPS.items():
        table = report.table(name)
        if table is not None:
            yield (words, *(_service(table) if name == EVERYBODY else _group(table)))
    ages = report.table("age")
    if ages is not None:
        yield from _by_age(ages)


def _by_age(table: Reported) -> Iterator[tuple[Value, ...]]:
    """Add up who took part at each age, where none of the codes added up is hidden."""
    for row in table.table.rows:
        cells = table.table.row(row)
        took = [table.number(cell.id) for cell in cells if cell.column in TOOK_PART_CODES]
        known = [number for number in took if number is not None]
        part = sum(known) if len(known) == len(took) else None
        yield (f"Aged {cells[0].row_label}", *_shown(part, table.base(row)))


def _service(table: Reported) -> tuple[Value, ...]:
    figure = next(figure for figure in figures(table) if figure.cell.id == TOOK_PART)
    return figure.count, figure.base, figure.percent


def _group(table: Reported) -> tuple[Value, ...]:
    return _shown(table.number(TOOK_PART), table.base())


def _shown(part: int | None, base: int | None) -> tuple[Value, Value, Value]:
    """Return a part of a base with its share: whole, as only the service’s has a decimal."""
    hidden = Symbol.WITHHELD
    if part is None or base is None:
        return (hidden if part is None else part), (hidden if base is None else base), hidden
    whole = Rate(part, base).whole
    return part, base, Symbol.TOO_FEW if whole is None else whole
