"""Mia, who is nine, with a letter in her hand and a browser before her."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from feedback.council import Council, Numbers
from feedback.store import Store
from feedback.store.door_keys import make_door_keys
from feedback.store.keys import Keys
from feedback.store.models import Letter
from portal.doors import Doors
from portal.settings import Settings
from tests.asked import asked_of
from tests.databases import DOOR, as_account
from tests.portal.children.walking import Child
from tests.road import NOW, Road


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """It is 3 March 2026, half past two, until a test moves on."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A council whose numbers all ring, and whose pages can be read in the made-up languages.

    Children come in by their own door, which holds no key that opens anything and, where the
    database has accounts, can read nothing that was sent.
    """
    door = settings.instance / "door"
    make_door_keys(settings.keys, door)
    numbers = Numbers("01632 960 123", "01632 960 999", "0808 800 5792", "Barnford Advocates")
    council = Council(name="Barnford Council", numbers=numbers)
    return replace(
        settings,
        database_url=as_account(settings.database_url, DOOR),
        council=council,
        pseudo=True,
        doors=Doors.CHILDREN,
        keys_elsewhere=door,
    )


@pytest.fixture
def road(store: Store, keys: Keys, tmp_path: Path) -> Road:
    """Mia’s review on 20 March 2026 at ten, and her officer Robin."""
    road = Road(store, keys, tmp_path)
    road.week_key()
    return road


@pytest.fixture
def invited(road: Road) -> Road:
    road.invited()
    return road


@pytest.fixture
def mia(app: Flask, invited: Road) -> Child:
    """Mia at the front door."""
    return Child(app.test_client(), road=invited)


@pytest.fixture
def settled(mia: Child) -> Child:
    """Mia alone, her three pictures chosen, at the first question."""
    return mia.settles_in()


@pytest.fixture
def sent(settled: Child) -> Child:
    """Mia after sending, at the thank-you."""
    settled.answers_everything(wishes=["A dog"], worries="The stairs are dark.")
    return settled.press("Send")


@pytest.fixture
def afterwards(mia: Child) -> Child:
    """Mia at the front door when her review is over and asks how it was."""
    return after_the_review(mia)


@pytest.fixture
def queries(app: Flask):
    """Count what is asked of the database within a block."""

    return partial(asked_of, app.extensions["heard.store"].engine)


def after_the_review(child: Child, *, went: bool | None = True) -> Child:
    """Let the review be over, its consultation shut and its evaluation open."""
    with child.road.store.begin() as transaction:
        letter = transaction.get_one(Letter, child.road.letter_id)
        letter.closes_at = NOW - timedelta(days=8)
        letter.evaluation_from, letter.evaluation_until = date(2026, 3, 2), date(2026, 3, 30)
        letter.went = went
    return child
