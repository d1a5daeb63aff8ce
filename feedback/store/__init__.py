"""Where things are kept. A ``Store`` hands out one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import cast

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from feedback.store import engine as engines
from feedback.store.turn import Turn


class Store:
    """A database, and the only door to it."""

    def __init__(self, engine: Engine) -> None:
        """Make the door once; it is gone through at every page."""
        self.engine = engine
        self._looking = engines.only_reading(engine)
        self._writing = engines.beginning_late(engine)
        self._takes_turns = engine.dialect.name == "sqlite"
        self._lock = Lock()

    @contextmanager
    def begin(self, *, reads_first: bool = False) -> Iterator[Session]:
        """Open a transaction that is kept if the block ends well and undone if not.

        ``reads_first`` lets others write while worded statements are read, until this one
        writes; ``Turn`` says what that asks of whoever writes.
        """
        if not self._takes_turns:
            with _turn(self._writing) as turn:
                yield cast("Session", turn)
            return
        place = _Place(self._lock)
        try:
            with _turn(self._writing, place) as turn:
                if not reads_first:
                    turn.connection()
                yield cast("Session", turn)
        finally:
            place.leave()

    @contextmanager
    def look(self) -> Iterator[Session]:
        """Open a transaction that only reads, and so makes nobody wait."""
        with _turn(self._looking) as turn:
            yield cast("Session", turn)


class _Place:
    """One thread’s place in the row of those who write in this process.

    SQLite would have each look again after a while, longer every time. Here one at a time
    looks again, often, and wakes the next one when it is done. Whoever waited for as long as
    SQLite would goes and hears from it that it is busy.
    """

    def __init__(self, lock: Lock) -> None:
        self.lock, self.is_ours = lock, False

    def take(self, connection: Connection) -> None:
        self.is_ours = self.lock.acquire(timeout=engines.BUSY_MILLISECONDS / 1000)
        engines.begin_writing(connection)

    def leave(self) -> None:
        if self.is_ours:
            self.lock.release()


@contextmanager
def _turn(engine: Engine, place: _Place | None = None) -> Iterator[Turn]:
    with engine.connect() as connection, connection.begin():
        turn = Turn(connection, place.take if place else None)
        try:
            yield turn
            turn.finish()
        finally:
            turn.close()
