"""Printed with a real browser, no question is cut in two and nothing runs off the sheet."""

import re
from dataclasses import replace

import pytest

from feedback.catalogue import load_catalogue
from portal.languages import MADE_UP
from portal.paper.layouts import PRINTED
from tests.browser import Browser

HOST = "http://heard.test"
MILLIMETRE = 96 / 25.4
ROOM = {"width": round((210 - 28) * MILLIMETRE), "height": round((297 - 29) * MILLIMETRE)}
POINT = 96 / 72
SIZES = {"a4": 13, "large": 20, "easy": 16}
EVERY_FORM = load_catalogue().questionnaires
_MEASURED = """() => {
  const tall = [...document.querySelectorAll(".paper__asked, .paper__note")];
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  return {
    tallest: Math.max(...tall.map((one) => one.getBoundingClientRect().height)),
    cut: tall.filter((one) => getComputedStyle(one).breakInside !== "avoid").length,
    wide: document.documentElement.scrollWidth,
    words: size(document.querySelector(".paper__question p, .paper__hint")),
    folded: [...document.querySelectorAll(".folded__third")].filter(
      (one) => one.scrollHeight > one.clientHeight + 1).length,
  };
}"""


@pytest.fixture
def page(chromium):
    page = chromium.new_page(viewport=ROOM)
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.fixture
def settings(settings):
    """A portal for trying out, with two made-up languages that are whole."""
    return replace(settings, pseudo=True)


@pytest.fixture
def visitor(app):
    return Browser(app.test_client())


@pytest.fixture
def opened(visitor, page):
    """Hand the browser a form, and fetch its looks from the portal."""
    client = visitor.client

    def fetch(route):
        answer = client.get(route.request.url.removeprefix(HOST))
        route.fulfill(body=answer.get_data(), content_type=answer.content_type)

    page.route(f"{HOST}/**", fetch)
    return lambda form, layout: page.goto(f"{HOST}/on-paper/{form}/{layout}")


@pytest.mark.browser
@pytest.mark.parametrize("layout", PRINTED)
def test_no_question_is_cut_in_two_or_runs_off_the_sheet(opened, page, layout):
    for form in EVERY_FORM:
        opened(form.id, layout)

        found = page.evaluate(_MEASURED)

        assert found["tallest"] <= ROOM["height"], form.id
        assert found["cut"] == 0
        assert found["wide"] <= ROOM["width"], form.id
        assert found["folded"] == 0, form.id
        assert found["words"] == pytest.approx(SIZES[layout] * POINT, abs=0.1)


@pytest.mark.browser
@pytest.mark.parametrize("tongue", MADE_UP, ids=lambda one: one.tag)
def test_longer_words_and_words_from_the_right_have_room_on_paper_too(
    opened, visitor, page, tongue
):
    visitor.open("/").press(tongue.name)
    for form, layout in (("consultation.full", "large"), ("consultation.pictures", "easy")):
        opened(form, layout)

        found = page.evaluate(_MEASURED)

        assert page.locator("article").first.get_attribute("dir") == tongue.direction
        assert found["tallest"] <= ROOM["height"], form
        assert found["wide"] <= ROOM["width"], form
        assert (found["cut"], found["folded"]) == (0, 0)


@pytest.mark.browser
def test_a_form_takes_as_many_sheets_as_we_say(opened, page):
    opened("consultation.short", "a4")

    printed = page.pdf(prefer_css_page_size=True)

    assert 6 <= len(re.findall(rb"/Type /Page\b", printed)) <= 9
    assert not page.get_by_text("To have it on paper").is_visible()
    assert not page.get_by_role("link").count()
