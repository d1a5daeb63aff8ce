"""One released table as a worksheet: what it asks, its symbols, its unit, then the table."""

from decimal import Decimal

from feedback.disclosure.table import Unit
from feedback.releases.figures import SYMBOLS, Figure, Symbol, figures
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report, Reported
from feedback.releases.sentences import UNIT_NAMES, sentences

MADE_UP = "Made-up data: no real child is in these figures."
_UNIT_HEADINGS = {
    Unit.REVIEWS: "Reviews",
    Unit.SHEETS: "Answer sheets",
    Unit.ASKS: "Things asked for",
    Unit.CHILDREN: "Children",
}
_SHARES = ("Share (%)", "Lowest it may be (%)", "Highest it may be (%)")


def worksheet(report: Report, reported: Reported) -> Leaf:
    """Lay out one table. Its name is the table’s own, the same in every release."""
    table, found = reported.table, figures(reported)
    shares = _kept(found)
    rows = tuple(_row(figure, shares) for figure in found)
    return Leaf(
        table.id.replace("-", "_"),
        f"{table.title} ({table.code})" if table.code else table.title,
        _lines(report, reported, rows),
        (
            Column("Answer", 44),
            Column(_UNIT_HEADINGS[table.unit]),
            *(Column(_SHARES[place], places=_places(found)) for place in shares),
        ),
        rows,
    )


def _lines(
    report: Report, reported: Reported, rows: tuple[tuple[Value, ...], ...]
) -> tuple[Line, ...]:
    seen = {value for row in rows for value in row if isinstance(value, Symbol)}
    return (
        *((Line(MADE_UP),) if report.made_up else ()),
        Line(f"This worksheet contains one table. Period {report.period.name}."),
        *(Line(sentence) for sentence in sentences(report, reported)),
        Line(f"Counted are {UNIT_NAMES[reported.table.unit]}."),
        *(Line(f"[{one}]: {words}") for one, words in SYMBOLS.items() if one in seen),
        Line("Go back to the contents", to="Contents"),
    )


def _kept(found: tuple[Figure, ...]) -> tuple[int, ...]:
    """Keep the columns of shares in which something stands: one of [z] alone says nothing."""
    return tuple(
        place
        for place in range(len(_SHARES))
        if any(_shares(figure)[place] is not Symbol.DOES_NOT_APPLY for figure in found)
    )


def _row(figure: Figure, shares: tuple[int, ...]) -> tuple[Value, ...]:
    return (figure.cell.in_words, figure.count, *(_shares(figure)[place] for place in shares))


def _shares(figure: Figure) -> tuple[Decimal | Symbol, ...]:
    return figure.percent, figure.low, figure.high


def _places(found: tuple[Figure, ...]) -> int:
    """Return how many decimals the shares of this table carry."""
    exponents = [
        figure.percent.as_tuple().exponent
        for figure in found
        if isinstance(figure.percent, Decimal)
    ]
    return max((-e for e in exponents if isinstance(e, int)), default=0)
