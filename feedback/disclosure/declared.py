"""The tables a release may hold, read from the file in which they were declared."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from feedback.disclosure.table import Cell, Table, Unit
from feedback.errors import TablesUnsound

MOST_TABLES = 12
AMOUNTS = (
    Cell("yes", "Yes", ("yes",)),
    Cell("bit", "A bit", ("bit",)),
    Cell("no", "No", ("no",)),
    Cell("not-sure", "I’m not sure", ("not-sure",), not_sure=True),
)
"""The answers of every anchor, in every version."""


@cache
def load_tables() -> tuple[Table, ...]:
    """Read our own tables once, refusing to start on an unsound file."""
    return read_tables((files("feedback") / "disclosure" / "tables.toml").read_text("utf-8"))


def read_tables(text: str) -> tuple[Table, ...]:
    """Read the declared tables: at most twelve, every id once, every count known."""
    try:
        declared = tomllib.loads(text).get("tables", [])
        tables = tuple(_table(values) for values in declared)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as problem:
        raise TablesUnsound(f"it cannot be read ({problem})") from problem
    if not 0 < len(tables) <= MOST_TABLES:
        raise TablesUnsound(f"it declares {len(tables)} tables, and may declare 1 to 12")
    _once([table.id for table in tables], "table")
    for table in tables:
        _once([cell.id for cell in table.cells], f"cell of {table.id}")
        _once([one for cell in table.cells for one in cell.counts], f"count of {table.id}")
        if not table.answers:
            raise TablesUnsound(f"the table {table.id} has no cells to judge")
    return tables


def _table(values: Mapping[str, Any]) -> Table:
    own = {name: value for name, value in values.items() if name not in {"cells", "unit"}}
    cells = values["cells"] if "question" not in values else ()
    return Table(
        unit=Unit(values["unit"]),
        cells=tuple(_cell(cell) for cell in cells) or AMOUNTS,
        **own,
    )


def _cell(values: Mapping[str, Any]) -> Cell:
    own = {name: value for name, value in values.items() if name != "counts"}
    return Cell(counts=tuple(values["counts"]), **own)


def _once(names: list[str], what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise TablesUnsound(f"the {what} {name} stands there twice")
