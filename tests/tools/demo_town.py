"""The demo’s council in a portal of this process: letters of all versions, staff of all duties."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from feedback.council import Council
from feedback.services.rehearse import Size
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import Keys, make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import Duty, Staff
from portal import create_app
from portal.commands import demo
from portal.commands.opening import Opened, moment
from portal.enrolling import Enrolment
from portal.settings import Settings

_TINY = Size(children=8, reviews=14, months=6, seed=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a child holds in their hand, and for which form and version it is today."""

    name: str
    form: str
    version: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class DemoTown:
    """A running portal, its store and keys, the letters, and who signs in with what."""

    app: Flask
    store: Store
    keys: Keys
    instance: Path
    url: str
    letters: tuple[Letter, ...]
    staff: dict[Duty, Enrolment]


@contextmanager
def demo_town(home: Path, url: str = "", **more: Any) -> Iterator[DemoTown]:
    """Play the demo into a folder, on today’s clock, and put the portal together.

    The store lies in the folder too, or at ``url``, in a database that is empty yet.
    """
    url = url or f"sqlite:///{home / 'heard.sqlite'}"
    make_keys(home / "keys")
    engine = connect(url)
    migrate(engine)
    keys, store = read_keys(home / "keys"), Store(engine)
    settings = Settings(instance=home, database_url=url, secure_cookies=False, **more)
    usual, demo.SMALL = demo.SMALL, _TINY
    try:
        notes = demo._made(Opened(settings, store, keys, moment()))  # noqa: SLF001  the demo itself
    finally:
        demo.SMALL = usual
    council = Council.read(home / "council.toml")
    app = create_app(Settings(home, url, council, secure_cookies=False, testing=True, **more))
    letters = tuple(
        Letter(**{name: told[name] for name in Letter.__slots__}) for told in notes["letters"]
    )
    try:
        yield DemoTown(app, store, keys, home, url, letters, dict(_staff(store, notes["staff"])))
    finally:
        app.extensions["heard.store"].engine.dispose()
        engine.dispose()


def _staff(store: Store, told: list[dict[str, str]]) -> Iterator[tuple[Duty, Enrolment]]:
    with store.look() as transaction:
        ids = dict(transaction.execute(select(Staff.email, Staff.id)).all())
    for one in told:
        keys = (one["email"], one["password"], one["authenticator"])
        yield Duty(one["duty"]), Enrolment(ids[one["email"]], *keys, uri="")
