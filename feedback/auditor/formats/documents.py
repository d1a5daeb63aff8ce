"""Holding the words of the CSV, its description and the JSON to what they may say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from feedback.auditor.formats.expected import Row, all_hidden
from feedback.auditor.formats.told import Told
from feedback.auditor.formats.words import WITHHELD_WHOLE, explained, says_why
from feedback.auditor.unreadable import must

_COLUMNS = [
    "period", "table", "code", "title", "row", "row_label", "category", "label", "unit",
    "count", "base", "percent", "percent_low", "percent_high", "made_up",
]  # fmt: skip
_NUMBERS = ("count", "base", "percent", "percent_low", "percent_high")
_OF_A_ROW = ("row", "row_label", "category", "label", *_NUMBERS)
_OF_A_TABLE = ("id", "code", "title", "unit", "counted_are", "sentences", "rows")
_OF_A_JSON = [
    "title", "council", "period", "first_day", "last_day", "frozen_on", "made_up", "symbols",
    "instruments", "tables",
]  # fmt: skip
_OF_A_PACKAGE = [
    "$schema", "name", "title", "created", "made_up", "period", "notes", "instruments",
    "resources",
]  # fmt: skip
_WITHHELD = "withheld"
"""There where it has something to say, after the notes."""
_OTHERWISE = "it says of a table that it is withheld, and that is not so"
_HIDDEN = "its description holds something nobody declared"


def hold_csv(rows: Sequence[Row]) -> None:
    """Refuse columns nobody declared, and a number kept among the words of a row."""
    must(all(list(row) == _COLUMNS for row in rows), "its CSV holds a column nobody declared")
    words = (row[name] for row in rows for name in ("title", "row_label", "label", "code"))
    must(explained(words), "its CSV tells a number among its words")
    must(
        {row["made_up"] for row in rows} <= {"yes", "no"}, "its CSV tells a number among its words"
    )


def hold_package(package: Mapping[str, Any]) -> None:
    """Refuse a description that holds more than a description does."""
    resources = package["resources"]
    schema = [one["schema"] for one in resources if "schema" in one]
    must([name for name in package if name != _WITHHELD] == _OF_A_PACKAGE, _HIDDEN)
    must(list(package["period"]) == ["name", "first_day", "last_day"], _HIDDEN)
    words = [package["title"].rpartition(": ")[2], *package["notes"], *package["instruments"]]
    words += [field["description"] for one in schema for field in one["fields"]]
    must(explained(words) and not says_why(words), _HIDDEN)
    kept = {"name", "path", "format", "mediatype", "bytes", "hash", "encoding", "schema"}
    must(all(set(one) <= kept for one in resources), _HIDDEN)


def hold_withheld(told: Told) -> None:
    """Refuse that a table is withheld for want of proof where it shows anything, or says more."""
    must(
        all(
            said == WITHHELD_WHOLE and table in told.tables and all_hidden(told.tables[table])
            for table, said in told.unproven.items()
        ),
        _OTHERWISE,
    )


def hold_json(document: Mapping[str, Any], told: Told) -> Told:
    """Hold a JSON against the CSV row by row, and return what it says of each table."""
    tables = document["tables"]
    same = [_row(row) for one in tables for row in one["rows"]]
    must(
        same == [_of_csv(row) for rows in told.tables.values() for row in rows]
        and all(list(one) == list(_OF_A_TABLE) for one in tables)
        and [_heading(one) for one in tables] == [_named(one[0]) for one in told.tables.values()],
        "its JSON says otherwise than its CSV",
    )
    whole = replace(told, sentences={one["id"]: tuple(one["sentences"]) for one in tables})
    for one in tables:
        must(whole.explains(one["id"]), f"a sentence tells another number of {one['id']}")
        alone = one["sentences"] == [WITHHELD_WHOLE]
        must(alone if one["id"] in whole.unproven else not says_why(one["sentences"]), _OTHERWISE)
    words = [document["title"], *document["symbols"].values(), *document["instruments"]]
    words += [one["counted_are"] for one in tables]
    must(
        list(document) == _OF_A_JSON
        and explained(words)
        and not says_why(words)
        and document["period"] == told.package["period"]["name"]
        and told.package["title"].startswith(f"{document['council']}: ")
        and told.package["created"].startswith(document["frozen_on"]),
        "its JSON holds something nobody declared",
    )
    return whole


def _row(row: Mapping[str, Any]) -> list[Any]:
    must(list(row) == list(_OF_A_ROW), "its JSON says otherwise than its CSV")
    return [Decimal(str(said)) if isinstance(said, int | float) else said for said in row.values()]


def _of_csv(row: Row) -> list[Any]:
    return [
        Decimal(row[name]) if name in _NUMBERS and row[name][:1].isdigit() else row[name]
        for name in _OF_A_ROW
    ]


def _heading(table: Mapping[str, Any]) -> list[str]:
    return [table[name] for name in ("id", "code", "title", "unit")]


def _named(row: Row) -> list[str]:
    return [row[name] for name in ("table", "code", "title", "unit")]
