"""Worries, going well, what needs to happen: by what was asked, and nothing kept back is there."""

import pytest

from tests import cases
from tests.portal.officers.conftest import TOMORROW

SAID = {"topics": ["home"], "home": ["My room is cold."], "wishes": ["A warmer room"],
        "safe": ["not-always"], "only-iro": ["Kept for you alone."]}  # fmt: skip


@pytest.fixture
def page(officer_browser, store, keys):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        review = cases.a_review(transaction, child, TOMORROW)
        letter, _ = cases.a_letter(transaction, review)
        cases.some_views(transaction, keys, letter, SAID)
        key = review.id
    return officer_browser.open(f"/staff/reviews/{key}").follow("In three columns")


def test_each_answer_stands_where_its_question_says(page):
    said = [column.get_text(" ", strip=True) for column in page.page.select(".columns > section")]

    assert "Not always" in said[0]
    assert "Nothing was said to this." in said[1]
    assert "A warmer room" in said[2]
    assert "My room is cold." not in " ".join(said)
    assert "My room is cold." in page.text


def test_what_is_only_for_the_officer_is_in_no_column(page):
    assert "Kept for you alone." not in page.text


def test_another_officers_child_has_no_columns_here(officer_browser, others):
    assert officer_browser.open(f"/staff/reviews/{others}/columns").status == 404
