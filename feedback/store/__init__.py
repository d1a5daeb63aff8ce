"""Where things are kept. A ``Store`` hands out one transaction at a time."""

from contextlib import AbstractContextManager

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from feedback.store.engine import only_reading


class Store:
    """A database, and the only door to it."""

    def __init__(self, engine: Engine) -> None:
        """Make the door once; it is gone through at every page."""
        self.engine = engine
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(only_reading(engine))

    def begin(self) -> AbstractContextManager[Session]:
        """Open a transaction that is kept if the block ends well and undone if not."""
        return self._writing.begin()

    def look(self) -> AbstractContextManager[Session]:
        """Open a transaction that only reads, and so makes nobody wait."""
        return self._reading.begin()
