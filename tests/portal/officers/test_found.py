"""Why something asked to be read first stands beside the words, and never comes before them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.store.models import Marked, SentViews
from tests import cases
from tests.portal.officers.conftest import YESTERDAY

WORDS = "he hits me when <b>nobody</b> looks"


@pytest.fixture
def flagged(store, keys, officer_browser):
    """A review of a child of theirs whose words asked to be read first."""
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        review = cases.a_review(transaction, child, YESTERDAY)
        letter, _ = cases.a_letter(transaction, review)
        views = cases.some_views(
            transaction, keys, letter, {"only-iro": [WORDS]}, look_first=True,
            sent_at=letter.closes_at - timedelta(hours=3),
        )  # fmt: skip
        return review.id, views.id


def test_the_words_come_first_and_then_what_a_list_of_words_found(officer_browser, flagged):
    officer_browser.open(f"/staff/reviews/{flagged[0]}")

    text = officer_browser.text
    assert text.index("when <b>nobody</b> looks") < text.index("A list of words at work")
    assert "Being hurt: he hits me" in " ".join(text.split())
    assert officer_browser.page.select_one(".not-printed q.theirs").get_text() == "he hits me"


def test_what_was_found_is_kept_and_a_danger_is_told_to_nobody_by_the_portal(
    officer_browser, store, flagged
):
    officer_browser.open(f"/staff/reviews/{flagged[0]}")
    officer_browser.press("Keep what I found", found="concern")

    assert "the portal tells nobody" in officer_browser.text
    with store.look() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        assert (views.marked, views.marked_by) == (Marked.CONCERN, officer_browser.staff_id)


def test_nothing_is_kept_where_nothing_was_said(officer_browser, store, flagged):
    officer_browser.open(f"/staff/reviews/{flagged[0]}")
    officer_browser.press("Keep what I found")

    assert "Nothing was kept" in officer_browser.text
    with store.look() as transaction:
        assert transaction.scalars(select(SentViews.marked)).one() is None


@pytest.mark.usefixtures("ada")
def test_where_nothing_asked_nothing_is_said_of_it(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}")

    assert "A list of words" not in officer_browser.text


def test_another_officers_words_are_not_marked(officer_browser, others, flagged):
    officer_browser.open(f"/staff/reviews/{flagged[0]}")
    token = officer_browser.page.select_one("input[name=csrf_token]")["value"]

    answer = officer_browser.client.post(
        f"/staff/reviews/{others}/views/{flagged[1]}/found",
        data={"csrf_token": token, "found": "concern"},
    )

    assert answer.status_code == 404
