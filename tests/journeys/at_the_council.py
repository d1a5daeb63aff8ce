"""The rehearsal council as a journey meets it: served from a copy, its staff at their desks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext

from tests.journeys import rehearsed
from tests.journeys.people import Staff
from tests.journeys.rehearsed import Story
from tests.journeys.served import Portal, installed, served
from tests.journeys.watching import Watched

DESK = {"width": 1280, "height": 900}


@dataclass
class Rehearsed:
    """A portal with the rehearsal council in it, and what is known of that."""

    portal: Portal
    story: Story
    chromium: Browser
    clock: time_machine.Traveller
    contexts: list[BrowserContext] = field(default_factory=list)

    def sits(self, name: str, viewport: dict[str, int] = DESK) -> Staff:
        """Let somebody sign in at a browser of their own."""
        context = self.chromium.new_context(viewport=viewport, locale="en-GB")
        self.contexts.append(context)
        staff = Staff(self.portal, Watched(context, self.portal).page())
        staff.signs_in(self.story.people[name])
        return staff

    def id_of(self, name: str) -> UUID:
        return self.story.people[name].id


@pytest.fixture(scope="session")
def rehearsal() -> Path:
    """The folder of the council that was played once for all."""
    return rehearsed.rehearsed()


@pytest.fixture
def council(rehearsal, tmp_path, weather, chromium) -> Iterator[Rehearsed]:
    """The council with what was planted in its year still open."""
    with _council(rehearsal, rehearsed.OPEN, tmp_path, weather, chromium) as council:
        yield council


@pytest.fixture
def settled(rehearsal, tmp_path, weather, chromium) -> Iterator[Rehearsed]:
    """The same council when everything that was forgotten has been done."""
    with _council(rehearsal, rehearsed.SETTLED, tmp_path, weather, chromium) as council:
        yield council


@contextmanager
def _council(
    folder: Path, name: str, to: Path, weather: str, chromium: Browser
) -> Iterator[Rehearsed]:
    settings = installed(to / "instance", folder / "keys", folder / name, weather)
    with time_machine.travel(rehearsed.NOW, tick=True) as clock, served(settings) as portal:
        council = Rehearsed(portal, rehearsed.story_of(folder), chromium, clock)
        yield council
        for context in council.contexts:
            context.close()
