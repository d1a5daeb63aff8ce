"""Where things are kept. A ``Store`` hands out one transaction at a time."""

from contextlib import AbstractContextManager
from typing import cast

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from feedback.store.lines import Lines
from feedback.store.queue import Place, Queue
from feedback.store.turn import Turn


class Store:
    """A database, and the only door to it."""

    def __init__(self, engine: Engine) -> None:
        """Make the door once; it is gone through at every page."""
        self.engine = engine
        self._lines = Lines(engine)
        self._queue = Queue(engine) if engine.dialect.name == "sqlite" else None

    def begin(self, *, reads_first: bool = False) -> AbstractContextManager[Session]:
        """Open a transaction that is kept if the block ends well and undone if not.

        ``reads_first`` lets others write while worded statements are read, until this one
        writes; ``Turn`` says what that asks of whoever writes.
        """
        place = Place(self._queue) if self._queue else None
        return cast(
            "AbstractContextManager[Session]", Turn(self._lines, place, at_once=not reads_first)
        )

    def look(self) -> AbstractContextManager[Session]:
        """Open a transaction that only reads, and so makes nobody wait."""
        return cast("AbstractContextManager[Session]", Turn(self._lines))
