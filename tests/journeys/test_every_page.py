"""Every page of every version, in every theme, size, spacing and direction, without a fault.

The pages come from the album’s walk: kept as they came, and shown again, so that no form is
filled in twice. What keys alone can show is measured where they walk, in test_keyboard.
"""

import re
from collections.abc import Iterator

import pytest

from tests.journeys.every_look import NARROW, TABLET, WIDE, faults_in_every_look
from tests.journeys.measuring import axe_faults
from tests.tools.pictures.album import EVERYBODY, Shot
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


@pytest.fixture(scope="module", params=[NARROW, WIDE], ids=["narrow", "wide"])
def screen(request):
    return request.param


def _studio(chromium, walked, screen) -> Studio:
    size = {"width": screen.width, "height": screen.height}
    return Studio(chromium.new_page(viewport=size, locale="en-GB"), walked.app)


def _of(walked: Tour, version: str) -> list[Shot]:
    return [shot for shot in walked.album.shots if shot.version == version]


@pytest.mark.parametrize("version", [*VERSIONS, "watching", EVERYBODY])
def test_every_page_can_be_read_and_touched_in_every_look(chromium, walked, screen, version):
    studio = _studio(chromium, walked, screen)

    faults = {}
    for shot in _of(walked, version):
        if found := faults_in_every_look(studio.show(shot), screen):
            faults[shot.name] = found

    studio.page.close()
    assert faults == {}


def test_a_young_childs_answers_are_large_on_a_tablet(chromium, walked):
    studio = _studio(chromium, walked, TABLET)

    faults = {}
    for shot in _of(walked, "pictures"):
        if found := faults_in_every_look(studio.show(shot), TABLET):
            faults[shot.name] = found

    studio.page.close()
    assert faults == {}


def test_no_kind_of_page_has_anything_that_axe_finds(chromium, walked):
    studio = _studio(chromium, walked, NARROW)
    kinds = {_TEXT.sub("", shot.html): shot for shot in walked.album.shots}

    faults = {}
    for shot in kinds.values():
        if found := axe_faults(studio.show(shot)):
            faults[f"{shot.version}/{shot.name}"] = found

    studio.page.close()
    assert len(kinds) > len(VERSIONS)
    assert faults == {}
