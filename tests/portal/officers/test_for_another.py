"""What a child sent past their own officer is read and answered by the officer who covers."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.services.another_reader import appoint
from feedback.store.models import Ask, AuditRow, Outcome, SentViews
from tests import cases
from tests.portal.officers.conftest import SAID, TOMORROW


def sent_past(store, keys, officer_id, name="Ben Stone"):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_id, name)
        review = cases.a_review(transaction, child, TOMORROW)
        letter, _ = cases.a_letter(transaction, review)
        views = cases.some_views(transaction, keys, letter, SAID, not_iro=True, wants_talk=True)
        return review.id, views.id


@pytest.fixture
def bens(officer_browser, store, keys, now):
    """Ben sent something past Sam, and the officer at this desk covers."""
    with store.begin() as transaction:
        appoint(transaction, officer_browser.enrolment.email, keys=keys, now=now)
        other = cases.an_officer(transaction, "Sam Other").id
    return sent_past(store, keys, other)[1]


def test_it_stands_on_the_first_page_of_whoever_covers(officer_browser, bens):
    officer_browser.open("/staff/reviews").follow("Sent past their own officer (1)")

    officer_browser.follow("Ben Stone")

    assert officer_browser.path == f"/staff/reviews/for-another/{bens}"
    text = officer_browser.text
    assert text.index("Please don’t tell") < text.index("A lock on my door")


def test_each_ask_is_answered_there(officer_browser, store, bens):
    officer_browser.open(f"/staff/reviews/for-another/{bens}")
    ask = store_ask(store, bens)
    prefix = f"ask-{ask.hex[:8]}-"

    officer_browser.press(
        "Keep this answer", **{f"{prefix}outcome": "done", f"{prefix}said": "There is one now."}
    )

    assert "Your answer waits for the child" in officer_browser.text
    with store.look() as transaction:
        assert transaction.get_one(Ask, ask).outcome is Outcome.DONE


def test_an_answer_without_words_comes_back_with_what_is_missing(officer_browser, store, bens):
    officer_browser.open(f"/staff/reviews/for-another/{bens}")
    prefix = f"ask-{store_ask(store, bens).hex[:8]}-"

    officer_browser.press("Keep this answer", **{f"{prefix}outcome": "done"})

    assert "Write a few words to the child." in officer_browser.text


def test_its_theme_is_given_there_too(officer_browser, store, bens):
    ask = store_ask(store, bens)
    officer_browser.open(f"/staff/reviews/for-another/{bens}")
    said = {"outcome": "done", "said": "There is one now."}
    officer_browser.press(
        "Keep this answer", **{f"ask-{ask.hex[:8]}-{key}": word for key, word in said.items()}
    )
    theme = f"theme-{ask.hex[:8]}-theme"

    officer_browser.press("Keep the theme", **{theme: ""})
    assert "Choose what it is about." in officer_browser.text
    officer_browser.open("/staff/reviews/without-a-theme").follow("Ben Stone")
    officer_browser.press("Keep the theme", **{theme: "home"})

    assert officer_browser.path == f"/staff/reviews/for-another/{bens}"
    with store.look() as transaction:
        assert transaction.get_one(Ask, ask).theme == "home"


def test_an_ask_of_something_else_is_not_there(officer_browser, bens):
    officer_browser.open(f"/staff/reviews/for-another/{bens}")
    token = officer_browser.page.select_one("[name=csrf_token]")["value"]

    for what in ("", "/theme"):
        where = f"/staff/reviews/for-another/{bens}/asks/{uuid4()}{what}"
        answer = officer_browser.client.post(where, data={"csrf_token": token})

        assert answer.status_code == 404


def test_what_was_never_sent_is_not_there(officer_browser):
    officer_browser.open(f"/staff/reviews/for-another/{uuid4()}")

    assert officer_browser.status == 404


def test_their_own_officer_reads_none_of_it_and_the_try_is_written_down(
    officer_browser, store, keys
):
    review, views = sent_past(store, keys, officer_browser.staff_id)

    officer_browser.open(f"/staff/reviews/{review}")
    assert "asked that another officer reads it" in officer_browser.text
    assert "A lock on my door" not in officer_browser.text
    officer_browser.open(f"/staff/reviews/for-another/{views}")
    assert officer_browser.status == 404
    with store.look() as transaction:
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        assert "was-refused" in acts
        assert "opened-views" not in acts
        assert transaction.get_one(SentViews, views).read_at is None


def test_their_own_officer_is_not_told_that_the_child_wants_to_talk(officer_browser, store, keys):
    sent_past(store, keys, officer_browser.staff_id)

    officer_browser.open("/staff/reviews")

    assert "Ben Stone" in officer_browser.text
    assert "Wants to talk to you" not in officer_browser.text


def store_ask(store, views_id):
    with store.look() as transaction:
        asked = select(Ask.id).where(Ask.views_id == views_id).order_by(Ask.place)
        return transaction.scalars(asked).first()
