"""Writing a row in one statement on either database, whether or not it is there yet."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, cast

from sqlalchemy import ColumnElement, bindparam, insert, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_dict

from feedback.store.models import Base
from feedback.store.turn import Turn
from feedback.store.worded import Worded

_Fresh = tuple[tuple[str, Callable[[], object]], ...]
_INSERT: Mapping[str, Callable[[type[Base]], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def put(transaction: Session, model: type[Base], **values: object) -> None:
    """Write a row under its primary key, over the one that is there."""
    dialect = cast("Turn", transaction).engine.dialect.name
    _putting(dialect, model, tuple(values)).ask(transaction, **values)


def add(transaction: Session, row: Base) -> None:
    """Write a new row as it stands, with its columns’ own values where it says nothing.

    Nothing watches the row after that: whoever changes it later says so in an ``UPDATE``.
    """
    adding, names, fresh = _adding(type(row))
    said = instance_dict(row)  # past the library’s look for what was never said
    for name, make in fresh:
        if said.get(name) is None:
            setattr(row, name, make())
    adding.ask(transaction, **{name: said.get(name) for name in names})


@cache
def _adding(model: type[Base]) -> tuple[Worded, tuple[str, ...], _Fresh]:
    columns = inspect(model).columns
    names = tuple(str(column.key) for column in columns)
    adding = Worded(insert(model).values({name: bindparam(name) for name in names}))
    fresh = tuple((str(c.key), partial(_own, c.default)) for c in columns if c.default)
    return adding, names, fresh


def _own(default: Any) -> object:  # noqa: ANN401  the library’s own, a value or what makes one
    return default.arg(None) if default.is_callable else default.arg


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
    where: ColumnElement[bool] | None = None,
    **values: object,
) -> None:
    """Write a row unless one that is the same in these columns is there already.

    ``where`` is the condition of the index that says so, if it has one.
    """
    transaction.execute(
        _insert(transaction, model)
        .values(**values)
        .on_conflict_do_nothing(index_elements=list(same), index_where=where)
    )


def _insert(transaction: Session, model: type[Base]) -> Any:  # noqa: ANN401  one of two dialects
    return _INSERT[transaction.get_bind().dialect.name](model)
