"""The album shows every page there is for a child: nothing is added without being looked at.

The same walk shows how each page speaks around its questions.
"""

import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from PIL import Image, ImageColor

from feedback.drawing import INK
from feedback.glossary import PLAINER
from feedback.questionnaire import Version
from feedback.reading import Measure, banned_words, measure
from feedback.soundness.words import LIMITS, Limits
from portal.access import guard_of
from tests.portal.children.around import around, prose
from tests.portal.children.test_ways_everywhere import WAYS
from tests.rules import tree
from tests.tools.pictures.album import EVERYBODY, Shot
from tests.tools.pictures.camera import lightened
from tests.tools.pictures.everything import walk
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town

pytestmark = pytest.mark.one_database

TEMPLATES, PAGES = "portal/templates", ("portal/templates/children", "portal/templates/front")
TO_BE_PRINTED = {"paper-usual", "paper-big-letters", "paper-with-pictures"}
FOR_A_CHILD = {"child", "anyone"}
ELSEWHERE = ("/about/", "/on-paper/")
"""Addresses of public pages and of paper, which are measured by themselves."""


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


@pytest.mark.parametrize("version", VERSIONS)
def test_every_page_reads_as_easily_as_the_questions_of_its_version(walked, version):
    limits = LIMITS[version]

    too_hard = {
        shot.name: found
        for shot in _of(walked, version)
        if (found := measure(around(shot) or ["Next"]))
        and (found.mean, found.longest, found.grade) != _at_most(found, limits)
    }

    assert too_hard == {}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_the_pages_of_a_version_say_reads_as_easily_without_its_buttons(walked, version):
    limits = LIMITS[version]

    found = measure({words for shot in _of(walked, version) for words in prose(shot)})

    assert (found.mean, found.longest, found.grade) == _at_most(found, limits)


def test_pictures_and_easy_read_know_a_meeting_and_no_review(walked):
    known = {
        version: any("meeting" in words for shot in own for words in around(shot))
        for version in PLAINER
        if (own := _of(walked, version))
    }
    other_word = {
        (version, shot.name): words
        for version in PLAINER
        for shot in _of(walked, version)
        if shot.version == version
        for words in around(shot)
        if re.search(r"\breviews?\b", words)
    }

    assert known == dict.fromkeys(PLAINER, True)
    assert other_word == {}


def test_nobody_from_twelve_up_is_praised_for_sending(walked):
    praised = {
        shot.version
        for shot in walked.album.shots
        if shot.name == "before-sent" and "You did that." in shot.html
    }

    assert praised == {Version.PICTURES, Version.SHORT, Version.EASY}


def test_who_will_see_it_is_answered_before_anything_else_is_said(walked):
    for version in VERSIONS:
        for form in ("before", "after"):
            page = next(one for one in _of(walked, version) if one.name == f"{form}-who-sees")
            heading, first, *_ = around(page)
            assert heading in {"Who will see this?", "This is private"}
            assert first.startswith(("Your IRO reads", "Your name is not kept")), version


def test_no_word_of_the_office_stands_around_a_question(walked):
    said = {
        shot.name: banned_words(" ".join(around(shot)))
        for version in VERSIONS
        for shot in _of(walked, version)
    }

    assert {name: words for name, words in said.items() if words} == {}


def _of(walked: Tour, version: str) -> list[Shot]:
    """Return the pages of a version: its own, and those that all have in common."""
    return [
        shot
        for shot in walked.album.shots
        if shot.version in {version, EVERYBODY} and not shot.address.startswith(ELSEWHERE)
    ]


def _at_most(found: Measure, limits: Limits) -> tuple[float, int, float]:
    return (
        min(found.mean, limits.mean),
        min(found.longest, limits.longest),
        min(found.grade, limits.grade),
    )


def _is_a_page(app: Flask, address: str) -> bool:
    answer = app.test_client().get(address)
    return answer.status_code == 200 and answer.mimetype == "text/html"
