"""A table of figures ready to be drawn: every cell as it is printed, bars where it says so."""

from dataclasses import dataclass
from decimal import Decimal

from feedback.releases.figures import SYMBOLS, Symbol
from feedback.releases.leaf import Column, Leaf, Value, shown

ALL_HIDDEN = (
    "Every number of this table is hidden: they are too small, or would give away small ones."
)
_WIDE = 24
"""Letters from which a column is kept from becoming narrow."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One cell: its words, whether it lines up as a number, and whether it needs room."""

    words: str
    number: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row: its cells, and a bar of 0 to 100 beneath the first if its table draws bars."""

    cells: tuple[DrawnCell, ...]
    bar: int | None


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """One table as a page draws it. ``symbols`` are those that stand in it, explained."""

    id: str
    title: str
    lines: tuple[str, ...]
    headings: tuple[tuple[str, bool], ...]
    rows: tuple[DrawnRow, ...]
    symbols: tuple[tuple[str, str], ...]
    all_hidden: str
    """What stands in place of a table in which every number is hidden; else nothing."""


def drawn(leaf: Leaf) -> DrawnTable:
    """Draw one table."""
    values = {value for row in leaf.rows for value in row if isinstance(value, Symbol)}
    numbers = [_is_number(leaf, place) for place in range(len(leaf.columns))]
    return DrawnTable(
        id=leaf.name,
        title=leaf.title,
        lines=tuple(line.words for line in leaf.lines if not line.to),
        headings=tuple(zip((c.heading for c in leaf.columns), numbers, strict=True)),
        rows=tuple(
            DrawnRow(
                tuple(_cell(*one) for one in zip(row, leaf.columns, numbers, strict=True)),
                _bar(row, leaf.columns),
            )
            for row in leaf.rows
        ),
        symbols=tuple((f"[{one}]", words) for one, words in SYMBOLS.items() if one in values),
        all_hidden=(leaf.why_hidden or ALL_HIDDEN) if _nothing_shown(leaf) else "",
    )


def _cell(value: Value, column: Column, number: bool) -> DrawnCell:  # noqa: FBT001  of a zip
    return DrawnCell(_words(value), number, column.width >= _WIDE)


def _bar(row: tuple[Value, ...], columns: tuple[Column, ...]) -> int | None:
    shares = (v for v, column in zip(row, columns, strict=True) if column.bar)
    return next((round(share) for share in shares if isinstance(share, Decimal)), None)


def _words(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int) else str(shown(value))


def _nothing_shown(leaf: Leaf) -> bool:
    return bool(leaf.rows) and all(
        value is Symbol.WITHHELD for row in leaf.rows for value in row[1:]
    )


def _is_number(leaf: Leaf, place: int) -> bool:
    """Whether a column lines up at its end: nothing in it is words."""
    return all(
        not isinstance(row[place], str) or isinstance(row[place], Symbol) for row in leaf.rows
    )
