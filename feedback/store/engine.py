"""The connection to SQLite or PostgreSQL, set so that *acknowledged* means *kept*.

SQLite runs in WAL with ``synchronous=FULL``. Writing transactions take the lock when
they begin: one that reads first and writes later would otherwise be refused at once,
however long the busy timeout, if somebody wrote in between.
"""

from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event

READING = "heard_reading"
BUSY_MILLISECONDS = 10_000

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


def connect(url: str) -> Engine:
    """Open an engine for one database address; the schema is the migrations’ business."""
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "handle_error", _leave_out_the_row)
    return engine


def _settle_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  DB-API has no type
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _leave_out_the_row(context: ExceptionContext) -> None:
    """Keep PostgreSQL from printing the whole row that it refused."""
    problem, told = context.sqlalchemy_exception, context.original_exception
    diagnosis = getattr(getattr(told, "diag", None), "message_primary", None)
    if problem is not None and diagnosis is not None:
        told.args = problem.args = (diagnosis,)
