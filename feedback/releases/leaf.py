"""One worksheet of a release: a title, the lines before its table, and the table.

Laid out as the Analysis Function asks of accessible spreadsheets: the title in the first
cell, one table a worksheet, one row of headings, no cell left blank, and what the symbols
mean said above the table. How it is written, as ODS or as XLSX, is no business of this.
"""

from dataclasses import dataclass
from decimal import Decimal

from feedback.releases.figures import Symbol

Value = str | int | Decimal | Symbol
"""A cell: words, a number that stays a number, or a symbol in its place."""

LONGEST_NAME = 31
_NOT_IN_A_NAME = frozenset("[]:*?/\\'")


@dataclass(frozen=True, slots=True)
class Line:
    """A line before a table. ``to`` names the worksheet it leads to, if any."""

    words: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading, which carries the unit. ``width`` is in letters."""

    heading: str
    width: int = 16
    bar: bool = False
    """Whether a page draws its percentages as bars too."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One worksheet. The cover alone has no table."""

    name: str
    title: str
    lines: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    links: tuple[str, ...] = ()
    """Of a table of contents: the worksheet each row leads to."""
    why_hidden: str = ""
    """What a page says in its place where nothing of it is shown, if not the usual."""

    def __post_init__(self) -> None:
        """Refuse with ``ValueError`` a name no worksheet can carry, and a table with a hole."""
        if not 0 < len(self.name) <= LONGEST_NAME or _NOT_IN_A_NAME & set(self.name):
            raise ValueError(f"{self.name} cannot be the name of a worksheet")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.name}: a row is not as long as the headings")
        if any(cell == "" for row in self.rows for cell in row):
            raise ValueError(f"{self.name}: a cell is blank and needs a symbol")

    @property
    def first_row(self) -> int:
        """Return the place of the headings, counted from 0: below title and lines."""
        return 1 + len(self.lines)


def places_of(number: int | Decimal) -> int:
    """Return how many decimals a number is printed with."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return -exponent if isinstance(exponent, int) else 0


def shown(value: Value) -> str | int | Decimal:
    """Return what a person reads in a cell: a symbol in its brackets, all else as it is."""
    return f"[{value}]" if isinstance(value, Symbol) else value
