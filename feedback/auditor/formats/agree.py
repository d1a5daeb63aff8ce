"""Holding every format of a release against its CSV: each number, each symbol and each word."""

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from feedback.auditor.formats import documents, pages, sheets
from feedback.auditor.formats.expected import Row, by_table
from feedback.auditor.formats.ods import read_ods
from feedback.auditor.formats.opened import Workbook
from feedback.auditor.formats.paper import read_paper
from feedback.auditor.formats.told import Told
from feedback.auditor.formats.worked_out import Year, hold_worked_out
from feedback.auditor.formats.xlsx import read_xlsx
from feedback.auditor.structure import Key
from feedback.auditor.unreadable import must

_FILES = re.compile(
    r"(\.csv|\.datapackage\.json|\.certificate\.json|\.json|\.ods|\.xlsx|\.html|\.css"
    r"|-annual-report\.html)"
)
Files = Mapping[str, bytes]
Entered = Mapping[tuple[str, str, str, str], int | None]
"""What the ledger holds: by period, table, row and column a number, or that it is hidden."""
EMPTY: Entered = MappingProxyType({})


def agree(
    files: Files, rows: Sequence[Row], package: Mapping[str, Any], entered: Entered = EMPTY
) -> None:
    """Refuse with ``Unreadable`` a release whose files do not all say what its CSV says.

    Read are those that are there; which there must be is said by their description. What was
    ``entered`` in the ledger is what a year may say of the years before it.
    """
    stem = f"heard-{package['period']['name']}"
    known = {name: _FILES.fullmatch(name.removeprefix(stem)) for name in files}
    must(all(known.values()), "it holds a file nobody declared")
    documents.hold_csv(rows)
    documents.hold_package(package)
    told = Told(package, by_table(rows))
    documents.hold_withheld(told)
    if f"{stem}.json" in files:
        told = documents.hold_json(json.loads(files[f"{stem}.json"]), told)
    books = _books(files, stem, told)
    for book in books[:1]:
        _hold_worked_out(book, told, entered)
    if f"{stem}.html" in files:
        pages.hold_page(read_paper(files[f"{stem}.html"]), told)
    if f"{stem}-annual-report.html" in files:
        pages.hold_annual(read_paper(files[f"{stem}-annual-report.html"]), told, books)
    for name in (name for name in files if name.endswith(".css")):
        pages.hold_style(files[name].decode("utf-8"))


def _books(files: Files, stem: str, told: Told) -> list[Workbook]:
    readers = {"ODS": read_ods, "XLSX": read_xlsx}
    found = {
        kind: read(files[name])
        for kind, read in readers.items()
        if (name := f"{stem}.{kind.lower()}") in files
    }
    for kind, book in found.items():
        sheets.hold(book, kind, told)
    books = list(found.values())
    must(all(one == books[0] for one in books), "its ODS says otherwise than its XLSX")
    return books


def _hold_worked_out(book: Workbook, told: Told, entered: Entered) -> None:
    years: dict[str, dict[Key, int | None]] = {}
    for (period, table, row, column), number in entered.items():
        years.setdefault(period, {})[table, row, column] = number
    themes = {row["label"]: row["category"] for row in told.tables.get("themes", ())}
    asked = {row["row_label"]: row["row"] for row in told.tables.get("asks-by-theme", ())}
    year = Year(told.package["period"]["name"], told.numbers, themes, asked)
    hold_worked_out([one for one in book.sheets if one.name in sheets.WORKED_OUT], year, years)
