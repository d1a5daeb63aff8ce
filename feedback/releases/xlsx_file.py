"""The worksheets of a release as one XLSX file: typed numbers, no formula, no moment in it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from feedback.releases.leaf import Column, Leaf, Line, Value, places_of, shown
from feedback.releases.settled_zip import parts_of, settled_zip

_FONT = {"font_name": "Arial", "font_size": 12, "valign": "top"}
_LINK = {"font_color": "#0F5260", "underline": 1}
_NUMBER = "#,##0"


def xlsx_file(leaves: Sequence[Leaf], *, title: str, author: str, day: date) -> bytes:
    """Write the worksheets in order, the first open when the file is."""
    import xlsxwriter  # noqa: PLC0415  only who writes sheets pays for loading it

    written = BytesIO()
    with xlsxwriter.Workbook(written, _options()) as workbook:
        created = datetime.combine(day, time(), UTC).replace(tzinfo=None)
        workbook.set_properties({"title": title, "author": author, "created": created})
        for number, leaf in enumerate(leaves, start=1):
            _Sheet(workbook, leaf).write(table=f"table_{number}")
    return settled_zip(parts_of(written.getvalue()))


def _options() -> dict[str, Any]:
    """Return options made anew: the library writes into what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 12},
    }


class _Sheet:
    """One worksheet being written."""

    def __init__(self, workbook: Any, leaf: Leaf) -> None:  # noqa: ANN401  untyped library
        self._workbook, self._leaf = workbook, leaf
        self._sheet = workbook.add_worksheet(leaf.name)
        self._formats: dict[str, Any] = {}

    def write(self, *, table: str) -> None:
        """Write title, lines and table, from the first cell down."""
        leaf = self._leaf
        for place, column in enumerate(leaf.columns or (Column("", 80),)):
            self._sheet.set_column(place, place, column.width)
        self._sheet.write_string(0, 0, leaf.title, self._format(bold=True, font_size=16))
        for row, line in enumerate(leaf.lines, start=1):
            self._line(row, line)
        if leaf.rows:
            self._table(table)

    def _line(self, row: int, line: Line) -> None:
        # No wrapping: a line runs on over the empty cells beside it.
        if line.to:
            self._link(row, line.words, line.to)
        else:
            self._sheet.write_string(row, 0, line.words, self._format())

    def _table(self, name: str) -> None:
        leaf, first = self._leaf, self._leaf.first_row
        heading = self._format(bold=True, text_wrap=True, bottom=1)
        self._sheet.add_table(
            first, 0, first + len(leaf.rows), len(leaf.columns) - 1,
            {
                "name": name,
                "autofilter": False,
                "style": None,
                "columns": [
                    {"header": column.heading, "header_format": heading}
                    for column in leaf.columns
                ],
            },
        )  # fmt: skip
        for down, row in enumerate(leaf.rows, start=1):
            for across, value in enumerate(row):
                self._cell(first + down, across, value)
        for down, to in enumerate(leaf.links, start=1):
            self._link(first + down, str(leaf.rows[down - 1][0]), to)

    def _cell(self, row: int, place: int, value: Value) -> None:
        if isinstance(value, int | Decimal):
            places = places_of(value)
            number = self._format(num_format=_NUMBER + ("." + "0" * places if places else ""))
            self._sheet.write_number(row, place, value, number)
        else:
            words = str(shown(value))
            side = {} if value == words else {"align": "right"}
            self._sheet.write_string(row, place, words, self._format(text_wrap=True, **side))

    def _link(self, row: int, words: str, to: str) -> None:
        link = self._format(**_LINK)
        self._sheet.write_url(row, 0, f"internal:'{to}'!A1", link, words)

    def _format(self, **wanted: object) -> Any:  # noqa: ANN401  untyped library
        named = repr(sorted(wanted.items()))
        if named not in self._formats:
            self._formats[named] = self._workbook.add_format({**_FONT, **wanted})
        return self._formats[named]
