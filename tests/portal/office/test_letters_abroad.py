"""A letter is said in the child’s language where every sentence of letters is accepted in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from feedback.store.models import Letter
from tests import cases
from tests.portal.children.tongues import on_sheet
from tests.portal.office.desk import address, comes_in, makes, on_paper
from tests.portal.office.files import orders


@pytest.fixture
def settings(settings):
    """A portal for trying out, with two made-up languages that are whole."""
    return replace(settings, pseudo=True)


def test_a_letter_can_be_ordered_in_a_language_that_is_offered(app, office, mia):
    orders(office, [mia], language="ar-XB")

    letter = office.page.select_one("article.letter")
    assert (letter["lang"], letter["dir"]) == ("ar-XB", "rtl")
    assert "Your review is on" not in letter.get_text(" ", strip=True)
    assert office.page.html["lang"] == "en-GB"
    assert office.heading == "1 letter to print"
    assert comes_in(app, *on_paper(letter)[:2]).status == 200


def test_a_child_whose_language_is_offered_has_their_letter_in_it(office, a_named_child):
    makes(office, a_named_child(language="en-XA"))

    letter = office.page.select_one("article.letter")
    assert letter["lang"] == "en-XA"
    assert "[" in letter.get_text()


def test_english_can_be_chosen_for_everybody(office, a_named_child):
    orders(office, [a_named_child(language="en-XA")], language="en-GB")

    assert office.page.select_one("article.letter")["lang"] == "en-GB"


def test_a_file_holds_letters_in_several_languages_and_the_page_stays_english(
    office, a_named_child
):
    keys = [a_named_child("Ada"), a_named_child("Ben", language="ar-XB"), a_named_child("Cem")]
    orders(office, keys)

    langs = [one["lang"] for one in office.page.select("article.letter")]
    assert sorted(langs) == ["ar-XB", "en-GB", "en-GB"]
    assert "Back to the letters" in office.page.get_text()


def test_a_childs_form_on_paper_is_in_their_language_and_what_staff_read_on_it_in_english(
    office, a_named_child, store
):
    with store.begin() as transaction:
        officer = cases.an_officer(transaction).id
    key = a_named_child(known_as="Mia", language="ar-XB", officer_id=officer)

    office.open(address(key, "/paper/easy"))

    sheet, folded = office.page.select("article")
    assert {(one["lang"], one["dir"]) for one in (sheet, folded)} == {("ar-XB", "rtl")}
    assert on_sheet(sheet) == []
    assert "Mia" in sheet.h2.get_text()
    assert sheet.select_one(".paper__id[lang=en-GB]").get_text() == "Short 1, before"
    assert folded.select_one(".folded__third--out [lang=en-GB]").get_text() == (
        "Only for: Robin Reviewer, IRO. Please do not open. Hand it over as it is, today."
    )
    assert (office.page.html["lang"], office.heading) == ("en-GB", "Form to print")


def test_a_childs_form_can_be_had_in_english_or_another_language_that_is_whole(
    office, a_named_child
):
    office.open(address(a_named_child(language="ar-XB"), "/paper/a4"))

    assert office.follow("English").page.article["lang"] == "en-GB"
    assert office.follow("Big letters").page.article["lang"] == "en-GB"
    assert office.follow("Made up: long").page.article["lang"] == "en-XA"


def test_what_is_read_out_by_phone_is_in_english(office, a_named_child):
    office.open(address(a_named_child(language="ar-XB"), "/paper/phone"))

    assert "To ask by phone: Short" in office.text
    assert "Made up: long" not in office.text


def test_forms_of_several_children_are_each_in_their_own_language_or_in_one(office, a_named_child):
    keys = [a_named_child("Ada", language="en-XA"), a_named_child("Ben", language="so")]
    for key in keys:
        makes(office, key)
    chosen = {"review": [str(key) for key in keys], "layout": "large"}

    office.open("/staff/office/paper").press("Show the forms to print", **chosen, language="")
    sheets = office.page.select("article.paper")
    assert sorted(one["lang"] for one in sheets) == ["en-GB", "en-XA"]

    office.open("/staff/office/paper").press("Show the forms to print", **chosen, language="ar-XB")
    assert {one["dir"] for one in office.page.select("article")} == {"rtl"}


def test_blank_forms_are_in_the_language_chosen_where_they_are_whole_and_else_said_to_be_english(
    office,
):
    office.open("/staff/office/paper").follow("Made up: right to left")

    watching = office.page.find("th", string="Watching").parent
    assert "in English" in watching.get_text(" ")
    assert "in English" not in office.page.find("th", string="After the review").parent.get_text()
    link = office.page.select_one("a[href*='evaluation.easy/large']")
    assert office.open(link["href"]).page.article["dir"] == "rtl"
    assert office.follow("Back").page.select_one("main nav a[aria-current]").get_text() == (
        "Made up: right to left"
    )


@pytest.mark.parametrize("tag", ["ar", "xx", "../x"])
def test_a_language_that_is_not_whole_prints_a_form_in_english(office, tag):
    office.open(f"/staff/office/paper/consultation.short/a4?language={tag}")

    assert office.page.article["lang"] == "en-GB"


def test_a_slip_that_reminds_is_in_the_childs_language(office, a_named_child, store, now):
    key = a_named_child(known_as="Mia", language="ar-XB", day=(now + timedelta(9)).date())
    makes(office, key)
    with store.begin() as transaction:
        transaction.execute(update(Letter).values(issued_at=now - timedelta(days=7)))

    office.open("/staff/office/reminders").press("Print slips for them", review=str(key))

    assert (office.page.article["lang"], office.page.article["dir"]) == ("ar-XB", "rtl")
    assert "You can say no" not in office.page.article.get_text()
    assert office.heading == "1 slip to print"
