"""Closing a review, the letter after it, and who wanted to come."""

import pytest
from sqlalchemy import select

from feedback.store.models import OutcomeLetter, Review, SentViews
from tests.portal.officers.test_answering import answers, asks
from tests.portal.officers.test_record import WENT

__all__ = ("asks",)
AWAY = WENT | {"attended": "no", "spoke": "no"}


@pytest.fixture
def settled(officer_browser, ada, asks):
    """Recorded, confirmed, answered."""
    officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT)
    officer_browser.press("Confirm PN1")
    for ask in asks:
        answers(officer_browser, ada, ask, outcome="done", said="It is done now.")
    return ada


def _closed(store, review):
    with store.look() as transaction:
        return transaction.scalar(select(Review.closed_at).where(Review.id == review)) is not None


def test_what_keeps_a_review_open_is_said_and_there_is_no_button(officer_browser, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}")

    assert "Record that the review was held." in page.text
    assert "2 asks wait." in page.text
    assert "Close this review" not in page.text


def test_a_review_is_not_closed_past_the_page_either(officer_browser, store, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}")
    token = page.page.select_one("input[name=csrf_token]")["value"]

    address = f"/staff/reviews/{ada}/close"
    page.client.post(address, data={"csrf_token": token})
    page.open(f"/staff/reviews/{ada}")

    assert "Record first that the review was held." in page.text
    assert not _closed(store, ada)


def test_a_settled_review_is_closed_and_opened_again(officer_browser, store, settled):
    page = officer_browser.open(f"/staff/reviews/{settled}").press("Close this review")
    assert "The review is closed." in page.text
    assert _closed(store, settled)

    page.press("Open it again")
    assert not _closed(store, settled)


def test_the_letter_is_made_shown_and_made_anew(officer_browser, store, settled):
    page = officer_browser.open(f"/staff/reviews/{settled}").follow("Write the letter to Ada")
    assert "A lock on my door" in page.text

    page.press(said="It was good to see you.")

    assert page.heading == "A letter to print"
    for words in ("Hello", "A lock on my door", "It is done now.", "It was good to see you."):
        assert words in page.text
    assert "do not post it" in page.text
    page = officer_browser.open(f"/staff/reviews/{settled}").follow("The letter to Ada")
    assert "A letter was made." in page.text
    page.press(said="")
    with store.look() as transaction:
        numbers = select(OutcomeLetter.number).order_by(OutcomeLetter.number)
        assert transaction.scalars(numbers).all() == [1, 2]


def test_own_words_too_hard_come_back(officer_browser, store, settled):
    page = officer_browser.open(f"/staff/reviews/{settled}/letter")

    page.press(said="Regarding your placement, we deliberated.")

    assert "Children are never shown the word" in page.mistakes[0]
    with store.look() as transaction:
        assert transaction.scalars(select(OutcomeLetter)).all() == []


def test_a_letter_to_a_child_abroad_asks_for_a_version(officer_browser, store, settled):
    with store.begin() as transaction:
        transaction.scalars(select(SentViews)).one().language = "ar"
    page = officer_browser.open(f"/staff/reviews/{settled}/letter")
    assert "This child reads Arabic." in page.text

    page.press(said="It was good to see you.")
    assert "This child reads another language." in page.mistakes[0]
    page.press(said="It was good to see you.", theirs="سعدت برؤيتك", interpreter="Huda")

    assert "سعدت برؤيتك" in page.text


def test_there_is_no_sheet_before_a_letter_was_made(officer_browser, ada):
    assert officer_browser.open(f"/staff/reviews/{ada}/letter/sheet").status == 404


def test_contradictions_are_named_beside_the_proposal(officer_browser, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}/record")

    page.press(**AWAY | {"views": "none"})

    assert "What does not fit together" in page.text
    assert "a real answer came through the portal before the review." in page.text
    assert "PN7 says that the child’s views were not conveyed" in page.text


def test_who_wanted_to_come_and_was_not_there_is_counted(officer_browser, ada):
    page = officer_browser.open("/staff/reviews").follow("Wanted to come")
    assert "Every child of yours who wanted to come" in page.text
    page.open(f"/staff/reviews/{ada}/record").press(**AWAY)

    page.open("/staff/reviews/wanted-to-come")

    assert "1 review in the last year." in page.text
    assert "Go and talk" in page.text


@pytest.mark.parametrize("page", ["letter", "letter/sheet", "contact", "record"])
def test_another_officers_pages_are_as_if_they_were_not_there(officer_browser, others, page):
    assert officer_browser.open(f"/staff/reviews/{others}/{page}").status == 404
