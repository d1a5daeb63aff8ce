"""Writing a row whether or not it is there yet, in one statement on either database."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from feedback.store.models import Base
from feedback.store.worded import Worded

_INSERT: Mapping[str, Callable[[type[Base]], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def put(transaction: Session, model: type[Base], **values: object) -> None:
    """Write a row under its primary key, over the one that is there."""
    dialect = transaction.connection().dialect.name
    _putting(dialect, model, tuple(values)).ask(transaction, **values)


@cache
def _putting(dialect: str, model: type[Base], names: tuple[str, ...]) -> Worded:
    """Word it once: a page keeps an answer in this way each time somebody presses Next."""
    key = [column.key for column in inspect(model).primary_key]
    insert = _INSERT[dialect](model).values({name: bindparam(name) for name in names})
    rest = {name: insert.excluded[name] for name in names if name not in key}
    return Worded(insert.on_conflict_do_update(index_elements=key, set_=rest))


def add_unless(
    transaction: Session,
    model: type[Base],
    *,
    same: tuple[str, ...],
    where: ColumnElement[bool],
    **values: object,
) -> None:
    """Write a row unless one that is the same in these columns is there already."""
    transaction.execute(
        _insert(transaction, model)
        .values(**values)
        .on_conflict_do_nothing(index_elements=list(same), index_where=where)
    )


def _insert(transaction: Session, model: type[Base]) -> Any:  # noqa: ANN401  one of two dialects
    return _INSERT[transaction.get_bind().dialect.name](model)
