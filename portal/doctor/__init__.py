"""Looks an installation over and says in plain words what is wrong, and what to do about it."""

from collections.abc import Iterator
from datetime import datetime

from portal.doctor import database, files, numbers, outside
from portal.doctor.finding import Finding, State
from portal.settings import Settings

__all__ = ["Finding", "State", "look_over"]


def look_over(settings: Settings, *, now: datetime, thorough: bool) -> Iterator[Finding]:
    """Find what is well and what is not, one after the other, without changing anything.

    ``thorough`` also reads the database and the log through, which takes some seconds for each
    10,000 rows.
    """
    yield from files.look_over(settings)
    yield from database.look_over(settings, now=now, thorough=thorough)
    yield from numbers.look_over(settings)
    yield from outside.look_over(settings, now=now)
