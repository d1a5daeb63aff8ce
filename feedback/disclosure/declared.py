"""The catalogue: the tables a release may hold, read from the file in which they were declared."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from feedback.disclosure.populations import POPULATIONS
from feedback.disclosure.table import Cell, Table, Unit, Where
from feedback.errors import TablesUnsound
from feedback.periods import Period

MOST_TABLES = 12
MOST_CELLS = 120
"""Of one line of the catalogue in a year, margins apart."""
AMOUNTS: tuple[Mapping[str, Any], ...] = (
    {"id": "yes", "label": "Yes", "counts": ("yes",)},
    {"id": "bit", "label": "A bit", "counts": ("bit",)},
    {"id": "no", "label": "No", "counts": ("no",)},
    {"id": "base", "label": "All who were sure", "counts": ("yes", "bit", "no"), "margin": True},
    {"id": "not-sure", "label": "I’m not sure", "counts": ("not-sure",), "not_sure": True},
)
"""The answers of every anchor, in every version."""
_OF_THE_COUNT = {"id", "counts", "across"}
_SHAPE = {"cells", "unit", "rows", "across", "by", "where"}


@cache
def load_tables() -> tuple[Table, ...]:
    """Read our own tables once, refusing to start on an unsound file."""
    return read_tables((files("feedback") / "disclosure" / "tables.toml").read_text("utf-8"))


def tables_of(period: Period) -> tuple[Table, ...]:
    """Return the tables a release of this period holds: a quarter has none of the yearly ones."""
    return tuple(table for table in load_tables() if period.is_year or not table.yearly)


def read_tables(text: str) -> tuple[Table, ...]:
    """Read the declared tables, refusing a catalogue that is not sound.

    At most twelve lines, at most 120 cells a line, every id once, every category known, rows
    only in tables of a year.
    """
    try:
        declared = tomllib.loads(text).get("tables", [])
        tables = tuple(_table(values) for values in declared)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as problem:
        raise TablesUnsound(f"it cannot be read ({problem})") from problem
    lines = {table.name for table in tables}
    if not 0 < len(lines) <= MOST_TABLES:
        raise TablesUnsound(f"it declares {len(lines)} tables, and may declare 1 to 12")
    _once([table.id for table in tables], "table")
    for line in lines:
        _narrow(line, [table for table in tables if table.name == line])
    for table in tables:
        _sound(table)
    return tables


def _table(values: Mapping[str, Any]) -> Table:
    own = {name: value for name, value in values.items() if name not in _SHAPE}
    return Table(unit=Unit(values["unit"]), cells=tuple(_cells(values)), **_attitude(own))


def _attitude(own: dict[str, Any]) -> dict[str, Any]:
    return {**own, "attitude": True} if "question" in own else own


def _cells(values: Mapping[str, Any]) -> Iterator[Cell]:
    """Yield the cells of every row; a table of an anchor has the usual answers."""
    columns = AMOUNTS if "question" in values else values["cells"]
    across = values.get("question") or values.get("across")
    fixed = {dim: frozenset(some) for dim, some in values.get("where", {}).items()}
    for row in values.get("rows", ({},)):
        by = {values["by"]: frozenset(row["counts"])} if row else {}
        named = {"row": row["id"], "row_label": row["label"]} if row else {}
        for column in columns:
            dim = column.get("across", across)
            where = {**fixed, **by, dim: frozenset(column["counts"])}
            yield _cell(column, _known(values["of"], where), named)


def _cell(column: Mapping[str, Any], where: Where, named: Mapping[str, Any]) -> Cell:
    own = {name: value for name, value in column.items() if name not in _OF_THE_COUNT}
    counts = tuple(column["counts"])
    return Cell(column=column["id"], counts=counts, where=where, **named, **own)


def _known(population: str, where: Where) -> Where:
    for dim, categories in where.items():
        if not categories <= set(POPULATIONS[population][dim]):
            raise ValueError(f"{dim} has no {', '.join(sorted(categories))}")
    return where


def _narrow(line: str, tables: list[Table]) -> None:
    """Refuse a line of the catalogue with more cells than a year may have."""
    cells = sum(not cell.margin for table in tables for cell in table.cells)
    if cells > MOST_CELLS:
        raise TablesUnsound(f"{line} has {cells} cells, and may have {MOST_CELLS}")


def _sound(table: Table) -> None:
    _once([cell.id for cell in table.cells], f"cell of {table.id}")
    if table.two_way and not table.yearly:
        raise TablesUnsound(f"the table {table.id} has rows, and only a year’s may")
    for row in () if table.several else table.rows:
        parts = [one for cell in table.row(row) if not cell.margin for one in cell.counts]
        _once(parts, f"count of {table.id}")


def _once(names: list[str], what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise TablesUnsound(f"the {what} {name} stands there twice")
