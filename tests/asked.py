"""What the database is really asked, counted at its driver, past every library in between."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

_NOT_ASKED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SELECT PG_ADVISORY", "--")
"""How a transaction begins and ends, and what a trigger does by itself."""


@contextmanager
def asked_of(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement that reaches the database within a block."""
    asked: list[str] = []

    def note(statement: str) -> None:
        if not statement.upper().startswith(_NOT_ASKED):
            asked.append(statement)

    if engine.dialect.name == "sqlite":
        with _traced(engine, note):
            yield asked
    else:
        with _listened(engine, note):
            yield asked


@contextmanager
def _traced(engine: Engine, note) -> Iterator[None]:
    def begin(driver, _record, _proxy) -> None:
        driver.set_trace_callback(note)

    def end(driver, _record) -> None:
        driver.set_trace_callback(None)

    # A thread keeps its line, which never comes out of the pool again: it must take a new one.
    engine.dispose()
    event.listen(engine, "checkout", begin)
    event.listen(engine, "checkin", end)
    yield
    event.remove(engine, "checkout", begin)
    event.remove(engine, "checkin", end)
    engine.dispose()


@contextmanager
def _listened(engine: Engine, note) -> Iterator[None]:
    def hear(_connection, _cursor, statement, *_others) -> None:
        note(statement)

    event.listen(engine, "before_cursor_execute", hear)
    yield
    event.remove(engine, "before_cursor_execute", hear)
