from sqlalchemy import select

from feedback.store.models import Record, Review, ReviewState
from tests import cases
from tests.portal.officers.conftest import TOMORROW

WENT = {
    "held": "yes",
    "attended": "yes",
    "spoke": "yes",
    "signed": "no",
    "spokesperson": "none",
    "views": "presented",
}


def test_a_record_leads_to_the_proposed_code(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT)

    assert officer_browser.heading == "How Ada took part"
    assert "PN1: attended and spoke for themselves" in officer_browser.text
    assert "Rule B1 of the decision table." in officer_browser.text


def test_what_came_is_suggested_and_not_that_it_was_shared(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record")

    ticked = officer_browser.page.select("input[checked]")
    assert [(box["name"], box["value"]) for box in ticked] == [("views", "unknown")]


def test_a_part_filled_record_keeps_what_was_typed(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record").press(held="yes", attended="part")

    assert len(officer_browser.page.select("fieldset .mistake")) == 3
    ticked = {box["name"]: box["value"] for box in officer_browser.page.select("input[checked]")}
    assert ticked == {"held": "yes", "attended": "part"} | {
        name: value for name, value in ticked.items() if name == "views"
    }


def test_what_cannot_both_be_true_is_named(officer_browser, store, ada):
    contrary = WENT | {"attended": "no", "signed": "yes"}

    officer_browser.open(f"/staff/reviews/{ada}/record").press(**contrary)

    words = "You say that the child was not there, and that they did this there."
    assert officer_browser.mistakes == [words, words]
    with store.look() as transaction:
        assert transaction.scalars(select(Record)).all() == []


def test_a_review_that_was_not_held_needs_nothing_more(officer_browser, store, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record").press(held="no")

    assert "The review was not held." in officer_browser.text
    with store.look() as transaction:
        assert transaction.get(Review, ada).state is ReviewState.CANCELLED


def test_a_review_to_come_cannot_be_recorded_as_held(officer_browser, store, keys):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        key = cases.a_review(transaction, child, TOMORROW).id

    officer_browser.open(f"/staff/reviews/{key}/record").press(**WENT)

    assert officer_browser.mistakes == ["This review has not been yet."]


def test_a_correction_says_why_and_both_records_stay(officer_browser, store, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT)
    page = officer_browser.open(f"/staff/reviews/{ada}/record")
    assert page.heading == "Correct the record"

    page.press(**WENT | {"attended": "part"})
    assert page.mistakes == ["A correction needs a reason."]
    page.press(**WENT | {"attended": "part"}, reason="She left after an hour.")

    assert "She left after an hour." in page.text
    with store.look() as transaction:
        numbers = select(Record.number).order_by(Record.number)
        assert transaction.scalars(numbers).all() == [1, 2]


def test_a_page_left_open_does_not_write_over_a_newer_record(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record")
    form = officer_browser.page
    officer_browser.press(**WENT)
    officer_browser.page, officer_browser.path = form, f"/staff/reviews/{ada}/record"

    officer_browser.press(**WENT)

    assert "Somebody recorded this review meanwhile; please look at it again." in (
        officer_browser.mistakes
    )
