"""The album shows every page there is for a child: nothing is added without being looked at."""

import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from PIL import Image, ImageColor

from feedback.drawing import INK
from portal.access import guard_of
from tests.portal.children.test_ways_everywhere import WAYS
from tests.rules import tree
from tests.tools.pictures.camera import lightened
from tests.tools.pictures.everything import walk
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town

pytestmark = pytest.mark.one_database

TEMPLATES, PAGES = "portal/templates", ("portal/templates/children", "portal/templates/front")
TO_BE_PRINTED = {"paper-usual", "paper-big-letters", "paper-with-pictures"}
FOR_A_CHILD = {"child", "anyone"}


@pytest.fixture(scope="module")
def walked() -> Iterator[Tour]:
    with town() as tour:
        walk(tour)
        yield tour


def test_every_page_for_a_child_is_in_the_album(walked):
    pages = {path.relative_to(TEMPLATES).as_posix() for path in tree.files(".html", under=PAGES)}

    assert pages - walked.album.templates == set(), "add a line to tests/tools/pictures/stops.py"


def test_every_address_that_shows_a_child_a_page_is_in_the_album(walked):
    for_a_child = {
        rule.endpoint: rule.rule
        for rule in walked.app.url_map.iter_rules()
        if "GET" in rule.methods
        and guard_of(walked.app.view_functions[rule.endpoint]) in FOR_A_CHILD
    }

    unseen = [rule for name, rule in for_a_child.items() if name not in walked.album.routes]

    assert [rule for rule in unseen if _is_a_page(walked.app, rule)] == []


def test_a_picture_keeps_the_six_inks_however_little_of_them_it_shows():
    page = Image.new("RGB", (60, 60))
    page.putdata([(number % 250, 5, 9) for number in range(60 * 60)])
    for place, ink in enumerate(INK.values()):
        page.putpixel((place, 0), ImageColor.getrgb(ink))
    png = io.BytesIO()
    page.save(png, "PNG")

    kept = Image.open(io.BytesIO(lightened(png.getvalue()))).convert("RGB")

    shown = [kept.getpixel((place, 0)) for place in range(len(INK))]
    assert shown == [ImageColor.getrgb(ink) for ink in INK.values()]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_in_the_album_from_hello_to_thank_you(walked, version):
    names = [shot.name for shot in walked.album.shots if shot.version == version]

    assert {"before-hello", "secret-pictures", "before-check", "after-sent"} <= set(names)
    assert len(names) == len(set(names))


def test_every_way_to_help_is_on_every_page_of_every_version(walked):
    lacking = {
        f"{shot.version}/{shot.name}: {way}"
        for shot in walked.album.shots
        for way in WAYS
        if shot.name not in TO_BE_PRINTED and not re.search(rf"{way}\s*</a>", shot.html)
    }

    assert lacking == set()


def _is_a_page(app: Flask, address: str) -> bool:
    answer = app.test_client().get(address)
    return answer.status_code == 200 and answer.mimetype == "text/html"
