"""One transaction: a connection, and the library’s session around it once somebody wants objects.

Making a session and ending it costs more than what most of a child’s pages ask. So a service
is given a ``Turn`` in place of a session. Whatever a session can do it does through one, made
at that moment on the same connection; who asks worded statements alone never makes it.

In a turn that *reads first* the database is not held by anybody while those are read. The
first thing that could write waits for its turn to write, which then is short. What was read
before may have changed by then, as it may on PostgreSQL between any two statements, so
whoever writes in such a turn says in the statement itself under what condition.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session


class Turn:
    """A transaction as a service uses it."""

    def __init__(
        self, connection: Connection, before_writing: Callable[[Connection], None] | None = None
    ) -> None:
        """Take a connection whose transaction has begun.

        ``before_writing`` is called once, before anything that could write.
        """
        self.reading = connection
        self._before_writing = before_writing
        self._made: Session | None = None

    def connection(self) -> Connection:
        """Return what carries every statement of this transaction."""
        if self._before_writing is not None:
            wait, self._before_writing = self._before_writing, None
            wait(self.reading)
        return self.reading

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever a session has
        """Do as a session does, through one that is made now if it was not."""
        if self._made is None:
            self._made = Session(self.connection())
        return getattr(self._made, name)

    def finish(self) -> None:
        """Write what the session still holds, before the transaction is kept."""
        if self._made is not None:
            self._made.flush()

    def close(self) -> None:
        """Let go of every object."""
        if self._made is not None:
            self._made.close()
