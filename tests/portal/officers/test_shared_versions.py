"""What others see holds an interpreter’s version too, never of what was for the officer alone."""

import io

import pytest
from pypdf import PdfReader

from tests.portal.officers.abroad import in_arabic, interpret, of_secret

BY = "In English, by Huda Salem on Monday 2 March 2026:"
WAITS = "Not in English yet: it waits for an interpreter’s version."
FIRST, COLUMNS, STATEMENT = (
    "Sheet for the chair",
    "In three columns",
    "Statement for the case file",
)


@pytest.fixture
def abroad(store, ada):
    """Ada, who wrote in Arabic."""
    return in_arabic(store, ada)


@pytest.fixture
def open_print(officer_browser, ada):
    """Open one of the pages that others see, and return its words."""

    def opened(way):
        page = officer_browser.open(f"/staff/reviews/{ada}")
        page = page.press(way) if way == STATEMENT else page.follow(way)
        return page.page.select_one("main").get_text(" ", strip=True)

    return opened


@pytest.mark.parametrize("way", [FIRST, COLUMNS, STATEMENT])
def test_each_thing_asked_for_stands_there_with_its_version(
    officer_browser, abroad, open_print, way
):
    assert open_print(way).count(WAITS) == 2

    interpret(officer_browser, abroad)

    text = open_print(way)
    assert text.count(BY) == 2
    assert WAITS not in text
    assert text.index("A lock on my door") < text.index(BY) < text.index("To see my brother")


@pytest.mark.parametrize("way", [FIRST, COLUMNS, STATEMENT])
def test_neither_the_secret_nor_its_version_is_there(officer_browser, abroad, open_print, way):
    interpret(officer_browser, abroad)
    secret = of_secret(officer_browser, abroad)

    text = open_print(way)

    assert secret.startswith("In English ")
    assert secret not in text
    assert "anyone" not in text


def test_the_officer_reads_the_version_of_the_secret_and_prints_neither(
    officer_browser, ada, abroad
):
    interpret(officer_browser, abroad)
    secret = of_secret(officer_browser, abroad)

    page = officer_browser.open(f"/staff/reviews/{ada}").page

    pieces = [one for one in page.select(".piece") if secret in one.get_text()]
    assert ["not-printed" in one["class"] for one in pieces] == [True]


@pytest.mark.parametrize("way", [FIRST, STATEMENT])
def test_the_file_holds_the_version_with_name_and_day(officer_browser, abroad, open_print, way):
    interpret(officer_browser, abroad)
    open_print(way)
    address = officer_browser.path + (".pdf" if way == FIRST else "/pdf")

    kept = officer_browser.client.get(address)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(kept.data)).pages]
    assert " ".join(" ".join(pages).split()).count(BY) == 2
    assert len(pages) == 1 or way == STATEMENT


def test_words_in_english_have_no_version_and_wait_for_none(ada, open_print):
    assert ada
    assert not [way for way in (FIRST, COLUMNS, STATEMENT) if "In English" in open_print(way)]
