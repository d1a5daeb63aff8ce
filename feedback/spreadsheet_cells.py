"""Keeps a spreadsheet from taking a cell of ours for a formula."""

import csv
from collections.abc import Iterable
from typing import TextIO

_MARK = "'"
_BEGINS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

Cell = str | int | None


def defanged(cell: Cell) -> Cell:
    """Prefix a text that a spreadsheet would calculate; numbers and the rest stay as they are.

    Spaces before it count as nothing, as they do for some spreadsheets. Source: OWASP, CSV
    injection, and the full-width forms that are folded to the plain ones on import.
    """
    if not isinstance(cell, str):
        return cell
    begins = cell.lstrip(" \u00a0\u3000\ufeff\u200b")[:1]
    return _MARK + cell if begins in _BEGINS_A_FORMULA and begins else cell


def write_rows(file: TextIO, rows: Iterable[Iterable[Cell]]) -> None:
    """Write rows as CSV with every cell defanged, the header’s too."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([defanged(cell) for cell in row] for row in rows)
