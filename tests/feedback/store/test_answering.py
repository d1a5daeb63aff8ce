"""What the database itself refuses about asks, closing, versions and alerts."""

from datetime import date

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from feedback.challenge import Ending, Level
from feedback.store.models import (
    Ask,
    Challenge,
    Interpretation,
    Outcome,
    OutcomeLetter,
    PastAsk,
    Review,
    ReviewState,
)
from tests import cases

DAY = date(2026, 3, 2)
ASKED = {"wishes": ["A lock on my door"]}


@pytest.fixture
def officer(transaction):
    return cases.an_officer(transaction)


@pytest.fixture
def review(transaction, keys, officer):
    child = cases.a_child(transaction, keys, officer.id)
    return cases.a_review(transaction, child, DAY, state=ReviewState.HELD)


@pytest.fixture
def letter(transaction, review):
    return cases.a_letter(transaction, review)[0]


@pytest.fixture
def views(transaction, keys, letter):
    return cases.some_views(transaction, keys, letter, ASKED)


@pytest.fixture
def closing(review, officer, now):
    values = {"closed_at": now, "closed_by": officer.id}
    return update(Review).where(Review.id == review.id).values(**values)


def _answer(transaction, views, now, **more):
    values = {"outcome": Outcome.DONE, "answer": b"sealed", "answered_at": now} | more
    transaction.execute(update(Ask).where(Ask.views_id == views.id).values(**values))


def _closed(transaction, review):
    return transaction.scalar(select(Review.closed_at).where(Review.id == review.id))


@pytest.mark.parametrize("theme", ["See my sister", "Home", "x", "a lock on my door", "y" * 41])
def test_a_theme_is_a_key_and_never_words(transaction, views, now, theme):
    with pytest.raises(DatabaseError):
        _answer(transaction, views, now, theme=theme)


def test_a_theme_comes_with_an_answer(transaction, views, now, review):
    _answer(transaction, views, now, theme="seeing-family")
    transaction.add(PastAsk(review_id=review.id, outcome=None, theme="home"))

    with pytest.raises(IntegrityError):
        transaction.flush()


def test_an_ask_without_an_answer_has_none(transaction, views):
    with pytest.raises(IntegrityError):
        transaction.execute(update(Ask).where(Ask.views_id == views.id).values(theme="home"))


@pytest.mark.usefixtures("views")
def test_a_review_with_an_unanswered_ask_is_never_closed(transaction, closing):
    with pytest.raises(DatabaseError, match="when every ask is answered"):
        transaction.execute(closing)


def test_a_review_whose_asks_are_answered_is_closed(transaction, review, views, closing, now):
    _answer(transaction, views, now)

    transaction.execute(closing)

    assert _closed(transaction, review)


def test_an_ask_that_comes_later_opens_a_closed_review_again(
    transaction, keys, review, letter, closing
):
    transaction.execute(closing)
    assert _closed(transaction, review)

    cases.some_views(transaction, keys, letter, ASKED)

    assert _closed(transaction, review) is None


def test_an_answer_taken_away_opens_it_again_too(transaction, review, views, closing, now):
    _answer(transaction, views, now)
    transaction.execute(closing)

    _answer(transaction, views, None, outcome=None, answer=None)

    assert _closed(transaction, review) is None


def test_only_a_review_that_was_held_is_closed_and_by_somebody(transaction, closing):
    with pytest.raises(IntegrityError, match="closed_by_someone"), transaction.begin_nested():
        transaction.execute(closing.values(closed_by=None))
    with pytest.raises(IntegrityError, match="closed_was_held"):
        transaction.execute(closing.values(state=ReviewState.PLANNED))


@pytest.mark.parametrize(("told", "taken"), [
    ({}, False), ({"told_on": DAY}, True), ({"interpreted_on": DAY}, True),
])  # fmt: skip
def test_a_child_who_reads_another_language_is_not_answered_in_english_alone(
    transaction, keys, letter, now, told, taken
):
    views = cases.some_views(transaction, keys, letter, ASKED, language="ar")

    if taken:
        _answer(transaction, views, now, **told)
    else:
        with pytest.raises(DatabaseError, match="an interpreter"):
            _answer(transaction, views, now, **told)


def _version(views, officer, now, **more):
    return {
        "views_id": views.id, "number": 1, "words": b"sealed", "interpreted_on": DAY,
        "whole": True, "noted_by": officer.id, "noted_at": now,
    } | more  # fmt: skip


def test_an_interpreters_version_is_never_changed(transaction, views, officer, now):
    transaction.execute(insert(Interpretation).values(**_version(views, officer, now)))

    with pytest.raises(DatabaseError, match="never changed"):
        transaction.execute(text("UPDATE interpretation SET number = 7"))


def test_what_was_taken_back_is_not_interpreted(transaction, views, officer, now):
    views.answers, views.withdrawn_at = None, now
    transaction.flush()

    with pytest.raises(DatabaseError, match="never returns"):
        transaction.execute(insert(Interpretation).values(**_version(views, officer, now)))


def test_a_letter_that_was_made_is_never_changed(transaction, review, officer, now):
    row = {"review_id": review.id, "number": 1, "content": b"x", "made_by": officer.id}
    transaction.execute(insert(OutcomeLetter).values(**row, made_at=now))

    with pytest.raises(DatabaseError, match="never changed"):
        transaction.execute(text("UPDATE outcome_letter SET number = 7"))


@pytest.fixture
def alert(transaction, review, views, officer, now):
    ask = transaction.scalars(select(Ask).where(Ask.views_id == views.id)).one()
    return {
        "review_id": review.id, "ask_id": ask.id, "level": Level.TEAM_MANAGER, "words": b"x",
        "due_day": DAY, "raised_by": officer.id, "raised_at": now,
    }  # fmt: skip


def test_an_ask_has_one_open_alert_at_most(transaction, alert, officer, now):
    ended = {"outcome": Ending.TAKEN_UP, "settled_at": now, "settled_by": officer.id}
    transaction.add_all([Challenge(**alert, **ended), Challenge(**alert)])
    transaction.flush()
    transaction.add(Challenge(**alert))

    with pytest.raises(IntegrityError, match=r"uq_challenge_open|challenge\.ask_id"):
        transaction.flush()


@pytest.mark.parametrize("half", [
    {"outcome": Ending.AGREED}, {"outcome": Ending.AGREED, "settled_at": DAY},
])  # fmt: skip
def test_an_alert_ends_on_a_day_and_by_somebody(transaction, alert, half, now):
    row = Challenge(**alert, **half | ({"settled_at": now} if "settled_at" in half else {}))
    transaction.add(row)

    with pytest.raises(IntegrityError, match="settled"):
        transaction.flush()


def test_an_alert_outlives_the_ask_that_a_child_takes_back(transaction, alert):
    transaction.add(Challenge(**alert))
    transaction.flush()

    transaction.execute(text("DELETE FROM ask"))

    assert transaction.execute(select(Challenge.ask_id)).one() == (None,)
