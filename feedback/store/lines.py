"""A line to SQLite for each thread, which keeps it from one transaction to the next.

The library’s pool looks each line over as it goes out and as it comes back, which takes longer
than what a child’s page asks of it. A thread has one transaction at a time, but for a few that
look something up meanwhile; those go to the pool.
"""

from threading import local
from weakref import WeakValueDictionary

from sqlalchemy import Engine, PoolProxiedConnection, event

from feedback.store import engine as engines


class _OfAThread(list[PoolProxiedConnection]):
    """The line that a thread keeps while it asks nothing; gone when the thread is."""


class Lines:
    """The lines to one database, as many as threads that asked for one."""

    def __init__(self, engine: Engine) -> None:
        """Keep none yet, and none once the engine lets go of its own. When to begin is ours."""
        self.engine = engines.beginning_late(engine)
        self._threads: WeakValueDictionary[int, _OfAThread] = WeakValueDictionary()
        self._own = local()
        event.listen(engine, "engine_disposed", self._forget)

    def take(self) -> PoolProxiedConnection:
        """Take this thread’s line, or a new one where it has none or is using it."""
        kept = self._kept()
        return kept.pop() if kept else engines.line(self.engine)

    def give_back(self, line: PoolProxiedConnection) -> None:
        """Keep it for this thread, with whatever it still holds undone."""
        kept, driver = self._kept(), line.dbapi_connection
        if kept or driver is None:
            line.close()
            return
        if driver.in_transaction:
            driver.rollback()
        kept.append(line)

    def _kept(self) -> _OfAThread:
        own: dict[str, _OfAThread] = self._own.__dict__
        if "lines" not in own:
            own["lines"] = _OfAThread()
            self._threads[id(own["lines"])] = own["lines"]
        return own["lines"]

    def _forget(self, _engine: Engine) -> None:
        """Close what no thread is using: a file that is put back must have no line left to it."""
        for kept in tuple(self._threads.values()):
            while kept:
                kept.pop().invalidate()
