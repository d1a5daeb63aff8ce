"""One row in each table, with something in every sealed column."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Enum, TypeDecorator

from feedback.store.models import Base
from feedback.store.sealed_columns import SEALED_COLUMNS, SealedColumn

NEEDED = {("indicator_entry", "reason"), ("ledger_cell", "value")}
KEY = UUID(int=1)
SAMPLES: dict[object, object] = {
    "id": KEY,
    ("installation", "id"): 1,
    ("letter", "number"): "123456",
    ("reply", "stage"): "evaluation",  # after *no* before a review nobody is reminded
    ("statement", "code"): "2345ABCD",
    ("closed_period", "name"): "2025-26",
    ("outside_reading", "reason"): bytes(78),
    ("link_opening", "reason"): bytes(78),
    ("quote", "treatment"): "leave-out",
    ("quote", "state"): "left-out",
    "period": "2025-26",
    "quarter": "2025-26Q3",
    ("staff_invitation", "digest"): bytes(32),
    ("staff_invitation", "ends_at"): datetime(2026, 3, 6, 14, 30, tzinfo=UTC),
    "week": "2026-W48",
    "indicator_group": "PN1",
    "salt": bytes(16),
    "digest": "0" * 64,
    "phrase": "0" * 64,
}
SAMPLES_BY_TYPE: dict[type, object] = {
    UUID: KEY,
    str: "word",
    int: 1,
    bool: False,
    bytes: bytes(32),
    date: date(2026, 3, 3),
    datetime: datetime(2026, 3, 3, 14, 30, tzinfo=UTC),
    object: {},
}

ALL_FILLED: dict[str, dict[str, object]] = {
    "ask": {
        "outcome": "done",
        "answered_at": SAMPLES_BY_TYPE[datetime],
        "answered_by": KEY,
        "told_on": SAMPLES_BY_TYPE[date],
    },
    "audit": {"mark": bytes(32)},
    "comment": {"marked": "no-concern"},
    "installation": {"made_up": True},  # else no release is of one person
    "prepared_release": {"sent_back_by": KEY, "sent_back_at": SAMPLES_BY_TYPE[datetime]},
    "creation": {"transcribed_by": KEY, "transcribed_at": SAMPLES_BY_TYPE[datetime]},
    "errand": {"public_key": bytes(32)},
    "quote": {"treatment": "exact", "state": "waiting"},
    "sheet": {"may_quote": True},
}
"""What else stands in a row in which every sealed column holds something."""

Seal = Callable[[SealedColumn, Mapping[str, Any]], bytes]


def fill(connection: Connection, seal: Seal) -> None:
    """Put one row into each table, each sealed column holding what ``seal`` makes of it."""
    for table in Base.metadata.sorted_tables:
        row = row_of(table.name)
        sealed = {
            one.column: seal(one, {"week": "", **row})
            for one in SEALED_COLUMNS
            if one.table == table.name
        }
        connection.execute(table.insert().values(row | sealed))


def row_of(table: str, *, filled: bool = True) -> dict[str, object]:
    """What stands in such a row but for its sealed columns."""
    columns = Base.metadata.tables[table].columns
    needed = [c for c in columns if not c.nullable or (table, c.name) in NEEDED]
    return {c.name: sample(table, c) for c in needed} | (
        ALL_FILLED.get(table, {}) if filled else {}
    )


def another(value: Any) -> Any:
    """Something else of the same kind, for a change that must be refused."""
    if isinstance(value, UUID):
        return UUID(int=2)
    if isinstance(value, datetime):
        return value + timedelta(days=1)
    return not value if isinstance(value, bool) else value * 2


def sample(table_name: str, of: Column) -> object:
    """Something that fits this column; every key is the same, so every reference holds."""
    for named in ((table_name, of.name), of.name):
        if named in SAMPLES:
            return SAMPLES[named]
    if isinstance(of.type, Enum):
        return of.type.enum_class(of.type.enums[0]) if of.type.enum_class else of.type.enums[0]
    kept = of.type.impl if isinstance(of.type, TypeDecorator) else of.type
    return SAMPLES_BY_TYPE[kept.python_type]
