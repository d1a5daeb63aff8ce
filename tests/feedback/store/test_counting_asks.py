"""What children asked for is counted by what came of it and what it was about."""

from uuid import uuid4

from feedback.disclosure.declared import load_tables, tables_of
from feedback.disclosure.views import count_table
from feedback.periods import Period
from feedback.store.counting import count_period
from feedback.store.few_children import few_children
from feedback.store.models import Outcome, PastAsk, Review, ReviewState
from tests import planted

YEAR = Period.named("2025-26")
TABLES = {table.id: table for table in load_tables()}


def _counted(transaction, table):
    counted = count_period(transaction, tables_of(YEAR), YEAR)
    return dict(count_table(TABLES[table], counted[TABLES[table].of]))


def _held(transaction, child):
    review = Review(
        id=uuid4(), child_id=child, day=YEAR.first, state=ReviewState.HELD, age=11, sequence=1
    )
    transaction.add(review)
    transaction.flush()
    return review.id


def test_asks_are_counted_by_theme_those_of_the_councils_own_as_one(transaction):
    (child,) = planted.children(transaction, 1)
    review = _held(transaction, child)
    given = [("done", "home"), ("not-done", "home"), ("still-asking", "home"), ("done", None),
             ("done", "the-garden"), ("done", "the-pond"), (None, None)]  # fmt: skip
    for outcome, theme in given:
        ended = Outcome(outcome) if outcome else None
        transaction.add(PastAsk(review_id=review, outcome=ended, theme=theme))
    transaction.flush()

    found = {
        cell: number for cell, number in _counted(transaction, "asks-by-theme").items() if number
    }

    assert found == {
        "home/done": 1,
        "home/not-done-yet": 2,
        "home/base": 3,
        "own/done": 2,
        "own/base": 2,
        "not-given/done": 1,
        "not-given/base": 1,
    }
    assert _counted(transaction, "asks")["unanswered"] == 1


def test_many_things_a_few_children_asked_for_are_about_few_children(transaction):
    two = planted.children(transaction, 2)
    for review in [_held(transaction, child) for child in two] * 5:
        transaction.add(PastAsk(review_id=review, outcome=Outcome.DONE, theme="home"))
    transaction.flush()
    tables = tables_of(YEAR)
    counted = count_period(transaction, tables, YEAR)

    few = few_children(transaction, tables, counted, YEAR)

    assert ("asks-by-theme", "home/done") in few
