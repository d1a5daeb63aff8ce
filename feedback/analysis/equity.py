"""Whether some children are heard less: each age and the special groups, beside everybody."""

from collections.abc import Iterator

from feedback.analysis.compared import Share, year_against_year
from feedback.evaluation import Change
from feedback.rates import TOOK_PART as TOOK_PART_CODES
from feedback.rates import Rate
from feedback.releases.figures import TOOK_PART, Symbol, figures, shown
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report, Reported

EVERYBODY = "participation"
DISABLED, NOT_RECORDED, NOT_RECORDED_CELL = "disabled", "disability-not-recorded", "not-recorded"
GROUPS = {
    EVERYBODY: "All children aged 4 or over",
    "unaccompanied": "Unaccompanied children",
    "at-a-distance": "Children living at a distance",
    DISABLED: "Disabled children",
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


def not_recorded(report: Report) -> int | None:
    """Return of how many reviews nobody recorded whether the child is disabled, if it is told."""
    table = report.table(NOT_RECORDED)
    return table.number(NOT_RECORDED_CELL) if table else None


def in_sentences(report: Report) -> Iterator[str]:
    """Say of each special group how often it took part, and whether the others did so oftener.

    The others are everybody less the group, both as printed; what is hidden is not said.
    """
    everybody = _share_of(report, EVERYBODY)
    for name, words in GROUPS.items():
        found = _share_of(report, name)
        if name == EVERYBODY or found is None or found.printable is None:
            continue
        part, base = found.printable
        of = f"{words} took part in {part:,} of {base:,} reviews: {Rate(part, base).whole} %"
        yield f"{of}{_against(found, everybody)}."
    unknown = not_recorded(report)
    if unknown:
        of = "1 review" if unknown == 1 else f"{unknown:,} reviews"
        yield f"Of {of} it is not recorded whether the child is disabled."


def _share_of(report: Report, name: str) -> Share | None:
    table = report.table(name)
    return Share(table.number(TOOK_PART), table.base()) if table else None


def _against(group: Share, everybody: Share | None) -> str:
    """Say how a group stands beside all others, where enough of them are printed."""
    pair = everybody.printable if everybody else None
    if pair is None:
        return ""
    others = Share(pair[0] - (group.part or 0), pair[1] - (group.base or 0))
    found = year_against_year(group, others)
    if found is None:
        return ""
    if found.change is Change.NONE:
        return ", with no clear difference from the others"
    return f", {found.change} than the others {found.reach}, allowing for chance"


def _rows(report: Report) -> Iterator[tuple[Value, ...]]:
    for name, words in GROUPS.items():
        table = report.table(name)
        if table is not None:
            yield (words, *(_service(table) if name == EVERYBODY else _group(table)))
    unknown = report.table(NOT_RECORDED)
    if unknown is not None:
        none = Symbol.DOES_NOT_APPLY
        yield "Not recorded whether disabled", none, shown(not_recorded(report)), none
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
    if part is None or base is None:
        return shown(part), shown(base), Symbol.WITHHELD
    whole = Rate(part, base).whole
    return part, base, Symbol.TOO_FEW if whole is None else whole
