"""Where things are kept. A ``Store`` hands out one transaction at a time."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from feedback.store.engine import READING


@dataclass(frozen=True, slots=True)
class Store:
    """A database, and the only door to it."""

    engine: Engine

    def begin(self) -> AbstractContextManager[Session]:
        """Open a transaction that is kept if the block ends well and undone if not."""
        return sessionmaker(self.engine).begin()

    def look(self) -> AbstractContextManager[Session]:
        """Open a transaction that only reads, and so makes nobody wait."""
        return sessionmaker(self.engine.execution_options(**{READING: True})).begin()
