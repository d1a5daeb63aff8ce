"""Holding the page of a release, and that for the annual report, against what is printed."""

import re
from collections.abc import Sequence
from decimal import Decimal

from feedback.auditor.formats.expected import all_hidden, grid_of, title_of
from feedback.auditor.formats.markup import HIDDEN
from feedback.auditor.formats.opened import Sheet, Workbook, plain
from feedback.auditor.formats.paper import Paper, Section
from feedback.auditor.formats.told import Told
from feedback.auditor.formats.words import added, explained, numbers_in, says_why
from feedback.auditor.unreadable import must

_CARE = "Treat with care."
_SHARES_OF = (
    ("on-time", "on-time", "late", "date-wrong"),
    ("on-time", "on-time", "late"),
    ("notified", "in-time", "not-in-time"),
    ("documents", "in-time", "not-in-time"),
)
_CONTRAST = "Contrast 7:1"
_WORDS = "its page tells a number among its words"
_NOTHING = r'(?!\s*""\s*[;}])'
_SAYS_MORE = re.compile(rf"/\*[^*]*\d|content\s*:{_NOTHING}|url\s*\(|@import|\\", re.IGNORECASE)


def hold_page(paper: Paper, told: Told) -> None:
    """Refuse with ``Unreadable`` a page that says other than the CSV, more or less."""
    there = [section.id for section in paper.sections]
    may_lack = {table for table, rows in told.tables.items() if all_hidden(rows)}
    may_lack -= told.unproven.keys()
    must(
        [table for table in told.tables if table in there or table not in may_lack] == there,
        "its page holds other tables than its CSV",
    )
    for section in paper.sections:
        rows = told.tables[section.id]
        must(
            section.title == plain(title_of(rows))
            and section.table == (() if all_hidden(rows) else grid_of(rows)),
            f"its page says otherwise than its CSV of {section.id}",
        )
        _hold_words(section, told)
    short = {
        said
        for section in paper.sections
        for first in section.said[:1]
        for said in (f"{section.title} {first}", f"{section.title} {first} {_CARE}")
    }
    titles = {plain(title_of(rows)) for rows in told.tables.values()}
    must(set(paper.in_short) <= short | titles and explained(told.unnamed(paper.around)), _WORDS)
    must(not says_why(paper.around), _WORDS)


def _hold_words(section: Section, told: Told) -> None:
    """Hold what is said of a table to what the JSON says; a table left out says why."""
    said = tuple(map(plain, told.of(section.id)))
    more = section.said[len(said) :]
    must(section.said[: len(said)] == said, f"its page says otherwise of {section.id}")
    must(explained([*more, section.beneath]) and not says_why([*more, section.beneath]), _WORDS)


def hold_annual(paper: Paper, told: Told, books: Sequence[Workbook]) -> None:
    """Hold the page for the annual report to the worksheets of the same names."""
    sheets = {sheet.name: sheet for book in books for sheet in book.sheets}
    for section in paper.sections:
        sheet = sheets.get(section.id)
        must(
            sheet is not None
            and section.title == sheet.title
            and section.table == (() if _nothing_shown(sheet) else sheet.table),
            "its annual report says otherwise than its worksheets",
        )
    numbers = {one for section in paper.sections for one in numbers_in(section.table)}
    numbers |= _added_up(told)
    words = [paper.heading, *told.unnamed(paper.around), *paper.in_short]
    words += [said for section in paper.sections for said in (*section.said, section.beneath)]
    must(
        explained(words, numbers) and told.may_say([*words, *paper.around]),
        "its annual report tells a number among its words",
    )


def _added_up(told: Told) -> set[Decimal]:
    """Return what the sentences of the annual report say a share is of."""
    found: set[Decimal] = set()
    for table, *parts in _SHARES_OF:
        rows = told.tables.get(table, ())
        found |= added({row["category"]: row["count"] for row in rows}, *parts)
    return found


def hold_style(style: str) -> None:
    """Refuse a style that would print words of its own, or keep a number in a note."""
    must(_SAYS_MORE.search(style.replace(_CONTRAST, "")) is None, HIDDEN)


def _nothing_shown(sheet: Sheet) -> bool:
    values = {value for row in sheet.table[1:] for value in row[1:]}
    return values == {"[c]"}
