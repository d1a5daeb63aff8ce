"""One real browser for every journey, and a portal of its own for each."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Playwright, sync_playwright

from portal.settings import Settings
from tests.front_door import *  # noqa: F403  fixtures are found by name
from tests.journeys.served import COUNCIL, Portal, served
from tests.journeys.served import weather as sunny
from tests.journeys.watching import QUIET
from tests.road import NOW


@pytest.fixture(scope="session")
def playwright(browser_program: str) -> Iterator[Playwright]:  # noqa: ARG001  it must be there
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, browser_program: str) -> Iterator[Chromium]:
    chromium = playwright.chromium.launch(executable_path=browser_program, args=QUIET)
    yield chromium
    chromium.close()


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
def instance(tmp_path: Path, keys_folder: Path, migrated: Path, weather: str, monkeypatch) -> Path:
    """An installation with nothing in it, which the commands find by themselves."""
    folder = tmp_path / "instance"
    folder.mkdir()
    shutil.copytree(keys_folder, folder / "keys")
    shutil.copy(migrated, folder / "heard.sqlite")
    (folder / "council.toml").write_text(COUNCIL.format(weather=weather), "utf-8")
    monkeypatch.setenv("PORTAL_INSTANCE", str(folder))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    monkeypatch.delenv("PORTAL_COUNCIL", raising=False)
    return folder


@pytest.fixture
def portal(clock, instance: Path) -> Iterator[Portal]:  # noqa: ARG001  the hour comes first
    """The portal of that installation, served."""
    with served(replace(Settings.from_environment(), secure_cookies=False)) as portal:
        yield portal
