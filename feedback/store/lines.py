"""A line to SQLite for each thread, which keeps it from one transaction to the next.

The library’s pool looks each line over as it goes out and as it comes back, which takes longer
than what a child’s page asks of it. A thread has one transaction at a time, but for a few that
look something up meanwhile; those go to the pool.
"""

from threading import local

from sqlalchemy import Engine, PoolProxiedConnection, event

from feedback.store import engine as engines


class Lines:
    """The lines to one database, as many as threads that asked for one."""

    def __init__(self, engine: Engine) -> None:
        """Keep none yet, and none once the engine lets go of its own. When to begin is ours."""
        self.engine = engines.beginning_late(engine)
        self._forget(engine)
        event.listen(engine, "engine_disposed", self._forget)

    def take(self) -> PoolProxiedConnection:
        """Take this thread’s line, or a new one where it has none or is using it."""
        kept: list[PoolProxiedConnection] = self._own.__dict__.setdefault("lines", [])
        return kept.pop() if kept else engines.line(self.engine)

    def give_back(self, line: PoolProxiedConnection) -> None:
        """Keep it for this thread, with whatever it still holds undone."""
        kept: list[PoolProxiedConnection] = self._own.__dict__.setdefault("lines", [])
        driver = line.dbapi_connection
        if kept or driver is None:
            line.close()
            return
        if driver.in_transaction:
            driver.rollback()
        kept.append(line)

    def _forget(self, _engine: Engine) -> None:
        self._own = local()
