"""Mia, who is nine, with a letter in her hand and a browser before her."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from feedback.store import Store
from feedback.store.keys import Keys
from tests.portal.children.walking import Child
from tests.road import NOW, Road


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """It is 3 March 2026, half past two, until a test moves on."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


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
    """Mia alone, her three pictures chosen, before the first question."""
    mia.comes_in().says_who().chooses_pictures()
    mia.follow("Start")
    return mia
