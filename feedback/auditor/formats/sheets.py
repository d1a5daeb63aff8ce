"""Holding a spreadsheet against the CSV, worksheet by worksheet."""

from decimal import Decimal

from feedback.auditor.formats.expected import grid_of, title_of
from feedback.auditor.formats.opened import Sheet, Workbook, plain
from feedback.auditor.formats.told import Told
from feedback.auditor.formats.words import added, explained, numbers_in, says_why
from feedback.auditor.unreadable import must

_FRONT = ["Cover", "Contents", "Notes"]
WORKED_OUT = {
    "Table_1", "Table_2", "Table_2a", "Table_3", "Table_4", "Table_5", "Anchors", "By_group",
    "By_version", "Answered_by_age", "Answered_by_group", "Asked_for", "Asked_by_theme",
    "Written_about", "Heard_less",
}  # fmt: skip


def hold(book: Workbook, kind: str, told: Told) -> None:
    """Refuse with ``Unreadable`` a workbook that says other than the CSV, more or less."""
    names = [sheet.name for sheet in book.sheets]
    released = {table.replace("-", "_"): table for table in told.tables}
    between = names[len(_FRONT) : len(names) - len(released)]
    must(
        names == [*_FRONT, *between, *released]
        and set(between) <= (WORKED_OUT if "Q" not in told.package["period"]["name"] else set()),
        f"its {kind} holds other worksheets than it should",
    )
    for sheet in book.sheets:
        if sheet.name in released:
            _released(sheet, kind, released[sheet.name], told)
        elif sheet.name in between:
            words = [sheet.title, *sheet.lines, *_words(sheet)]
            numbers = numbers_in(sheet.table) | _all_with_a_theme(sheet, told)
            must(explained(words, numbers) and told.may_say(words), _otherwise(kind, sheet.name))
    _front(book, kind, told)


def _released(sheet: Sheet, kind: str, table: str, told: Told) -> None:
    rows = told.tables[table]
    must(
        sheet.title == plain(title_of(rows)) and sheet.table == grid_of(rows),
        f"its {kind} says otherwise than its CSV of {table}",
    )
    said = set(map(plain, told.of(table)))
    rest = [line for line in sheet.lines if line not in said]
    holds = said <= set(sheet.lines) and explained(rest) and not says_why(rest)
    must(holds, _otherwise(kind, table))


def _front(book: Workbook, kind: str, told: Told) -> None:
    cover, contents, notes = book.sheets[: len(_FRONT)]
    listed = tuple((sheet.name, sheet.title) for sheet in book.sheets[len(_FRONT) :])
    must(contents.table[2:] == listed, f"its {kind} lists other worksheets than it has")
    numbered = [Decimal(number) for number in range(1, len(notes.table))]
    must([row[0] for row in notes.table[1:]] == numbered, _otherwise(kind, "Notes"))
    words = [*cover.lines, *contents.lines, *notes.lines, *_words(notes), *_words(contents)]
    holds = explained(told.unnamed(words), {Decimal(len(listed))}) and not says_why(words)
    must(holds, _otherwise(kind, "Cover"))
    about = book.about
    must(
        about["title"] == cover.title
        and about["whose"] in cover.lines
        and told.package["created"].startswith(about["day"]),
        f"its {kind} says of itself what nobody declared",
    )


def _all_with_a_theme(sheet: Sheet, told: Told) -> set[Decimal]:
    """Return how many sheets have a theme, which that worksheet says above its table."""
    rows = told.tables.get("themes", ()) if sheet.name == "Written_about" else ()
    return added({row["category"]: row["count"] for row in rows}, "base")


def _words(sheet: Sheet) -> list[str]:
    return [value for row in sheet.table for value in row if isinstance(value, str)]


def _otherwise(kind: str, name: str) -> str:
    return f"its {kind} tells a number among the words of {name}"
