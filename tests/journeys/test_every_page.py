"""Every page of every version, in every theme, size, spacing and direction, without a fault.

The pages come from the album’s walk: kept as they came, and shown again, so that no form is
filled in twice. What keys alone can show is measured where they walk, in test_keyboard.
"""

import re
from collections.abc import Iterator

import pytest

from portal.languages import MADE_UP
from tests.journeys.every_look import NARROW, TABLET, WIDE, Screen, faults_in_every_look
from tests.journeys.measuring import axe_faults
from tests.tools.pictures.abroad import abroad, walk_all
from tests.tools.pictures.album import EVERYBODY
from tests.tools.pictures.camera import Studio
from tests.tools.pictures.everything import walk
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town

pytestmark = pytest.mark.browser

_TEXT = re.compile(r">[^<]*<|=\"[^\"]*\"|<svg.*?</svg>", re.DOTALL)


@pytest.fixture(scope="module")
def walked() -> Iterator[Tour]:
    with town() as tour:
        walk(tour)
        yield tour


@pytest.fixture(scope="module", params=[one.tag for one in MADE_UP])
def walked_abroad(request) -> Iterator[Tour]:
    """The same walk in words 40 % longer, and from right to left."""
    with abroad(request.param) as tour:
        walk_all(tour)
        yield tour


@pytest.fixture(scope="module", params=[NARROW, WIDE], ids=["narrow", "wide"])
def screen(request):
    return request.param


def _studio(chromium, walked, screen) -> Studio:
    size = {"width": screen.width, "height": screen.height}
    return Studio(chromium.new_page(viewport=size, locale="en-GB"), walked.app)


def _faults(chromium, walked: Tour, version: str, screen: Screen) -> dict[str, list[str]]:
    """Look closely at every page of one version, on one screen, in every look."""
    studio, faults = _studio(chromium, walked, screen), {}
    for shot in (one for one in walked.album.shots if one.version == version):
        if found := faults_in_every_look(studio.show(shot), screen):
            faults[shot.name] = found
    studio.page.close()
    return faults


@pytest.mark.parametrize("version", [*VERSIONS, "watching", EVERYBODY])
def test_every_page_can_be_read_and_touched_in_every_look(chromium, walked, screen, version):
    assert _faults(chromium, walked, version, screen) == {}


def test_no_page_says_anything_past_whoever_translates(walked_abroad):
    """Each was looked over as it came, by ``Child``; here only that none was left out."""
    met = {shot.version for shot in walked_abroad.album.shots}

    assert met == {*VERSIONS, EVERYBODY}


@pytest.mark.parametrize("version", [*VERSIONS, EVERYBODY])
def test_every_page_has_room_for_long_words_and_for_words_from_the_right(
    chromium, walked_abroad, version
):
    assert _faults(chromium, walked_abroad, version, NARROW) == {}


def test_no_kind_of_page_in_another_language_has_anything_that_axe_finds(chromium, walked_abroad):
    studio = _studio(chromium, walked_abroad, NARROW)

    faults = _axe(studio, walked_abroad)

    assert faults == {}


def test_a_young_childs_answers_are_large_on_a_tablet(chromium, walked):
    assert _faults(chromium, walked, "pictures", TABLET) == {}


def test_no_kind_of_page_has_anything_that_axe_finds(chromium, walked):
    studio = _studio(chromium, walked, NARROW)

    faults = _axe(studio, walked)

    assert faults == {}


def _axe(studio: Studio, walked: Tour) -> dict[str, list[str]]:
    """Let axe look at one page of each kind: those that differ in more than their words."""
    kinds = {_TEXT.sub("", shot.html): shot for shot in walked.album.shots}
    assert len(kinds) > len(VERSIONS)
    faults = {}
    for shot in kinds.values():
        if found := axe_faults(studio.show(shot)):
            faults[f"{shot.version}/{shot.name}"] = found
    studio.page.close()
    return faults
