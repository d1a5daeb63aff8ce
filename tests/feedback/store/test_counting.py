from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import event, text

from feedback.disability import RecordedFor
from feedback.disclosure.declared import load_tables, tables_of
from feedback.disclosure.populations import POPULATIONS
from feedback.disclosure.views import count_table
from feedback.participation import Attended, Spokesperson, Views
from feedback.periods import Period
from feedback.store.counting import count_period, count_reviews, rows_of
from feedback.store.few_children import few_children
from feedback.store.models import (
    Child,
    Disability,
    Record,
    Review,
    ReviewState,
    Staff,
)
from tests import planted

YEAR, SPRING = Period.named("2025-26"), Period.named("2025-26Q1")
DAYS = (YEAR.first, YEAR.last)
TABLES = {table.id: table for table in load_tables()}


def _counted(transaction, table, period=YEAR):
    tables = tables_of(period)
    counted = count_period(transaction, tables, period)
    return dict(count_table(TABLES[table], counted[TABLES[table].of]))


def _held(transaction, child, day, **other):
    review = {"state": ReviewState.HELD, "age": 11, "sequence": 1, **other}
    held = Review(id=uuid4(), child_id=child, day=day, **review)
    transaction.add(held)
    transaction.flush()
    return held


def _record(review, officer, number, because=None, **beside):
    """What was recorded of a review, the child there and speaking; and why it was late."""
    return Record(
        review_id=review.id, number=number, held=True, attended=Attended.YES, spoke=True,
        signed=False, spokesperson=Spokesperson.NONE, views=Views.NONE, late_because=because,
        recorded_by=officer.id, recorded_at=datetime(2025, 5, 6, 9, 0, tzinfo=UTC), **beside,
    )  # fmt: skip


def test_reviews_are_counted_by_code_and_null_returns_by_whether_under_four(transaction):
    codes = {"PN0": 3, "PN1": 4, "PN7": 2, "null": 5, "null-under-four": 1}
    planted.reviews(transaction, codes, date(2025, 4, 1))
    planted.reviews(transaction, {"PN1": 1}, date(2026, 3, 31))

    assert count_reviews(transaction, DAYS) == {**codes, "PN1": 5}
    assert _counted(transaction, "participation") == {
        "took-part": 5, "did-not": 2, "base": 7, "null": 5
    }  # fmt: skip
    assert _counted(transaction, "under-four") == {"PN0": 3, "null-under-four": 1}


def test_planned_reviews_pathway_reviews_and_other_years_are_not_counted(transaction):
    (child,) = planted.children(transaction, 1)
    planted.reviews(transaction, {"PN1": 1}, date(2025, 3, 31))
    planted.reviews(transaction, {"PN1": 1}, date(2026, 4, 1))
    _held(transaction, child, date(2025, 5, 2), state=ReviewState.PLANNED)
    _held(transaction, child, date(2025, 5, 3), age=18)

    assert count_reviews(transaction, DAYS) == {}


def test_a_review_from_the_18th_birthday_on_can_be_evaluated_and_is_in_no_rate(transaction):
    young, old = planted.children(transaction, 2)
    _held(transaction, young, date(2025, 5, 2), age=17)
    for day in (3, 4):
        _held(transaction, old, date(2025, 5, day), age=18)
    _held(transaction, old, date(2025, 5, 5), age=25)
    _held(transaction, old, date(2025, 5, 6), age=19, state=ReviewState.PLANNED)
    _held(transaction, old, date(2026, 4, 1), age=19)

    counted = {name: _counted(transaction, name) for name in ("asked", "asked-of-age", "age")}

    assert counted["asked-of-age"] == {"18-and-over": 3}
    assert (counted["asked"]["16-17"], counted["asked"]["base"]) == (1, 1)
    assert {cell for cell, many in counted["age"].items() if many} == {"16-17/null"}


@pytest.mark.parametrize(("people", "is_few"), [(2, True), (5, True), (6, False)])
def test_reviews_of_few_young_people_of_18_and_over_are_hidden_however_many_they_are(
    transaction, people, is_few
):
    for child in planted.children(transaction, people):
        for month in (4, 6, 8, 10):
            _held(transaction, child, date(2025, month, 2), age=18)
    tables = tables_of(YEAR)

    few = few_children(transaction, tables, count_period(transaction, tables, YEAR), YEAR)

    assert (("asked-of-age", "18-and-over") in few) is is_few


def test_a_review_of_a_child_whose_age_is_not_known_is_a_null_return(transaction):
    (child,) = planted.children(transaction, 1)
    _held(transaction, child, date(2025, 5, 2), age=None)

    assert count_reviews(transaction, DAYS) == {"null": 1}


@pytest.mark.parametrize(
    ("age", "row", "version"),
    [(4, "4-9", "4-7"), (9, "4-9", "8-11"), (10, "10-15", "8-11"), (15, "10-15", "12-15")],
)
def test_a_review_stands_in_the_band_of_the_report_and_in_that_of_its_version(
    transaction, age, row, version
):
    (child,) = planted.children(transaction, 1)
    _held(transaction, child, date(2025, 5, 2), age=age)

    by_age, asked = _counted(transaction, "age"), _counted(transaction, "asked")

    assert {cell for cell, many in by_age.items() if many} == {f"{row}/null"}
    assert {cell for cell, many in asked.items() if many} == {version, "base"}


def test_reviews_are_on_time_until_their_due_day_and_late_after_it(transaction):
    (child,) = planted.children(transaction, 1)
    due = date(2025, 5, 2)
    for day in (1, 2, 3):
        _held(transaction, child, date(2025, 5, day), due_day=due)
    _held(transaction, child, date(2025, 5, 4))

    assert _counted(transaction, "on-time", SPRING) == {
        "on-time": 2, "late": 1, "date-wrong": 0, "base": 3, "unknown": 1
    }  # fmt: skip


def test_a_review_that_only_a_wrong_date_makes_late_is_counted_by_itself(transaction):
    (child,) = planted.children(transaction, 1)
    officer = Staff(name="Sam")
    transaction.add(officer)
    transaction.flush()
    for day, because in ((3, ("told-late", "date-wrong")), (4, ("date-wrong", None)), (1, ())):
        held = _held(transaction, child, date(2025, 5, day), due_day=date(2025, 5, 2))
        for number, why in enumerate(because, start=1):
            transaction.add(_record(held, officer, number, why))
    transaction.flush()

    counted = _counted(transaction, "on-time", SPRING)

    assert (counted["on-time"], counted["late"], counted["date-wrong"]) == (1, 1, 1)


def test_told_in_time_and_documents_are_counted_as_the_latest_record_has_them(transaction):
    (child,) = planted.children(transaction, 1)
    officer = Staff(name="Sam")
    transaction.add(officer)
    transaction.flush()
    day = date(2025, 5, 1)
    told = {"notified_in_time": True, "notified_on": day}
    ready = {"documents_in_time": True, "documents_on": day}
    for number, said in enumerate(
        [(told, told | ready), ({"notified_in_time": False},), ({},), ()], start=2
    ):
        held = _held(transaction, child, date(2025, 5, number))
        for place, beside in enumerate(said, start=1):
            transaction.add(_record(held, officer, place, **beside))
    transaction.flush()

    assert _counted(transaction, "notified", SPRING) == {
        "in-time": 1, "not-in-time": 1, "base": 2, "unknown": 2
    }  # fmt: skip
    assert _counted(transaction, "documents", SPRING) == {
        "in-time": 1, "not-in-time": 0, "base": 1, "unknown": 3
    }  # fmt: skip


def test_children_at_a_distance_and_unaccompanied_are_counted_apart(transaction):
    codes = {"PN1": 2, "PN7": 1, "null": 1}
    far = planted.children(transaction, 1)
    transaction.get_one(Child, far[0]).at_a_distance = True
    transaction.flush()
    planted.reviews(transaction, codes, date(2025, 5, 6), far)
    planted.reviews(transaction, {"PN1": 9}, date(2025, 5, 6))

    assert _counted(transaction, "at-a-distance") == {
        "took-part": 2, "did-not": 1, "base": 3, "null": 1
    }  # fmt: skip
    assert set(_counted(transaction, "unaccompanied").values()) == {0}


def test_disabled_children_are_counted_apart_and_what_nobody_recorded_is_no_no(transaction):
    yes, no, unknown = planted.children(transaction, 3)
    for child, disabled in ((yes, True), (no, False)):
        transaction.add(
            Disability(
                child_id=child,
                disabled=disabled,
                purpose=RecordedFor.EQUALITY,
                recorded_on=date(2025, 4, 1),
            )
        )
    transaction.flush()
    planted.reviews(transaction, {"PN1": 2, "PN7": 1, "null": 1}, date(2025, 5, 6), [yes])
    planted.reviews(transaction, {"PN1": 9}, date(2025, 5, 6), [no])
    planted.reviews(transaction, {"PN1": 4, "PN0": 1, "null": 2}, date(2025, 5, 6), [unknown])

    assert _counted(transaction, "disabled") == {
        "took-part": 2, "did-not": 1, "base": 3, "null": 1
    }  # fmt: skip
    assert _counted(transaction, "disability-not-recorded") == {"not-recorded": 4}


def test_rate_b_asks_for_every_review_of_a_child_and_rate_c_for_the_latest(transaction):
    steady, better, worse, coded_late = planted.children(transaction, 4)
    for child, first, then in [
        (steady, "PN1", "PN6"), (better, "PN7", "PN1"), (worse, "PN2", "PN4"),
    ]:  # fmt: skip
        planted.reviews(transaction, {first: 1}, date(2025, 5, 6), [child])
        planted.reviews(transaction, {then: 1}, date(2025, 11, 4), [child])
    planted.reviews(transaction, {"null": 1}, date(2025, 5, 6), [coded_late])

    assert _counted(transaction, "every-review") == {"yes": 1, "no": 2, "base": 3}
    assert _counted(transaction, "latest-review") == {"yes": 2, "no": 1, "base": 3}


def test_answers_are_counted_by_question_and_a_missed_question_is_no_answer(transaction):
    planted.sheets(transaction, "2025-26Q1", {"voice": {"yes": 3, "no": 2}, "space": {"bit": 4}})
    planted.sheets(transaction, "2025-26Q2", {"voice": {"yes": 1, "not-sure": 2}})

    spring = _counted(transaction, "voice", SPRING)
    year = _counted(transaction, "voice-by-version")

    assert spring == {"yes": 3, "bit": 0, "no": 2, "base": 5, "not-sure": 0}
    assert _counted(transaction, "space", SPRING)["base"] == 4
    assert _counted(transaction, "feedback", SPRING)["base"] == 0
    assert {cell: many for cell, many in year.items() if many} == {
        "short/yes": 4, "short/no": 2, "short/base": 6, "short/not-sure": 2
    }  # fmt: skip
    assert _counted(transaction, "response", SPRING)["short"] == 5


def test_cells_about_five_children_or_fewer_are_found_however_many_reviews_they_count(
    transaction,
):
    three = planted.children(transaction, 3)
    planted.reviews(transaction, {"PN1": 9}, date(2025, 5, 1), three)
    planted.reviews(transaction, {"PN2": 9}, date(2025, 5, 1))
    counted = count_period(transaction, tables_of(SPRING), SPRING)

    few = few_children(transaction, tables_of(SPRING), counted, SPRING)

    assert {place for place in few if place[0] == "groups"} == {("groups", "PN1")}
    assert ("groups", "PN1") in few
    assert ("groups", "base") not in few


def test_where_no_cell_could_be_about_few_children_nobody_is_counted(transaction):
    planted.reviews(transaction, {"PN1": 90}, date(2025, 5, 1))
    counted = count_period(transaction, tables_of(SPRING), SPRING)

    assert few_children(transaction, tables_of(SPRING), counted, SPRING) == frozenset()
    assert few_children(transaction, [], counted, SPRING) == frozenset()


def test_however_many_rows_a_year_is_counted_in_one_statement_a_population(transaction):
    planted.reviews(transaction, {"PN1": 30, "PN2": 8}, date(2025, 5, 6))
    planted.sheets(transaction, "2025-26Q1", {"voice": {"yes": 30}})
    said = []
    engine = transaction.get_bind()

    def hear(_connection, _cursor, statement, *_more):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    counted = count_period(transaction, tables_of(YEAR), YEAR)
    counting = len(said)
    few_children(transaction, tables_of(YEAR), counted, YEAR)
    event.remove(engine, "before_cursor_execute", hear)

    assert counting == len(POPULATIONS)
    assert len(said) - counting <= 4


def test_counting_reads_the_quarters_and_days_it_is_asked_for_and_no_more(transaction):
    if transaction.get_bind().dialect.name != "sqlite":
        return
    for population, dim, index in (
        ("sheets", "version", "ix_sheet_quarter"), ("reviews", "code", "ix_review_day_code"),
    ):  # fmt: skip
        rows = rows_of(population, (dim,), SPRING).compile(
            transaction.get_bind(), compile_kwargs={"literal_binds": True}
        )
        plan = transaction.execute(text(f"EXPLAIN QUERY PLAN {rows}"))
        assert index in " ".join(row.detail for row in plan), population
