"""A letter is said in the child’s language where every sentence of letters is accepted in it."""

from dataclasses import replace

import pytest

from tests.portal.office.desk import comes_in, makes, on_paper
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
