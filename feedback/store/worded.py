"""A statement put into words once, and then asked of SQLite’s driver with nothing in between.

The library words a statement, turns values into what the driver knows and back, and makes
objects of rows. All of that takes ten times as long as SQLite takes to answer. What a child’s
page asks is always the same few statements, so their words and the turning are kept here, and
rows come back as plain values. Other databases are asked through the library as before.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Dialect, Uuid
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import Select

from feedback.store.engine import refusal
from feedback.store.turn import Turn

Row = Sequence[Any]
Way = Callable[[Any], Any]


class Worded:
    """One statement whose values are named parameters."""

    def __init__(
        self, statement: Select[*tuple[Any, ...]] | UpdateBase, *, same_from: int | None = None
    ) -> None:
        """Keep it; it is put into words when it is asked first.

        ``same_from`` says from which column on every row says the same. It is read off the first
        row, and the others end there.
        """
        self.statement, self._same_from = statement, same_from
        self._only_reads = isinstance(statement, Select)
        self._said: _Said | None = None

    def ask(self, transaction: Session, **given: Any) -> Sequence[Row]:  # noqa: ANN401  whatever a column holds
        """Return its rows, each as plain values in the order of its columns.

        Refuses as the library does, and never says the values that it was given.
        """
        turn = cast("Turn", transaction)
        if not self._only_reads:
            turn.wait()
        if turn.driver is None:
            found = turn.reading().execute(self.statement, given)
            rows = found.all() if found.returns_rows else ()
            if self._same_from is None:
                return rows
            return [*rows[:1], *(row[: self._same_from] for row in rows[1:])]
        if self._said is None:
            self._said = _Said(self.statement, turn.engine.dialect, self._same_from)
        return self._said.ask(turn.driver, given)


class _Said:
    """The words for SQLite, how each value goes in, and how each column comes out."""

    def __init__(
        self,
        statement: Any,  # noqa: ANN401  as above
        dialect: Dialect,
        same_from: int | None,
    ) -> None:
        words = statement.compile(dialect=dialect)
        self.words, self.dialect = str(words), dialect
        self.fixed = {n: b.effective_value for n, b in words.binds.items() if not b.required}
        self.given = tuple((n, _way_in(words.binds[n].type, dialect)) for n in words.positiontup)
        ways = [_way_out(column.type, dialect) for column in statement.exported_columns]
        self.columns = tuple((at, way) for at, way in enumerate(ways) if way is not None)
        self.same_from = len(ways) if same_from is None else same_from
        self.differing = tuple((at, way) for at, way in self.columns if at < self.same_from)

    def ask(self, driver: Any, given: Mapping[str, Any]) -> list[Row]:  # noqa: ANN401  DB-API has no type
        told = {**self.fixed, **given}
        values = [told[name] if way is None else way(told[name]) for name, way in self.given]
        try:
            rows = driver.execute(self.words, values).fetchall()
        except sqlite3.Error as problem:
            raise refusal(problem, self.words, self.dialect) from problem
        return self._turned(rows) if rows else []

    def _turned(self, rows: Sequence[Row]) -> list[Row]:
        first = list(rows[0])
        for at, way in self.columns:
            first[at] = way(first[at])
        turned: list[Row] = [first]
        for row in rows[1:]:
            values = list(row[: self.same_from])
            for at, way in self.differing:
                values[at] = way(values[at])
            turned.append(values)
        return turned


@lru_cache(maxsize=512)
def _id(figures: str | None) -> UUID | None:
    """Read what SQLite keeps of an id, once for the pages of a visit, which name the same few."""
    return None if figures is None else UUID(int=int(figures, 16))


def _way_in(kind: Any, dialect: Dialect) -> Way | None:  # noqa: ANN401  any column’s type
    found: Way | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found


def _way_out(kind: Any, dialect: Dialect) -> Way | None:  # noqa: ANN401  as above
    if isinstance(kind, Uuid):
        return _id
    found: Way | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found
