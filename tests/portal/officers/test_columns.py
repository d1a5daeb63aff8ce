"""Worries, going well, what needs to happen: by what was asked, and nothing kept back is there."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.store.models import Placing, SentViews
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


def test_the_officer_moves_an_answer_and_puts_it_back(page):
    action = page.page.select_one("form.move")["action"]
    token = page.page.select_one("form.move [name=csrf_token]")["value"]
    form = next(one for one in page.page.select("form.move") if "home" in str(one))
    sent = {box["name"]: box["value"] for box in form.select("input")} | {"csrf_token": token}

    page.client.post(action, data=sent | {"column": "worries"})

    said = page.open(action).page.select(".columns > section")[0].get_text(" ", strip=True)
    assert "My room is cold." in said
    assert "You put it here." in said
    assert all("not-printed" in one["class"] for one in page.page.select("form.move"))
    page.client.post(action, data=sent | {"column": ""})
    assert "My room is cold." not in page.open(action).page.select_one(".columns").get_text()


@pytest.mark.parametrize(
    "wrong", [{"column": "naughty"}, {"views": "x"}, {"views": str(uuid4())}, {"question": ""}]
)
def test_a_move_that_makes_no_sense_moves_nothing(page, store, wrong):
    action = page.page.select_one("form.move")["action"]
    sent = {box["name"]: box["value"] for box in page.page.select("form.move")[0].select("input")}

    answered = page.client.post(action, data=sent | {"column": "next"} | wrong)

    assert answered.status_code == 302
    with store.look() as transaction:
        assert transaction.scalars(select(Placing)).all() == []


def test_words_taken_back_meanwhile_are_not_moved(page, store, now):
    form = page.page.select_one("form.move")
    sent = {box["name"]: box["value"] for box in form.select("input")} | {"column": "next"}
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        views.answers, views.withdrawn_at = None, now

    answered = page.client.post(form["action"], data=sent, follow_redirects=True)

    assert "These words are not there any more." in answered.get_data(as_text=True)


def test_a_child_who_gave_no_mark_has_no_scale(page):
    assert "From 0 to 10" not in page.text


def test_another_officers_child_has_no_columns_here(officer_browser, others):
    assert officer_browser.open(f"/staff/reviews/{others}/columns").status == 404
