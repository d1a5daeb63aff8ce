"""One transaction: a line to the database, and the library around it once somebody wants objects.

Making a session and ending it costs more than what most of a child’s pages ask, and so does the
library’s own connection. So a service is given a ``Turn`` in place of a session. Whatever a
session can do it does through one, made at that moment on the same line; who asks worded
statements alone never makes it, and on SQLite speaks to the driver.

In a turn that *reads first* the database is not held by anybody while those are read. The
first thing that could write waits for its turn to write, which then is short. What was read
before may have changed by then, as it may on PostgreSQL between any two statements, so
whoever writes in such a turn says in the statement itself under what condition.

A turn that only reads sees the database as it stands at each worded statement, again as on
PostgreSQL; the library, once it is asked, as it stood when it was first.
"""

from typing import Any, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from feedback.store import engine as engines
from feedback.store.lines import Lines
from feedback.store.queue import Place


class Turn:
    """A transaction as a service uses it, kept if its block ends well and undone if not."""

    def __init__(self, lines: Lines, place: Place | None = None, *, at_once: bool = False) -> None:
        """Belong to lines of an engine that leaves beginning to us.

        Who has no ``place`` among those who write only reads. ``at_once`` takes it at the start.
        """
        self.engine: Engine = lines.engine
        self._lines, self._place, self._at_once = lines, place, at_once
        self._is_to_wait = place is not None
        self._line: Any = None
        self._connection: Connection | None = None
        self._made: Session | None = None
        self.driver: Any = None
        """SQLite’s own connection; nothing where another database is asked."""

    def __enter__(self) -> Self:
        """Take a line to the database, and begin."""
        if self.engine.dialect.name != "sqlite":
            self.reading()
            return self
        self._line = self._lines.take()
        self.driver = self._line.dbapi_connection
        if self._at_once:
            try:
                self.wait()
            except BaseException:
                self._let_go()
                raise
        return self

    def __exit__(self, kind: object, *_problem: object) -> None:
        """Keep or undo, and let go of everything."""
        try:
            if kind is None:
                self._keep()
        finally:
            self._let_go()

    def reading(self) -> Connection:
        """Return what carries the library’s statements, for one that only reads."""
        if self._connection is None:
            if self.driver is not None and self._place is None:
                engines.tell(self.driver, engines.BEGIN_READING, self.engine.dialect)
            self._connection = Connection(self.engine, self._line)
            self._connection.begin()
        return self._connection

    def connection(self) -> Connection:
        """Return what carries the library’s statements, once they may write."""
        self.wait()
        return self.reading()

    def wait(self) -> None:
        """Wait for our turn to write, if it is not ours yet."""
        if self._is_to_wait and self._place is not None:
            self._is_to_wait = False
            self._place.take(self.driver)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever a session has
        """Do as a session does, through one that is made now if it was not."""
        if self._made is None:
            self._made = Session(self.connection())
        return getattr(self._made, name)

    def _keep(self) -> None:
        if self._made is not None:
            self._made.flush()
        if self._connection is not None:
            self._connection.commit()
        else:
            engines.keep(self.driver, self.engine.dialect)

    def _let_go(self) -> None:
        """Whatever was not kept is undone as the line goes back; then others may write."""
        try:
            if self._made is not None:
                self._made.close()
            if self._connection is not None:
                self._connection.close()
            else:
                self._lines.give_back(self._line)
        finally:
            if self._place is not None:
                self._place.leave()
