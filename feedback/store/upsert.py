"""Writing a row whether or not it is there yet, in one statement on either database."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from feedback.store.models import Base

_INSERT: Mapping[str, Callable[[type[Base]], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def put(transaction: Session, model: type[Base], **values: object) -> None:
    """Write a row under its primary key, over the one that is there."""
    key = [column.key for column in inspect(model).primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    transaction.execute(
        _insert(transaction, model)
        .values(**values)
        .on_conflict_do_update(index_elements=key, set_=rest)
    )


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
