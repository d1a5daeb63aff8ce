from datetime import date
from uuid import uuid4

from feedback.disclosure.declared import load_tables
from feedback.store.counting import count_answers, count_children, count_reviews
from feedback.store.models import Review, ReviewState
from tests import planted

QUARTERS = {
    "Q1": (date(2025, 4, 1), date(2025, 6, 30)),
    "Q2": (date(2025, 7, 1), date(2025, 9, 30)),
    "Q3": (date(2025, 10, 1), date(2025, 12, 31)),
    "Q4": (date(2026, 1, 1), date(2026, 3, 31)),
}
YEAR = (date(2025, 4, 1), date(2026, 3, 31))
TABLES = {table.id: table for table in load_tables()}


def test_reviews_are_counted_by_code_and_null_returns_by_whether_under_four(transaction):
    codes = {"PN0": 3, "PN1": 4, "PN7": 2, "null": 5, "null-under-four": 1}
    planted.reviews(transaction, codes, date(2025, 4, 1))
    planted.reviews(transaction, {"PN1": 1}, date(2026, 3, 31))

    counted = count_reviews(transaction, YEAR)

    assert counted == {**codes, "PN1": 5}


def test_planned_reviews_pathway_reviews_and_other_years_are_not_counted(transaction):
    (child,) = planted.children(transaction, 1)
    planted.reviews(transaction, {"PN1": 1}, date(2025, 3, 31))
    planted.reviews(transaction, {"PN1": 1}, date(2026, 4, 1))
    for day, state, age in [(2, ReviewState.PLANNED, 9), (3, ReviewState.HELD, 18)]:
        transaction.add(
            Review(id=uuid4(), child_id=child, day=date(2025, 5, day), state=state, age=age)
        )
    transaction.flush()

    assert count_reviews(transaction, YEAR) == {}


def test_a_review_of_a_child_whose_age_is_not_known_is_a_null_return(transaction):
    (child,) = planted.children(transaction, 1)
    transaction.add(Review(child_id=child, day=date(2025, 5, 2), state=ReviewState.HELD))
    transaction.flush()

    assert count_reviews(transaction, YEAR) == {"null": 1}


def test_children_are_counted_once_however_many_reviews_they_had(transaction):
    three = planted.children(transaction, 3)
    planted.reviews(transaction, {"PN1": 6}, date(2025, 5, 1), three)
    planted.reviews(transaction, {"PN2": 2}, date(2025, 8, 1), three[:1])
    planted.reviews(transaction, {"PN4": 1}, date(2026, 2, 1), three[2:])

    behind = count_children(transaction, [TABLES["participation"], TABLES["groups"]], QUARTERS)

    assert behind == {
        ("participation", "took-part"): {frozenset({"Q1"}): 2, frozenset({"Q1", "Q2"}): 1},
        ("participation", "did-not"): {frozenset({"Q4"}): 1},
        ("groups", "PN1"): {frozenset({"Q1"}): 3},
        ("groups", "PN2-3"): {frozenset({"Q2"}): 1},
        ("groups", "PN4-7"): {frozenset({"Q4"}): 1},
    }


def test_answers_are_counted_by_question_and_a_missed_question_is_no_answer(transaction):
    planted.sheets(
        transaction, "2025-26Q1", {"voice": {"yes": 3, "no": 2}, "audience": {"bit": 4}}
    )
    planted.sheets(transaction, "2025-26Q2", {"voice": {"yes": 1, "not-sure": 2}})
    planted.sheets(transaction, "2025-26Q3", {"voice": {"yes": 7}})

    counted = count_answers(
        transaction, ["voice", "audience", "feedback"], ["2025-26Q1", "2025-26Q2"]
    )

    assert counted == {
        "voice": {"yes": 4, "no": 2, "not-sure": 2},
        "audience": {"bit": 4},
        "feedback": {},
    }
