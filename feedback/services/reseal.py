"""Sealing everything that is sealed to the service to its present key, while it is in use.

A value is read, opened and sealed without holding anybody up, and put in place of the old one
in a short transaction, unless somebody changed it or took it away meanwhile. Rows are gone
through in the order of their keys, which for evaluations are random, so no order is made.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    Table,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from feedback.errors import SealBroken
from feedback.store import Store
from feedback.store.audit import Permit
from feedback.store.models import AuditRow
from feedback.store.sealed_columns import TO_SERVICE, SealedColumn
from feedback.store.sealing import key_id_of

BATCH = 100
_MARK_BYTES, _ID_BYTES = 2, 8


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is with one table, in rows."""

    table: str
    done: int
    total: int


Watch = Callable[[Step], None]


def reseal_all(
    store: Store, permit: Permit, old: frozenset[bytes], *, watch: Watch, batch: int = BATCH
) -> int:
    """Go once through everything that is sealed to one of the old keys; return how many rows.

    It may be stopped anywhere and begun again: what is done is not done twice.
    """
    return sum(_reseal(store, permit, part, watch, batch) for part in _parts(old))


def left(transaction: Session, old: frozenset[bytes]) -> int:
    """Count the rows that one of the old keys still opens."""
    return sum(_count(transaction, part) for part in _parts(old))


@dataclass(frozen=True, slots=True)
class _Part:
    """The sealed columns of one table, and the keys they may still be sealed to."""

    columns: tuple[SealedColumn, ...]
    old: frozenset[bytes]

    @property
    def table(self) -> Table:
        return self.columns[0].of

    @property
    def key(self) -> Column[Any]:
        """The one column that names a row, which also binds its seals."""
        (key,) = self.table.primary_key
        return key

    @property
    def is_old(self) -> ColumnElement[bool]:
        """Whether any seal of a row is an old one.

        A reason in the log without a mark is chained as it lies, and so stays.
        """
        is_old = or_(*(_key_id(column.value).in_(self.old) for column in self.columns))
        return is_old & AuditRow.mark.is_not(None) if self.table.name == "audit" else is_old


def _parts(old: frozenset[bytes]) -> Sequence[_Part]:
    tables = groupby(TO_SERVICE, key=lambda one: one.table)
    return [_Part(tuple(columns), old) for _, columns in tables]


def _reseal(store: Store, permit: Permit, part: _Part, watch: Watch, batch: int) -> int:
    with store.look() as transaction:
        total = _count(transaction, part)
    seen, replaced, last = 0, set[object](), None
    while rows := _next(store, part, last, batch):
        for column in part.columns:
            pairs = _anew(rows, column, permit, part.old)
            _replace(store, part, column, pairs)
            replaced.update(pair["is"] for pair in pairs)
        seen, last = seen + len(rows), rows[-1][part.key.name]
        watch(Step(part.table.name, seen, max(seen, total)))
    return len(replaced)


def _count(transaction: Session, part: _Part) -> int:
    counted = select(func.count()).select_from(part.table).where(part.is_old)
    return transaction.scalar(counted) or 0


def _next(store: Store, part: _Part, last: object, batch: int) -> Sequence[RowMapping]:
    values = [column.value for column in part.columns]
    asked = select(part.key, *values).where(part.is_old).order_by(part.key).limit(batch)
    with store.look() as transaction:
        found = asked if last is None else asked.where(part.key > last)
        return transaction.execute(found).mappings().all()


def _anew(
    rows: Sequence[RowMapping], column: SealedColumn, permit: Permit, old: frozenset[bytes]
) -> list[dict[str, Any]]:
    """Pair each old value of a column with one for the present key. Damaged ones stay."""
    pairs = []
    for row in rows:
        value, place = row[column.column], column.place(row)
        if value is None or key_id_of(value) not in old:
            continue
        with suppress(SealBroken):
            new = permit.keys.seal(permit.open(value, place), place)
            pairs.append({"is": row[column.row[0]], "was": value, "new": new})
    return pairs


def _replace(
    store: Store, part: _Part, column: SealedColumn, pairs: Sequence[dict[str, Any]]
) -> None:
    if not pairs:
        return
    replacing = (
        update(part.table)
        .where(part.key == bindparam("is"), column.value == bindparam("was"))
        .values({column.value: bindparam("new")})
    )
    with store.begin() as transaction:
        transaction.execute(replacing, pairs)


def _key_id(column: Column[Any]) -> ColumnElement[bytes]:
    return func.substr(column, _MARK_BYTES + 1, _ID_BYTES, type_=LargeBinary)
