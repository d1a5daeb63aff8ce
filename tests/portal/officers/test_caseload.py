from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from feedback.participation import Indicator
from feedback.store.models import AuditRow, LetterReply, Record, Review, ReviewState, Staff
from tests import cases
from tests.portal.officers.conftest import TOMORROW, YESTERDAY

OVER = "/staff/reviews?show=to-record"


def test_an_officer_without_children_is_told_so(officer_browser):
    officer_browser.open("/staff/reviews")

    assert officer_browser.heading == "My reviews"
    assert "No review of a child you answer for is planned." in officer_browser.text


def test_the_list_says_what_day_it_is_in_words(officer_browser):
    officer_browser.open("/staff/reviews")

    assert "Today is Tuesday 3 March 2026." in officer_browser.text


@pytest.mark.usefixtures("ada", "others")
def test_an_officer_sees_their_own_children_and_no_others(officer_browser):
    officer_browser.open("/staff/reviews").follow("To record or confirm (1)")

    assert "Ada Quill" in officer_browser.text
    assert "Sent, to be read" in officer_browser.text
    assert "Record the review" in officer_browser.text
    assert "Ben Stone" not in officer_browser.text


@pytest.mark.usefixtures("ada")
def test_the_names_of_a_page_are_one_row_of_the_log(officer_browser, store):
    officer_browser.open(OVER)

    with store.look() as transaction:
        opened = select(func.count()).where(AuditRow.act == "opened-names")
        assert transaction.scalar(opened) == 1


def test_what_a_child_wants_and_needs_stands_on_the_line(officer_browser, store, keys):
    with store.begin() as transaction:
        child = cases.a_child(
            transaction, keys, officer_browser.staff_id, interpreter=True, language="ti"
        )
        letter, _ = cases.a_letter(transaction, cases.a_review(transaction, child, TOMORROW))
        cases.some_views(
            transaction, keys, letter, {}, intends="stay-use-this", wants_talk=True,
            wants_advocate=True,
        )  # fmt: skip

    officer_browser.open("/staff/reviews")

    for words in ("Not go; use what they sent", "Interpreter: Tigrinya", "Wants to talk to you",
                  "Wants an advocate", "Wednesday 4 March, 14:00"):  # fmt: skip
        assert words in " ".join(officer_browser.text.split())


def test_the_language_in_which_a_child_asked_for_an_interpreter_stands_on_the_line_and_the_page(
    officer_browser, store, keys
):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        review = cases.a_review(transaction, child, TOMORROW)
        cases.a_letter(transaction, review, interpreter="prs")
        page = f"/staff/reviews/{review.id}"

    officer_browser.open("/staff/reviews")
    assert "Asked for an interpreter: Dari" in officer_browser.text

    officer_browser.open(page)
    assert "The child asked for one: Dari" in officer_browser.text


def test_reviews_of_small_children_are_confirmed_together(officer_browser, store, keys):
    with store.begin() as transaction:
        for name in ("Tiny Tot", "Small Fry"):
            child = cases.a_child(transaction, keys, officer_browser.staff_id, name)
            last = cases.a_review(transaction, child, YESTERDAY, age=2).id
    officer_browser.open(OVER)

    officer_browser.press("Confirm PN0 for those I ticked", held=str(last))

    assert "1 review confirmed as PN0." in officer_browser.text
    with store.look() as transaction:
        assert transaction.get(Review, last).code is Indicator.PN0


def test_ticking_nothing_confirms_nothing(officer_browser, store, keys):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        cases.a_review(transaction, child, YESTERDAY, age=2)
    officer_browser.open(OVER)

    officer_browser.press("Confirm PN0 for those I ticked", held="nonsense")

    assert "Tick the reviews that were held." in officer_browser.text


def test_a_child_who_said_no_later_or_another_way_stands_so_on_the_line_and_on_the_page(
    officer_browser, store, keys, now
):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        review = cases.a_review(transaction, child, TOMORROW)
        letter, _ = cases.a_letter(transaction, review)
        said = LetterReply(letter_id=letter.id, stage="consultation", reply="another-way")
        said.way, said.helped, said.without_pictures, said.said_at = "phone", True, True, now
        transaction.add(said)
        review_id = review.id

    officer_browser.open("/staff/reviews")
    assert "Wants to say it on the phone" in officer_browser.text

    officer_browser.open(f"/staff/reviews/{review_id}")
    assert "Ada said so on 3 March 2026 at 14:30." in officer_browser.text
    assert "Somebody was helping when it was said." in officer_browser.text
    assert "please ask them yourself that it was them." in officer_browser.text


def test_a_child_is_found_by_name_with_reviews_of_long_ago_and_without_any(
    officer_browser, store, keys
):
    with store.begin() as transaction:
        for name, day in (("Zoë Müller", date(2021, 5, 4)), ("Zoe Nowhere", None)):
            child = cases.a_child(transaction, keys, officer_browser.staff_id, name)
            if day:
                cases.a_review(transaction, child, day, state=ReviewState.HELD)
        other = cases.an_officer(transaction, "Sam Other")
        cases.a_child(transaction, keys, other.id, "Zoe Elsewhere")

    officer_browser.open("/staff/reviews").press("Find", wanted="zoe")

    assert "Zoë Müller" in officer_browser.text
    assert "Tue 4 May 2021" in officer_browser.text
    assert "No review is known of: Zoe Nowhere" in officer_browser.text
    assert "Elsewhere" not in officer_browser.text


def test_what_is_past_its_day_is_said_in_plain_words(officer_browser, store, keys, now):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        late = cases.a_review(transaction, child, date(2026, 2, 20))
        cases.a_review(transaction, child, date(2026, 2, 2), state=ReviewState.HELD)
        letter, _ = cases.a_letter(transaction, cases.a_review(transaction, child, TOMORROW))
        cases.some_views(transaction, keys, letter, {}, sent_at=now - timedelta(days=5))
        record(transaction, late)

    officer_browser.open("/staff/reviews")
    assert "Past their day: 1 to read, 1 to record." in officer_browser.text
    assert "Was to be read by Monday 2 March" in officer_browser.text

    officer_browser.open(OVER)
    assert "Was to be recorded by Tuesday 3 February" in officer_browser.text
    assert "Confirm the code by Friday 13 March" in officer_browser.text


def record(transaction, review):
    """What the officer wrote down; nobody has confirmed the code."""
    review.state = ReviewState.HELD
    robin = transaction.query(Staff).filter_by(name="Robin Officer").one()
    transaction.add(
        Record(review_id=review.id, number=1, held=True, attended="no", spoke=False,
               signed=False, spokesperson="none", views="none", recorded_by=robin.id,
               recorded_at=datetime(2026, 2, 20, 18, tzinfo=UTC))
    )  # fmt: skip
