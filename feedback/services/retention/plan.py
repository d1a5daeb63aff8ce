"""Everything that hangs on what is due: exactly the rows that go, lose their words or end.

The plan is worked out from the models: whatever the database would take along is on it, and
every table of words that hangs on a review, its letters or its views.
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.services.retention.classes import CLASSES, Kept
from feedback.services.retention.due import Due
from feedback.services.retention.hanging import Hanging, Key, ids, in_parts, keys_of
from feedback.store.keys import Keys
from feedback.store.models import Base, Letter, SentViews

_TABLES = Base.metadata.tables
_VIEWS, _LETTER = SentViews.__tablename__, Letter.__tablename__
_WRAPS = 2**256
_HOLDERS = ("review", _LETTER, _VIEWS)
"""What words hang on, in the order in which a table is asked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes. ``rows`` names deleted rows by table; ``wordless`` views that lose their words.

    ``ended`` names letters that open nothing any more, ``words`` the reviews they are of.
    """

    rows: Mapping[str, frozenset[Key]]
    wordless: frozenset[UUID]
    ended: frozenset[UUID]
    words: frozenset[UUID]
    due: Due

    @property
    def is_empty(self) -> bool:
        """Whether nothing goes today."""
        return not (self.rows or self.wordless or self.ended) and self.due.log is None

    @property
    def counts(self) -> Mapping[str, int]:
        """Count what goes by table, with what is changed in place under names of its own."""
        counted = {table: len(keys) for table, keys in sorted(self.rows.items())}
        changed = {
            "views without words": len(self.wordless),
            "letters ended": len(self.ended),
        }
        return counted | {name: count for name, count in changed.items() if count}

    def lines(self) -> Iterator[str]:
        """Name every single row, in an order that is always the same. No line holds a word."""
        for table, keys in sorted(self.rows.items()):
            yield from sorted(f"delete {table} {'/'.join(map(str, key))}" for key in keys)
        yield from sorted(f"erase words of {_VIEWS} {key}" for key in self.wordless)
        yield from sorted(f"end {_LETTER} {key}" for key in self.ended)
        if self.due.log is not None:
            yield f"cut log up to {self.due.log}"

    def digest(self, keys: Keys) -> str:
        """Return what the certificate holds in place of the keys."""
        return added(*(_mark(line, keys) for line in self.lines()))


def added(*digests: str) -> str:
    """Return the digest of several lists together, in whatever parts and order they came.

    Each line is marked with the log’s own key and the marks are summed, so that what went in
    parts is told by the same digest as the one list that was shown.
    """
    return f"{sum(int(one, 16) for one in digests) % _WRAPS:064x}"


def plan_of(transaction: Session, due: Due) -> Plan:
    """Work out what hangs on what is due."""
    words, going = due.words - due.records, Hanging(transaction)
    for table, keys in (
        *(("draft", due.drafts), ("review", due.records), ("child", due.children)),
        *(("sheet", due.sheets), ("absence", due.absences)),
    ):
        going.add(_TABLES[table], ((key,) for key in keys))
    holders = {"review": words, _LETTER: _of(transaction, _LETTER, words)}
    holders[_VIEWS] = _of(transaction, _VIEWS, words)
    for of_words, column, holder in words_hang_on():
        going.add_of(of_words, column, holders[holder])
    visits = _column("child_session.letter_id")
    going.add_of(visits.table, visits, holders[_LETTER])
    return Plan(
        rows={table: frozenset(keys) for table, keys in going.found.items() if keys},
        wordless=_where(
            transaction, SentViews.id, SentViews.answers.is_not(None), holders[_VIEWS]
        ),
        ended=_where(transaction, Letter.id, Letter.revoked_at.is_(None), holders[_LETTER]),
        words=words,
        due=due,
    )


def _mark(line: str, keys: Keys) -> str:
    return hmac.new(keys.audit, b"retention\n" + line.encode(), sha256).hexdigest()


def words_hang_on() -> Iterator[tuple[Table, Column[Any], str]]:
    """Say of each table of words, views apart, by which column it hangs on what is due."""
    for name, kept in CLASSES.items():
        if kept is Kept.WORDS and name != _VIEWS:
            leads = {key.column.table.name: key.parent for key in _TABLES[name].foreign_keys}
            holder = next(holder for holder in _HOLDERS if holder in leads)
            yield _TABLES[name], leads[holder], holder


def _of(transaction: Session, table: str, reviews: Iterable[UUID]) -> set[UUID]:
    column = _column(f"{table}.review_id")
    return ids(keys_of(transaction, _TABLES[table], column, reviews))


def _where(
    transaction: Session,
    key: InstrumentedAttribute[UUID],
    still: ColumnElement[bool],
    among: Iterable[UUID],
) -> frozenset[UUID]:
    found = (select(key).where(still, key.in_(some)) for some in in_parts(among))
    return frozenset(one for asked in found for one in transaction.scalars(asked))


def _column(name: str) -> Column[Any]:
    table, column = name.split(".")
    return _TABLES[table].columns[column]
