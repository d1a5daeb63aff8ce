"""A child who would rather write on paper is told whom to ask; anybody may print an empty form."""

import pytest

from portal.languages import BY_TAG
from portal.paper.layouts import PRINTED
from tests.portal.children.tongues import on_sheet


def test_paper_is_as_good_as_the_screen_and_it_says_whom_to_ask(browser):
    browser.open("/on-paper")

    assert "Ask your social worker, or someone you live with." in browser.text
    assert "Paper has no lock." in browser.text


def test_somebody_in_the_middle_of_a_form_comes_back_to_it(settled):
    settled.open("/on-paper?back=/ask/school")

    assert settled.follow("Back").path == "/ask/school"


@pytest.mark.parametrize("layout", PRINTED)
def test_an_empty_form_can_be_printed_by_anybody_and_holds_nothing_of_anybody(settled, layout):
    settled.goes_to("home").answers(home=["sad"])

    settled.open(f"/on-paper/consultation.short/{layout}")

    assert settled.page.select_one("[data-id=home]")
    assert "Mia" not in settled.text
    assert settled.road.issued.letter.number not in settled.text
    assert settled.page.select_one("a.leave")["href"] == "/leave"


@pytest.mark.parametrize(
    "path", ["/on-paper/consultation.short/phone", "/on-paper/consultation.x/a4", "/on-paper/x/a4"]
)
def test_what_is_not_for_children_is_not_there(browser, path):
    assert browser.open(path).status == 404


def test_the_same_form_is_one_link_away_in_big_letters_and_with_pictures(browser):
    browser.open("/on-paper").follow("Short")
    assert browser.page.select_one(".paper--a4")

    assert browser.follow("Big letters").page.select_one(".paper--large")
    assert browser.follow("With pictures").page.select_one(".paper--easy")


def test_a_form_is_printed_in_the_childs_language_when_all_of_it_is_whole(browser):
    browser.open("/").press(BY_TAG["ar-XB"].name)

    page = browser.open("/on-paper/consultation.short/a4").page

    assert (page.html["lang"], page.html["dir"]) == ("ar-XB", "rtl")
    assert (page.article["lang"], page.article["dir"]) == ("ar-XB", "rtl")
    assert on_sheet(page.article) == []
    assert page.select_one(".paper__id[lang=en-GB]").get_text() == "Short 1, before"


@pytest.mark.parametrize("left_out", ["paper", "consultation.short"])
def test_a_form_on_paper_is_never_half_in_english(app, browser, left_out, monkeypatch):
    shelf = app.extensions["heard.languages"]
    speaks = shelf.speaks
    monkeypatch.setattr(shelf, "speaks", lambda tag, *of: of != (left_out,) and speaks(tag, *of))
    browser.open("/").press(BY_TAG["ar-XB"].name)
    assert browser.open("/on-paper").page.html["lang"] == "ar-XB"
    assert browser.page.select_one("a[href*='consultation.short'] [lang=en-GB]")

    page = browser.open("/on-paper/consultation.short/a4").page

    assert (page.html["lang"], page.html["dir"]) == ("en-GB", "ltr")
    assert page.select_one("[data-id=home] h3").get_text() == (
        "1. How do you feel about where you live?"
    )
