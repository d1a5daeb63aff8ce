"""On paper each letter is one sheet of A4, and nothing else is printed."""

import re
from dataclasses import replace

import pytest

from feedback.questionnaire import Version
from portal.languages import MADE_UP, TURNED
from tests.portal.office.conftest import FAR
from tests.portal.office.desk import address, makes, usual

HOST = "http://heard.test"


@pytest.fixture
def settings(settings):
    """A portal for trying out, with two made-up languages that are whole."""
    return replace(settings, pseudo=True)


@pytest.fixture
def printer(app, chromium):
    """A real browser that is handed pages, and fetches their looks from the portal."""
    client = app.test_client()

    def fetch(route):
        answer = client.get(route.request.url.removeprefix(HOST))
        route.fulfill(body=answer.get_data(), content_type=answer.content_type)

    page = chromium.new_page()
    page.route(f"{HOST}/**", fetch)

    def show(html: str):
        page.route(f"{HOST}/letter", lambda route: route.fulfill(
            body=html, content_type="text/html; charset=utf-8"))  # fmt: skip
        page.goto(f"{HOST}/letter")
        return page

    yield show
    page.close()


def sheets(page) -> int:
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.browser
def test_each_letter_is_one_sheet_even_the_longest(office, a_named_child, printer):
    name = {"first": "Maximiliana-Theodora", "last": "Featherstonehaugh-Cholmondeley"}
    for version in Version:
        makes(office, a_named_child(**name, day=FAR), version=version.value)

        assert sheets(printer(str(office.page))) == 1, version


@pytest.mark.browser
@pytest.mark.parametrize("tongue", MADE_UP, ids=lambda one: one.tag)
def test_a_letter_in_a_longer_language_is_one_sheet_too(office, a_named_child, printer, tongue):
    for version in (Version.EASY, Version.FULL):
        makes(office, a_named_child(day=FAR, language=tongue.tag), version=version.value)

        assert office.page.article["dir"] == tongue.direction
        assert sheets(printer(str(office.page))) == 1, version


def test_the_four_words_stand_in_the_order_in_which_they_are_typed(office, a_named_child):
    makes(office, a_named_child(language=TURNED.tag))

    assert office.page.select_one("[dir=rtl] .code")["dir"] == "ltr"


@pytest.mark.browser
def test_several_letters_are_as_many_sheets(office, a_named_child, printer):
    keys = [str(a_named_child(first)) for first in ("Ada", "Ben", "Cem")]
    office.open("/staff/office?show=due").press(
        "Make the letters I ticked", review=keys, version="", language=""
    )

    assert sheets(printer(str(office.page))) == 3


@pytest.mark.browser
def test_what_is_for_the_screen_is_not_printed(office, mia, printer):
    makes(office, mia)

    page = printer(str(office.page))
    page.emulate_media(media="print")

    assert not page.get_by_text("Print this page now").is_visible()
    assert not page.get_by_role("link").count()
    assert page.get_by_text("Your four words").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_the_office_is_wider_than_its_screen(office, mia, printer, width):
    for path in (
        *("/staff/office", "/staff/office?show=due", "/staff/office/import"),
        *("/staff/office/children/new", "/staff/office/officers", "/staff/office/reminders"),
        *(address(mia, "/typed-in?form=consultation.full.1"), address(mia)),
    ):
        page = printer(str(office.open(path).page))
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page = printer(str(office.press("Make the letter", **usual(office)).page))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
