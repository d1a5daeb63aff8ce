"""Which rows go along with others: all that the database would take, found before it does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from feedback.store.models import Base

Key = tuple[Any, ...]
T = TypeVar("T")
_AT_ONCE = 500


class Hanging:
    """Rows to be deleted, by table, with everything that hangs on them."""

    def __init__(self, transaction: Session) -> None:
        """Begin with none."""
        self._transaction = transaction
        self.found: dict[str, set[Key]] = defaultdict(set)

    def add(self, table: Table, keys: Iterable[Key]) -> None:
        """Add rows, and whatever the database deletes with them."""
        new = set(keys) - self.found[table.name]
        self.found[table.name] |= new
        if not new:
            return
        for child, column, parent in _cascades(table):
            place = [one.name for one in table.primary_key].index(parent.name)
            self.add_of(child, column, {key[place] for key in new})

    def add_of(self, table: Table, column: Column[Any], parents: Iterable[Any]) -> None:
        """Add the rows of a table that lead to one of these."""
        self.add(table, keys_of(self._transaction, table, column, parents))


def keys_of(
    transaction: Session, table: Table, column: Column[Any], parents: Iterable[Any]
) -> set[Key]:
    """Find the keys of the rows that lead to one of these."""
    keys = list(table.primary_key)
    found: set[Key] = set()
    for some in in_parts(parents):
        found |= {tuple(row) for row in transaction.execute(select(*keys).where(column.in_(some)))}
    return found


def in_parts(many: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Hand out so many at a time as one statement may name."""
    left = iter(many)
    while some := tuple(islice(left, _AT_ONCE)):
        yield some


def ids(keys: Iterable[Key]) -> set[UUID]:
    """Take the one key out of each."""
    return {key for (key,) in keys}


def _cascades(table: Table) -> Iterator[tuple[Table, Column[Any], Column[Any]]]:
    """Name every column that leads here and whose row goes when the row here goes."""
    for child in Base.metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.ondelete == "CASCADE" and key.column.table is table:
                yield child, key.parent, key.column
