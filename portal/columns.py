"""Cells that say which column they stand in, for a screen too narrow for a row of them.

On a telephone a row of a table is shown as a block of lines (``data-table.css``). The heads of the
columns are out of sight then, so each cell carries the words of its own.
"""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

_CELL = re.compile(r"<td(?=[\s>])")


def in_columns(cells: str, columns: Sequence[object]) -> Markup:
    """Give each ``<td>`` of a row the words of its column; the first column names the row.

    ``cells``: the mark-up of one row, a ``<th scope="row">`` and its ``<td>``, in any order.
    ``columns``: the words of every column, in order.
    """
    named = _columns_of_cells(str(cells), columns)
    return Markup(_CELL.sub(lambda _cell: f'<td data-column="{escape(next(named))}"', str(cells)))  # noqa: S704  words are escaped, cells came from a template


def _columns_of_cells(cells: str, columns: Sequence[object]) -> Iterator[object]:
    for word, kind in zip(columns, re.findall(r"<(t[hd])(?=[\s>])", cells), strict=False):
        if kind == "td":
            yield word
