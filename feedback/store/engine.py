"""The connection to SQLite or PostgreSQL, set so that *acknowledged* means *kept*.

SQLite runs in WAL with ``synchronous=FULL``. Writing transactions take the lock when
they begin: one that reads first and writes later would otherwise be refused at once,
however long the busy timeout, if somebody wrote in between.
"""

import sqlite3
from copy import copy
from time import sleep
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    ExceptionContext,
    PoolProxiedConnection,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError

BUSY_MILLISECONDS = 10_000
_LOOK_AGAIN = 0.0005
"""Seconds until whoever waits for another process looks again: about as long as writing takes."""

_KIND = 0xFF
"""The byte of SQLite’s codes that says what, without the bytes that say why."""
_BEGIN = "BEGIN IMMEDIATE"
_PATIENCE = f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}"
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    _PATIENCE,
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
        _let_begin(engine, _BEGIN)
    else:
        event.listen(engine, "handle_error", _leave_out_the_row)
    return engine


def only_reading(engine: Engine) -> Engine:
    """Return the same engine, with the same connections, for transactions that only read."""
    if engine.dialect.name != "sqlite":
        return engine
    reading = engine.execution_options()
    reading.dialect = copy(engine.dialect)
    _let_begin(reading, "BEGIN")
    return reading


def beginning_late(engine: Engine) -> Engine:
    """Return the same engine for transactions that begin when ``begin_writing`` is called."""
    if engine.dialect.name != "sqlite":
        return engine
    late = engine.execution_options()
    late.dialect = copy(engine.dialect)
    late.dialect.do_begin = lambda _connection: None  # type: ignore[assignment,method-assign]  # as below
    return late


def begin_writing(connection: Connection) -> None:
    """Take SQLite’s one place to write, looking again every half millisecond.

    SQLite by itself looks again after one, two, five and up to a hundred milliseconds, so whoever
    is unlucky waits long after the other was done. Refuses when it stayed busy for ten seconds.
    """
    driver: Any = connection.connection.dbapi_connection
    left = round(BUSY_MILLISECONDS / 1000 / _LOOK_AGAIN)
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while not _has_begun(driver, connection.dialect, insists=not left):
            sleep(_LOOK_AGAIN)
            left -= 1
    finally:
        driver.execute(_PATIENCE)


def refusal(problem: sqlite3.Error, words: str, dialect: Dialect) -> BaseException:
    """Return what the library would raise, which never says what values were given."""
    return DBAPIError.instance(
        words, (), problem, sqlite3.Error, hide_parameters=True, dialect=dialect
    )


def _has_begun(driver: Any, dialect: Dialect, *, insists: bool) -> bool:  # noqa: ANN401  DB-API has no type
    try:
        driver.execute(_BEGIN)
    except sqlite3.OperationalError as problem:
        if insists or problem.sqlite_errorcode & _KIND != sqlite3.SQLITE_BUSY:
            raise refusal(problem, _BEGIN, dialect) from problem
        return False
    return True


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
