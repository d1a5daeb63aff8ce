"""The store and the keys of the running portal, and the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Flask

from feedback.catalogue import Catalogue, load_catalogue
from feedback.council import Council
from feedback.store import Store
from feedback.store.door_keys import read_door_keys
from feedback.store.engine import connect
from feedback.store.journal import Journal
from feedback.store.keys import Keys, read_keys
from portal import current
from portal.settings import Settings

LONDON = ZoneInfo("Europe/London")


def init_app(app: Flask, settings: Settings) -> None:
    """Open the store and read the keys, once, refusing to start without them."""
    keys = read_keys(settings.keys) if settings.doors.for_staff else read_door_keys(settings.keys)
    app.secret_key = keys.cookies if settings.doors.for_children else keys.staff
    app.extensions["heard.keys"] = keys
    app.extensions["heard.store"] = Store(connect(settings.database_url))
    app.extensions["heard.catalogue"] = load_catalogue()
    app.extensions["heard.council"] = settings.council


def store() -> Store:
    """Return the store of the running portal."""
    found: Store = current.app().extensions["heard.store"]
    return found


def keys() -> Keys:
    """Return the keys of the running portal."""
    found: Keys = current.app().extensions["heard.keys"]
    return found


def council() -> Council:
    """Return the council this portal serves."""
    found: Council = current.app().extensions["heard.council"]
    return found


def catalogue() -> Catalogue:
    """Return the questionnaires this portal holds."""
    found: Catalogue = current.app().extensions["heard.catalogue"]
    return found


def settings() -> Settings:
    """Return what the running portal was told."""
    found: Settings = current.app().config["HEARD"]
    return found


def journal() -> Journal:
    """Return the journal of what was sent."""
    return Journal(settings().journal)


def now() -> datetime:
    """Return this moment. The one place where the portal reads the clock."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in England."""
    return now().astimezone(LONDON).date()
