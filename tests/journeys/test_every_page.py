"""Every page of every version, in every theme, size, spacing and direction, without a fault.

The pages come from the album’s walk: kept as they came, and shown again, so that no form is
filled in twice. What keys alone can show is measured where they walk, in test_keyboard.
"""

import gzip
from collections.abc import Callable, Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page, Playwright

from portal.languages import MADE_UP
from tests.journeys.every_look import (
    NARROW,
    PHONE,
    TABLET,
    WIDE,
    faults_in_every_look,
    faults_in_its_own_direction,
)
from tests.journeys.measuring import AXE, axe_faults_but_of_colours, axe_faults_in_every_theme
from tests.journeys.states import CONTROLS, faults_in_every_state
from tests.journeys.watching import QUIET
from tests.tools.pictures.abroad import abroad, walk_all
from tests.tools.pictures.album import EVERYBODY, Shot
from tests.tools.pictures.camera import studio
from tests.tools.pictures.everything import walk
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town

pytestmark = [pytest.mark.browser, pytest.mark.long]

Judge = Callable[[Page, Shot], list[str]]
"""Names what is wrong with a page that stands before it."""

_AS_PLAYWRIGHT_TELLS = "CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies"
_IN_ITS_PLACE = f"--enable-features={_AS_PLAYWRIGHT_TELLS},RenderDocument:level/crashed-frame"
"""Puts each page where the last one stood, not into a new frame: a quarter cheaper for many."""

Part = tuple[str, ...]

QUESTION = 10_000  # bytes of a page that asks, gzipped


@pytest.fixture(scope="module")
def reader(playwright: Playwright, browser_program: str) -> Iterator[Browser]:
    """A browser before which page after page is laid; nobody walks in it."""
    told = [*QUIET, _IN_ITS_PLACE]
    reader = playwright.chromium.launch(executable_path=browser_program, args=told)
    yield reader
    reader.close()


def test_every_page_can_be_read_and_touched_in_every_look(reader):
    with town() as tour:
        walk(tour)

        faults = _faults(
            reader,
            tour,
            _of_little_weight,
            _in_every_look,
            _of_each_kind(axe_faults_in_every_theme, _parts),
            _of_each_kind(faults_in_every_state, _controls),
        )

    assert _versions(tour) == {*VERSIONS, "watching", EVERYBODY}
    assert faults == {}


@pytest.mark.parametrize("tag", [one.tag for one in MADE_UP])
def test_every_page_has_room_for_long_words_and_for_words_from_the_right(reader, tag):
    """That no page says anything past whoever translates, ``Child`` looks for as it walks."""
    with abroad(tag) as tour:
        walk_all(tour)

        faults = _faults(
            reader,
            tour,
            _of_little_weight,
            _in_its_own_direction,
            _of_each_kind(axe_faults_but_of_colours, _parts),
        )

    assert _versions(tour) == {*VERSIONS, EVERYBODY}
    assert faults == {}


def _faults(reader: Browser, walked: Tour, *judges: Judge) -> dict[str, list[str]]:
    """Stand every page before each judge in turn."""
    faults = {}
    with studio(reader.new_page(locale="en-GB"), walked.app, axe=AXE) as built:
        for shot in walked.album.shots:
            page = built.show(shot)
            if found := [fault for judge in judges for fault in judge(page, shot)]:
                faults[f"{shot.version}/{shot.name}"] = found
    return faults


def _of_little_weight(_page: Page, shot: Shot) -> list[str]:
    """A question with all that was answered, in whichever words."""
    weight = len(gzip.compress(shot.html.encode()))
    return [f"{weight} bytes"] if shot.address.startswith("/ask/") and weight > QUESTION else []


def _in_every_look(page: Page, shot: Shot) -> list[str]:
    between = (PHONE, TABLET) if shot.version == "pictures" else ()
    return faults_in_every_look(page, NARROW, WIDE, *between)


def _in_its_own_direction(page: Page, _shot: Shot) -> list[str]:
    return faults_in_its_own_direction(page, NARROW)


def _of_each_kind(look: Callable[[Page], list[str]], of: Callable[[Tag], set[Part]]) -> Judge:
    """Let only pages come through that hold a part not met before, on a narrow screen."""
    met: set[Part] = set()

    def judge(page: Page, shot: Shot) -> list[str]:
        parts = of(BeautifulSoup(shot.html, "lxml").html)
        if parts <= met:
            return []
        met.update(parts)
        page.add_script_tag(url="/tools/axe")
        page.set_viewport_size({"width": NARROW.width, "height": NARROW.height})
        return look(page)

    return judge


def _parts(part: Tag, of: Part = ()) -> set[Part]:
    """Return every part of a page: what it is, all that is said of it, and all that it lies in."""
    here = (*of, _said_of(part))
    return {here}.union(*(_parts(each, here) for each in part.find_all(recursive=False)))


def _controls(page: Tag) -> set[Part]:
    """Return every control of a page, with what it lies in directly."""
    return {(_said_of(one.parent), _said_of(one)) for one in page.select(CONTROLS)}


def _said_of(part: Tag) -> str:
    return " ".join([part.name, *sorted(part.attrs), *part.get("class", ()), part.get("type", "")])


def _versions(tour: Tour) -> set[str]:
    return {shot.version for shot in tour.album.shots}
