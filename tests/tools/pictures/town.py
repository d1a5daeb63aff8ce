"""A made-up council on a stopped clock, for whoever wants to walk past every page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import time_machine

from feedback.council import Council, Numbers
from feedback.glossary import Glossary
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from portal import create_app
from portal.settings import Settings
from tests.road import NOW, Road
from tests.tools.pictures.tour import Tour

_ROOM = "01632 960001"


@contextmanager
def town(
    *, pseudo: bool = False, glossaries: tuple[tuple[str, Glossary], ...] = ()
) -> Iterator[Tour]:
    """Build it, and take it down again; ``pseudo`` offers the languages nobody speaks.

    ``glossaries`` are the council’s words in languages that somebody does.
    """
    home = Path(mkdtemp(prefix="heard-pictures-"))
    try:
        with time_machine.travel(NOW, tick=False) as clock:
            yield from _built(home, clock, pseudo=pseudo, glossaries=glossaries)
    finally:
        shutil.rmtree(home)


def _built(
    home: Path,
    clock: time_machine.Traveller,
    *,
    pseudo: bool,
    glossaries: tuple[tuple[str, Glossary], ...],
) -> Iterator[Tour]:
    numbers = Numbers(_ROOM, _ROOM, _ROOM, "Your Voice")
    url = f"sqlite:///{home / 'heard.sqlite'}"
    settings = Settings(
        instance=home,
        database_url=url,
        council=Council(name="Borough of Example", numbers=numbers, glossaries=glossaries),
        secure_cookies=False,
        testing=True,
        pseudo=pseudo,
    )
    make_keys(settings.keys)
    engine = connect(url)
    migrate(engine)
    app = create_app(settings)
    keys = read_keys(settings.keys)
    Road(Store(engine), keys, home).week_key()
    yield Tour(app, lambda: Road(Store(engine), keys, home), clock)
    app.extensions["heard.store"].engine.dispose()
    engine.dispose()
