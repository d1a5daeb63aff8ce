"""The connection to SQLite or PostgreSQL, set so that *acknowledged* means *kept*.

SQLite runs in WAL with ``synchronous=FULL``. Writing transactions take the lock when
they begin: one that reads first and writes later would otherwise be refused at once,
however long the busy timeout, if somebody wrote in between.
"""

import sqlite3
from copy import copy
from typing import Any

from sqlalchemy import (
    Dialect,
    Engine,
    ExceptionContext,
    PoolProxiedConnection,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError

BUSY_MILLISECONDS = 10_000
BEGIN_READING, BEGIN_WRITING = "BEGIN", "BEGIN IMMEDIATE"
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -512",  # KiB a connection; the system keeps the file at hand anyway
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


def connect(url: str) -> Engine:
    """Open an engine for one database address; the schema is the migrations’ business."""
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle_sqlite)
        _let_begin(engine, BEGIN_WRITING)
    else:
        event.listen(engine, "handle_error", _leave_out_the_row)
    return engine


def beginning_late(engine: Engine) -> Engine:
    """Return the same engine, with the same connections, for transactions that we begin."""
    if engine.dialect.name != "sqlite":
        return engine
    late = engine.execution_options()
    late.dialect = copy(engine.dialect)
    late.dialect.do_begin = lambda _connection: None  # type: ignore[assignment,method-assign]  # as below
    return late


def line(engine: Engine) -> PoolProxiedConnection:
    """Take a line to SQLite out of the pool. Whatever it still holds is undone as it goes back."""
    try:
        return engine.raw_connection()
    except sqlite3.Error as problem:
        raise refusal(problem, "", engine.dialect) from problem


def tell(driver: Any, words: str, dialect: Dialect) -> None:  # noqa: ANN401  DB-API has no type
    """Say something to SQLite’s driver that gives no rows. Refuses as the library does."""
    try:
        driver.execute(words)
    except sqlite3.Error as problem:
        raise refusal(problem, words, dialect) from problem


def keep(driver: Any, dialect: Dialect) -> None:  # noqa: ANN401  as above
    """Keep what was written, if anything was."""
    try:
        driver.commit()
    except sqlite3.Error as problem:
        raise refusal(problem, "COMMIT", dialect) from problem


def refusal(problem: sqlite3.Error, words: str, dialect: Dialect) -> BaseException:
    """Return what the library would raise, which never says what values were given."""
    return DBAPIError.instance(
        words, (), problem, sqlite3.Error, hide_parameters=True, dialect=dialect
    )


def _let_begin(engine: Engine, words: str) -> None:
    """Say how a transaction begins. A listener would be asked at every statement, too."""

    def begin(connection: PoolProxiedConnection) -> None:
        found: Any = connection.dbapi_connection
        found.execute(words)

    engine.dialect.do_begin = begin  # type: ignore[assignment,method-assign]  # each engine’s own


def _settle_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  DB-API has no type
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _leave_out_the_row(context: ExceptionContext) -> None:
    """Keep PostgreSQL from printing the whole row that it refused."""
    problem, told = context.sqlalchemy_exception, context.original_exception
    diagnosis = getattr(getattr(told, "diag", None), "message_primary", None)
    if problem is not None and diagnosis is not None:
        told.args = problem.args = (diagnosis,)
