"""What was read out of one format: sheets of words, numbers and symbols, the same for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Value = str | Decimal
"""A cell as it was read: a number, or words; a symbol is words in brackets."""
Grid = tuple[tuple[Value, ...], ...]
NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?|-?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet, or one table of a page: what stands above the table, and the table."""

    name: str
    title: str
    lines: tuple[str, ...]
    table: Grid
    """Its headings, then its rows; nothing where there is no table."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet: its sheets in their order, and what it says about itself."""

    sheets: tuple[Sheet, ...]
    about: Mapping[str, str]
    """Its title, whose it is and of which day."""


def plain(words: str) -> str:
    """Return words with single spaces: two formats may break a line where they like."""
    return " ".join(words.split())


def value(words: str) -> Value:
    """Read what a page prints: a number where it is one, and words where it is not."""
    said = plain(words)
    return Decimal(said.replace(",", "")) if NUMBER.fullmatch(said) else said


def parted(name: str, rows: list[tuple[Value, ...]]) -> Sheet:
    """Part a worksheet into its title, the lines below it and the table at its foot.

    A line is one cell by itself, and a table is wider than that.
    """
    first = next((place for place, row in enumerate(rows) if len(row) > 1), len(rows))
    words = [str(row[0]) for row in rows[:first]]
    return Sheet(name, words[0] if words else "", tuple(words[1:]), tuple(rows[first:]))
