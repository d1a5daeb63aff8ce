"""Rows waiting to be written, so that each table is written once and not row by row."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, delete, insert, update
from sqlalchemy.orm import Session

from feedback.store.models.base import Base

_AT_ONCE = 500
"""Keys in one statement, far below what any database allows."""


class Changes:
    """What is to be added to one table, changed in it and dropped from it."""

    def __init__(self, model: type[Base]) -> None:
        """Begin with nothing to write."""
        self._model = model
        self._new: dict[UUID, dict[str, Any]] = {}
        self._changed: dict[UUID, dict[str, Any]] = {}
        self._before: dict[UUID, dict[str, Any]] = {}
        self._dropped: list[UUID] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row, which brings its own key and a value for every column."""
        self._new[row["id"]] = dict(row)

    def change(
        self, key: UUID, values: Mapping[str, Any], *, before: Mapping[str, Any] | None = None
    ) -> None:
        """Change values of a row, be it stored or just added; say what they were before."""
        if key in self._new:
            self._new[key].update(values)
        elif values:
            self._changed.setdefault(key, {"id": key}).update(values)
            first = {**(before or {}), **self._before.get(key, {})}
            self._before[key] = first

    @property
    def new(self) -> tuple[Mapping[str, Any], ...]:
        """Return the rows that would be added."""
        return tuple(self._new.values())

    @property
    def changed(self) -> tuple[tuple[UUID, Mapping[str, Any], Mapping[str, Any]], ...]:
        """Return of each row that would change its key, what was, and what would be."""
        return tuple(
            (key, self._before.get(key, {}), values) for key, values in self._changed.items()
        )

    def touched(self, columns: Collection[str]) -> frozenset[UUID]:
        """Name the stored rows in which any of these columns changes."""
        return frozenset(
            key for key, values in self._changed.items() if not values.keys().isdisjoint(columns)
        )

    def drop(self, keys: Iterable[UUID]) -> None:
        """Drop stored rows."""
        self._dropped += keys

    def write(self, transaction: Session) -> None:
        """Write what is dropped, then the changed by their keys, then the new rows.

        In this order a new row may take a place that a changed one has left.
        """
        for keys in _in_turn(self._dropped):
            gone = self._model.__table__.c.id.in_(keys)
            transaction.execute(delete(self._model).where(gone))
        if self._changed:
            transaction.execute(update(self._model), list(self._changed.values()))
        if self._new:
            # The table and not the model: the mapper leaves NULLs out and so parts the rows.
            table = cast(Table, self._model.__table__)
            transaction.execute(insert(table), list(self._new.values()))


def _in_turn(keys: Iterable[UUID]) -> Iterator[Sequence[UUID]]:
    waiting = iter(keys)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some
