"""What a CSV makes every table look like: its headings and rows, as each other format lays it out.

A table about the whole service has an answer a line. A table with rows has a row a line, and
where its answers are Yes, A bit and No the share of Yes follows them.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from feedback.auditor.formats.opened import Grid, Value

Row = Mapping[str, str]
_UNITS = {
    "reviews": "Reviews",
    "answer sheets": "Answer sheets",
    "things asked for": "Things asked for",
    "children": "Children",
}
_SHARES = {"percent": "Share (%)", "percent_low": "Lowest (%)", "percent_high": "Highest (%)"}
_OF_YES = {**_SHARES, "percent": "Yes (%)"}
_DOES_NOT_APPLY = "z"
_HIDDEN = "c"


def by_table(rows: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """Part the rows of a CSV by the table they are of."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["table"], []).append(row)
    return found


def title_of(rows: Sequence[Row]) -> str:
    """Return the title a table goes by, with its code if it has one."""
    title, code = rows[0]["title"], rows[0]["code"]
    return f"{title} ({code})" if code else title


def grid_of(rows: Sequence[Row]) -> Grid:
    """Lay out one table of a CSV, headings first. Raises ``KeyError`` for a unit nobody knows."""
    unit = _UNITS[rows[0]["unit"]]
    return _one_way(rows, unit) if is_one_way(rows) else _two_ways(rows, unit.lower())


def is_one_way(rows: Sequence[Row]) -> bool:
    """Whether a table is about the whole service."""
    return {row["row"] for row in rows} == {"service"}


def all_hidden(rows: Sequence[Row]) -> bool:
    """Whether no number of a table is shown."""
    return {row["count"] for row in rows} == {_HIDDEN}


def _one_way(rows: Sequence[Row], unit: str) -> Grid:
    shares = [one for one in _SHARES if any(row[one] != _DOES_NOT_APPLY for row in rows)]
    headings = ("Answer", unit, *(_SHARES[one] for one in shares))
    return (
        headings,
        *((row["label"], *(_value(row[one]) for one in ("count", *shares))) for row in rows),
    )


def _two_ways(rows: Sequence[Row], unit: str) -> Grid:
    by_row: dict[str, list[Row]] = {}
    for row in rows:
        by_row.setdefault(row["row"], []).append(row)
    first = next(iter(by_row.values()))
    shares = _OF_YES if any(row["category"] == "yes" for row in first) else {}
    first_heading = "About what" if unit == "things asked for" else "Whose"
    headings = (first_heading, *(f"{row['label']} ({unit})" for row in first), *shares.values())
    return (headings, *(_line(some, list(shares)) for some in by_row.values()))


def _line(some: Sequence[Row], shares: Sequence[str]) -> tuple[Value, ...]:
    counts = (_value(row["count"]) for row in some)
    yes = next((row for row in some if row["category"] == "yes"), some[0])
    return (some[0]["row_label"], *counts, *(_value(yes[one]) for one in shares))


def _value(cell: str) -> Value:
    return Decimal(cell) if cell[:1].isdigit() else f"[{cell}]"
