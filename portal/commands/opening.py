"""How a command opens the installation: settings, database, keys, and the hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click
from sqlalchemy.exc import OperationalError

from feedback.council import Council
from feedback.errors import FeedbackError, SettingsUnsound
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import Keys, make_keys, read_keys
from feedback.store.migrating import is_current, migrate
from portal.settings import Settings

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Opened:
    """An installation, opened for one command."""

    settings: Settings
    store: Store
    keys: Keys
    now: datetime

    @property
    def council(self) -> Council:
        """Return the council this installation serves."""
        return self.settings.council

    @property
    def today(self) -> date:
        """Return the day it is in England."""
        return self.now.astimezone(LONDON).date()


@contextmanager
def opened() -> Iterator[Opened]:
    """Open the installation, and let go of it at the end."""
    settings = Settings.from_environment()
    ready(settings)
    engine = connect(settings.database_url)
    try:
        yield Opened(settings, Store(engine), read_keys(settings.keys), moment())
    finally:
        engine.dispose()


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the service refuses, or what the machine cannot do, into one sentence."""
    try:
        yield
    except FeedbackError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except OperationalError as problem:
        raise click.ClickException("The database cannot be reached or is busy.") from problem
    except OSError as problem:
        said = problem.strerror or "it cannot be used"
        raise click.ClickException(f"{problem.filename or 'A file'}: {said}.") from problem


def moment() -> datetime:
    """Return this moment. The one place where commands read the clock."""
    return datetime.now(UTC)


def ready(settings: Settings) -> None:
    """Make an embedded installation ready; refuse another that is not.

    An embedded database is migrated and given development keys by itself. On PostgreSQL
    ``portal migrate`` and ``portal keys make`` do, because somebody should mean it; and
    the children’s door makes nothing anywhere.
    """
    by_itself = settings.embedded and settings.doors.for_staff
    if by_itself:
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_keys(settings.keys)
    engine = connect(settings.database_url)
    try:
        if not is_current(engine):
            if not by_itself:
                raise SettingsUnsound("The database is not at this version; run portal migrate.")
            migrate(engine)
    finally:
        engine.dispose()
