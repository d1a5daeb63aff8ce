"""A release as one tidy CSV file: a row a cell, UTF-8, no cell a spreadsheet would calculate."""

from collections.abc import Iterator
from io import StringIO

from feedback.releases.figures import figures
from feedback.releases.report import Report
from feedback.spreadsheet_cells import Cell, write_rows

COLUMNS = {
    "period": "The quarter or year (April to March), such as 2025-26Q3.",
    "table": "The name of the table, the same in every release.",
    "code": "The code of an anchor, A1 to A6; blank for tables of reviews.",
    "title": "What the table asks.",
    "row": "The name of the row; service where a table is about the whole service.",
    "row_label": "The row in words; blank where a table is about the whole service.",
    "category": "The name of the column, the same in every release.",
    "label": "The column in words.",
    "unit": "What is counted: reviews, answer sheets or things asked for; of rates B and C,"
    " children.",
    "count": "How many.",
    "base": "How many the percentage is a share of.",
    "percent": "The share, worked out from the printed counts.",
    "percent_low": "Of took part: if nobody in the null returns took part. Of Yes: the lower"
    " end of Wilson’s 95 % interval.",
    "percent_high": "Of took part: if everybody in the null returns took part. Of Yes: the"
    " upper end of Wilson’s 95 % interval.",
    "made_up": "yes where no real child is in these figures, otherwise no.",
}
NUMBERS = frozenset({"count", "base"})
PERCENTAGES = frozenset({"percent", "percent_low", "percent_high"})


def csv_file(report: Report) -> bytes:
    """Write every figure of a release."""
    file = StringIO(newline="")
    write_rows(file, [list(COLUMNS), *_rows(report)])
    return file.getvalue().encode()


def _rows(report: Report) -> Iterator[list[Cell]]:
    for reported in report.tables:
        table = reported.table
        for figure in figures(reported):
            yield [
                report.period.name,
                table.id,
                table.code,
                table.title,
                figure.cell.row,
                figure.cell.row_label,
                figure.cell.column,
                figure.cell.label,
                str(table.unit),
                *(_cell(n) for n in (figure.count, figure.base)),
                *(str(n) for n in (figure.percent, figure.low, figure.high)),
                "yes" if report.made_up else "no",
            ]


def _cell(number: int | str) -> Cell:
    return number if isinstance(number, int) else str(number)
