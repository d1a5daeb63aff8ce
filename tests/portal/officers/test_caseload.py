from datetime import date

import pytest
from sqlalchemy import event, func, select

from feedback.participation import Indicator
from feedback.store.models import AuditRow, LetterReply, Review
from tests import cases
from tests.portal.officers.conftest import TOMORROW, YESTERDAY


def test_an_officer_without_children_is_told_so(officer_browser):
    officer_browser.open("/staff/reviews")

    assert officer_browser.heading == "My reviews"
    assert "No review of a child you answer for is planned." in officer_browser.text


def test_the_list_says_what_day_it_is_in_words(officer_browser):
    officer_browser.open("/staff/reviews")

    assert "Today is Tuesday 3 March 2026." in officer_browser.text


@pytest.mark.usefixtures("ada", "others")
def test_an_officer_sees_their_own_children_and_no_others(officer_browser):
    officer_browser.open("/staff/reviews")

    assert "Ada Quill" in officer_browser.text
    assert "Sent, to be read" in officer_browser.text
    assert "Record the review" in officer_browser.text
    assert "Ben Stone" not in officer_browser.text


@pytest.mark.usefixtures("ada")
def test_the_names_of_a_page_are_one_row_of_the_log(officer_browser, store):
    officer_browser.open("/staff/reviews")

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

    for words in ("Not go; use what they sent", "Interpreter", "Wants to talk to you",
                  "Wants an advocate", "4 Mar 2026, 14:00"):  # fmt: skip
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
    officer_browser.open("/staff/reviews")

    officer_browser.press("Confirm PN0 for those I ticked", held=str(last))

    assert "1 review confirmed as PN0." in officer_browser.text
    with store.look() as transaction:
        assert transaction.get(Review, last).code is Indicator.PN0


def test_ticking_nothing_confirms_nothing(officer_browser, store, keys):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        cases.a_review(transaction, child, YESTERDAY, age=2)
    officer_browser.open("/staff/reviews")

    officer_browser.press("Confirm PN0 for those I ticked", held="nonsense")

    assert "Tick the reviews that were held." in officer_browser.text


@pytest.mark.parametrize("children", [3, 30])
def test_the_list_asks_the_store_ten_times_at_most(officer_browser, app, store, keys, children):
    with store.begin() as transaction:
        for number in range(children):
            child = cases.a_child(transaction, keys, officer_browser.staff_id)
            day = date(2026, 2, 10 + number % 15) if number % 2 else TOMORROW
            letter, _ = cases.a_letter(transaction, cases.a_review(transaction, child, day))
            cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]})
    asked = []
    engine = app.extensions["heard.store"].engine
    officer_browser.open("/staff/nothing-here")  # what is asked once a process is asked now
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    officer_browser.open("/staff/reviews")

    assert officer_browser.text.count("Ada Quill") >= children
    assert len([words for words in asked if words.startswith("SELECT")]) <= 10


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
