"""Where things are kept. A ``Store`` hands out one transaction at a time."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from feedback.store.engine import BUSY_MILLISECONDS, only_reading


class Store:
    """A database, and the only door to it."""

    def __init__(self, engine: Engine) -> None:
        """Make the door once; it is gone through at every page."""
        self.engine = engine
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(only_reading(engine))
        self._takes_turns = engine.dialect.name == "sqlite"
        self._turn = Lock()

    def begin(self) -> AbstractContextManager[Session]:
        """Open a transaction that is kept if the block ends well and undone if not."""
        return self._in_turn() if self._takes_turns else self._writing.begin()

    def look(self) -> AbstractContextManager[Session]:
        """Open a transaction that only reads, and so makes nobody wait."""
        return self._reading.begin()

    @contextmanager
    def _in_turn(self) -> Iterator[Session]:
        """Let one thread of this process write at a time, and wake the next one at once.

        SQLite would have each look again after a while, longer every time. Whoever waited
        for as long as SQLite would goes and hears from it that it is busy.
        """
        is_ours = self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000)
        try:
            with self._writing.begin() as transaction:
                yield transaction
        finally:
            if is_ours:
                self._turn.release()
