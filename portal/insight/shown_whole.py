"""A release on a page: what it says of the whole service, and its tables with rows on their own.

The same for one that has left and one that waits for a second person.
"""

from typing import Any

from flask import abort, render_template

from feedback.releases.report import Report
from portal.telling import period_in_words, symbols, told


def shown_whole(report: Report) -> dict[str, Any]:
    """Return what a page needs to show a release, without the tables that have rows."""
    tables = told(report)
    return {
        "report": report,
        "tables": [table for table in tables if not table.two_way],
        "with_rows": [table.title for table in tables if table.two_way],
        "period": period_in_words(report.period),
        "symbols": symbols(),
    }


def rows_page(report: Report, *, prepared: bool) -> str:
    """Show the tables that have rows: by age, by version, by how children took part."""
    tables = [table for table in told(report) if table.two_way]
    if not tables:
        abort(404)
    return render_template(
        "insight/rows.html",
        report=report,
        tables=tables,
        period=period_in_words(report.period),
        symbols=symbols(),
        prepared=prepared,
    )
