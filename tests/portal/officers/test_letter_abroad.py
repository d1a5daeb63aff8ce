"""The letter after a review is in the child’s language where letters are whole in it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from feedback.store.models import SentViews
from tests.portal.children.tongues import on_sheet
from tests.portal.officers.test_answering import asks
from tests.portal.officers.test_closing import settled

__all__ = ("asks", "settled")


@pytest.fixture
def settings(settings):
    """A portal for trying out, with two made-up languages that are whole."""
    return replace(settings, pseudo=True)


def made_for(browser, store, review, language):
    with store.begin() as transaction:
        transaction.scalars(select(SentViews)).one().language = language
    page = browser.open(f"/staff/reviews/{review}/letter")
    return page.press(said="It was good to see you.", theirs="سعدت برؤيتك", interpreter="Huda")


@pytest.mark.parametrize(("language", "said_in"), [("ar-XB", "ar-XB"), ("ar", "en-GB")])
def test_a_letter_is_said_in_a_language_that_is_whole_and_else_in_english_whole(
    officer_browser, store, settled, language, said_in
):
    page = made_for(officer_browser, store, settled, language)

    letter = page.page.article
    assert letter["lang"] == said_in
    assert "سعدت برؤيتك" in letter.get_text()
    assert ("What you asked for" in letter.get_text()) is (said_in == "en-GB")
    assert (page.page.html["lang"], page.heading) == ("en-GB", "A letter to print")
    assert "do not post it" in page.text


def test_it_says_nothing_past_whoever_translates(officer_browser, store, settled):
    page = made_for(officer_browser, store, settled, "ar-XB")

    left = on_sheet(page.page.article, beside=("A lock on my door", "It is done now."))

    assert left == []
