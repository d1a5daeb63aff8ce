"""Every page of every version, in every theme, size, spacing and direction, without a fault.

The pages come from the album’s walk: kept as they came, and shown again, so that no form is
filled in twice. What keys alone can show is measured where they walk, in test_keyboard.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from portal.languages import MADE_UP
from tests.journeys.every_look import (
    NARROW,
    TABLET,
    WIDE,
    faults_in_every_look,
    faults_in_its_own_direction,
)
from tests.journeys.measuring import axe_faults_but_of_colours, axe_faults_in_every_theme
from tests.tools.pictures.abroad import abroad, walk_all
from tests.tools.pictures.album import EVERYBODY, Shot
from tests.tools.pictures.camera import Studio
from tests.tools.pictures.everything import walk
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town

pytestmark = pytest.mark.browser

Judge = Callable[[Page, Shot], list[str]]
"""Names what is wrong with a page that stands before it."""

_TEXT = re.compile(r">[^<]*<|=\"[^\"]*\"|<svg.*?</svg>", re.DOTALL)


def test_every_page_can_be_read_and_touched_in_every_look(chromium):
    with town() as tour:
        walk(tour)

        faults = _faults(chromium, tour, _in_every_look, _of_each_kind(axe_faults_in_every_theme))

    assert _versions(tour) == {*VERSIONS, "watching", EVERYBODY}
    assert faults == {}


@pytest.mark.parametrize("tag", [one.tag for one in MADE_UP])
def test_every_page_has_room_for_long_words_and_for_words_from_the_right(chromium, tag):
    """That no page says anything past whoever translates, ``Child`` looks for as it walks."""
    with abroad(tag) as tour:
        walk_all(tour)

        faults = _faults(
            chromium, tour, _in_its_own_direction, _of_each_kind(axe_faults_but_of_colours)
        )

    assert _versions(tour) == {*VERSIONS, EVERYBODY}
    assert faults == {}


def _faults(chromium, walked: Tour, *judges: Judge) -> dict[str, list[str]]:
    """Stand every page before each judge in turn."""
    studio, faults = Studio(chromium.new_page(locale="en-GB"), walked.app), {}
    for shot in walked.album.shots:
        page = studio.show(shot)
        if found := [fault for judge in judges for fault in judge(page, shot)]:
            faults[f"{shot.version}/{shot.name}"] = found
    studio.page.close()
    return faults


def _in_every_look(page: Page, shot: Shot) -> list[str]:
    tablet = (TABLET,) if shot.version == "pictures" else ()
    return faults_in_every_look(page, NARROW, WIDE, *tablet)


def _in_its_own_direction(page: Page, _shot: Shot) -> list[str]:
    return faults_in_its_own_direction(page, NARROW)


def _of_each_kind(look: Callable[[Page], list[str]]) -> Judge:
    """Let only pages come through that differ in more than their words, on a narrow screen."""
    met: set[str] = set()

    def judge(page: Page, shot: Shot) -> list[str]:
        kind = _TEXT.sub("", shot.html)
        if kind in met:
            return []
        met.add(kind)
        page.set_viewport_size({"width": NARROW.width, "height": NARROW.height})
        return look(page)

    return judge


def _versions(tour: Tour) -> set[str]:
    return {shot.version for shot in tour.album.shots}
