"""Whoever writes to SQLite stands in a queue: first of their process, then of this machine.

SQLite lets one write at a time, and has everybody else look again after a while, longer every
time. Here one at a time of each process waits, asleep, until the system wakes it: each locks the
folder in which the database lies, and the system lets go of that by itself should a process die.

Nothing depends on it but how long somebody waits. A program that writes without standing here
is waited for as SQLite does, and so is whoever stood in the queue of their process for as long as
SQLite would wait.
"""

import fcntl
import os
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine

from feedback.store import engine as engines


class Queue:
    """The queue before one database."""

    def __init__(self, engine: Engine) -> None:
        """Stand before the folder of this database."""
        self.dialect = engine.dialect
        self.folder = Path(engine.url.database or "").parent
        self.lock = Lock()


class Place:
    """One transaction’s place in it."""

    def __init__(self, queue: Queue) -> None:
        """Stand nowhere yet."""
        self.queue, self.is_ours = queue, False
        self._folder = -1

    def take(self, driver: Any) -> None:  # noqa: ANN401  DB-API has no type
        """Wait until it is our turn, and begin to write. Refuses where it stayed busy too long."""
        self.is_ours = self.queue.lock.acquire(timeout=engines.BUSY_MILLISECONDS / 1000)
        if self.is_ours:
            self._folder = os.open(self.queue.folder, os.O_RDONLY)
            fcntl.flock(self._folder, fcntl.LOCK_EX)
        engines.tell(driver, engines.BEGIN_WRITING, self.queue.dialect)

    def leave(self) -> None:
        """Let the next one have it."""
        if self._folder >= 0:
            os.close(self._folder)
        if self.is_ours:
            self.queue.lock.release()
