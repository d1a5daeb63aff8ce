"""A portal of its own for every journey."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from portal.settings import Settings
from tests.front_door import *  # noqa: F403  fixtures are found by name
from tests.journeys.at_the_council import council, rehearsal, settled
from tests.journeys.served import Portal, installed, served
from tests.journeys.served import weather as sunny
from tests.journeys.walk import today
from tests.road import NOW

__all__ = ("council", "rehearsal", "settled", "today")


@pytest.fixture(scope="session")
def weather() -> Iterator[str]:
    """The page about the weather that a child is led to when they leave."""
    with sunny() as address:
        yield address


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is 3 March 2026, half past two, and time goes on from there."""
    with time_machine.travel(NOW, tick=True) as clock:
        yield clock


@pytest.fixture
def instance(
    tmp_path: Path, keys_folder: Path, migrated: Path, weather: str, monkeypatch
) -> Settings:
    """An installation with nothing in it, which the commands find by themselves."""
    settings = installed(tmp_path / "instance", keys_folder, migrated, weather)
    monkeypatch.setenv("PORTAL_INSTANCE", str(settings.instance))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    monkeypatch.delenv("PORTAL_COUNCIL", raising=False)
    return settings


@pytest.fixture
def portal(clock, instance: Settings) -> Iterator[Portal]:  # noqa: ARG001  the hour comes first
    """The portal of that installation, served."""
    with served(instance) as portal:
        yield portal
