"""Reading the ledger: every figure that ever left, a page at a time, hidden ones as symbols."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure.declared import load_tables
from feedback.disclosure.table import SERVICE, Table
from feedback.store.models import LedgerCell, Release

A_PAGE = 100
_NOWHERE = 1_000_000
"""After everything that is declared."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the ledger: of one period and one table, where they are given."""

    period: str = ""
    table: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure that left, in the words it was printed under; no number where it is hidden."""

    period: str
    table: str
    title: str
    row: str
    column: str
    number: int | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the ledger, and what it can be narrowed down to."""

    entries: tuple[Entry, ...]
    all: int
    number: int
    of: int
    periods: tuple[str, ...]
    tables: tuple[tuple[str, str], ...]
    """Every table that ever left: its id and its title."""


def read_ledger(transaction: Session, wanted: Wanted) -> Leaf:
    """Return one page of the ledger, the latest period first; a page too far is the last."""
    found = whole_ledger(transaction, wanted)
    last = max(1, -(-len(found) // A_PAGE))
    number = min(max(1, wanted.page), last)
    left = set(transaction.scalars(select(LedgerCell.table_name).distinct()))
    return Leaf(
        entries=found[A_PAGE * (number - 1) : A_PAGE * number],
        all=len(found),
        number=number,
        of=last,
        periods=tuple(transaction.scalars(select(Release.period).order_by(Release.period.desc()))),
        tables=tuple((table.id, table.title) for table in load_tables() if table.id in left),
    )


def whole_ledger(transaction: Session, wanted: Wanted) -> tuple[Entry, ...]:
    """Return every figure of what is wanted, in the order in which they were printed."""
    found = select(
        Release.period,
        LedgerCell.table_name,
        LedgerCell.row,
        LedgerCell.column,
        LedgerCell.value,
        Release.withdrawn_at.is_not(None),
    ).join(Release, Release.id == LedgerCell.release_id)
    if wanted.period:
        found = found.where(Release.period == wanted.period)
    if wanted.table:
        found = found.where(LedgerCell.table_name == wanted.table)
    printed = _printed()
    rows = sorted(transaction.execute(found), key=lambda row: printed.get(row[1:4], _NOWHERE))
    rows.sort(key=lambda row: row.period, reverse=True)
    return tuple(_entry(*row) for row in rows)


@cache
def _printed() -> Mapping[tuple[str, ...], int]:
    """Say where each figure stands in a release."""
    places = ((table.id, cell.row, cell.column) for table in load_tables() for cell in table.cells)
    return {place: number for number, place in enumerate(places)}


def _entry(  # noqa: PLR0913, PLR0917  the columns of a row
    period: str,
    name: str,
    row: str,
    column: str,
    number: int | None,
    withdrawn: bool,  # noqa: FBT001  as above
) -> Entry:
    table = next((one for one in load_tables() if one.id == name), None)
    title, of_row, label = _words(table, name, row, column)
    return Entry(period, name, title, of_row, label, number, withdrawn)


def _words(table: Table | None, name: str, row: str, column: str) -> tuple[str, str, str]:
    """Return title, row and label; what is declared no longer keeps the names it left under."""
    of_row = "" if row == SERVICE else row
    if table is None:
        return name, of_row, column
    found = next((c for c in table.cells if (c.row, c.column) == (row, column)), None)
    if found is None:
        return table.title, of_row, column
    return table.title, found.row_label, found.label
