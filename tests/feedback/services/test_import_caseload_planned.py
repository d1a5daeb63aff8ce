"""Reviews to come are made, moved and given a second part by their rows."""

from datetime import date, time

from feedback.store.models import (
    Assignment,
    Duty,
    Review,
    ReviewState,
    Staff,
)
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import (
    BASE,
    PLANNED,
    TODAY,
    changed,
    digest,
    every,
    one,
    take_in,
)


def test_a_planned_review_names_its_officer_time_and_worker(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))

    review, officer = one(store, Review), one(store, Staff)
    assert (review.state, review.day, review.at) == (
        ReviewState.PLANNED,
        date(2026, 12, 1),
        time(9, 30),
    )
    assert (review.officer_id, review.social_worker) == (officer.id, "Sam Hill")
    assert (officer.reference, officer.name, officer.password) == ("iro1", "Jo Lamb", None)
    assert [role.name for role in officer.roles] == [Duty.OFFICER]
    assert one(store, Assignment).since == TODAY


def test_a_blank_cell_takes_nothing_away(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    before = digest(store)

    take_in(store, keys, folder(planned=["0042,01/12/2026,,,,,"]))

    assert digest(store) == before


def test_a_planned_review_moves_with_its_row(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED, "0042,08/12/2026,,2,,,"]))
    key = one(store, Review).id

    take_in(store, keys, folder(planned=[PLANNED.replace("01/12", "10/12")]))

    review = one(store, Review)
    assert (review.id, review.day) == (key, date(2026, 12, 10))
    assert review.part_two_day is None


def test_a_second_part_that_is_still_to_come_stays_when_the_first_moves(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED, "0042,08/12/2026,,2,,,"]))

    take_in(store, keys, folder(planned=[PLANNED.replace("01/12", "03/12")]))

    review = one(store, Review)
    assert (review.day, review.part_two_day) == (date(2026, 12, 3), date(2026, 12, 8))


def test_a_review_that_was_to_be_held_is_not_moved_but_waits_for_its_record(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,20/11/2026,,,,,"]))

    take_in(store, keys, folder(planned=[PLANNED]))

    days = [review.day for review in every(store, Review, Review.day)]
    assert days == [date(2026, 11, 20), date(2026, 12, 1)]


def test_a_review_may_be_planned_again_on_the_day_of_a_cancelled_one(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    changed(store, state=ReviewState.CANCELLED)

    take_in(store, keys, folder(planned=[PLANNED]))

    reviews = every(store, Review, Review.sequence)
    assert [review.state for review in reviews] == [ReviewState.CANCELLED, ReviewState.PLANNED]


def test_a_review_may_be_moved_to_the_day_of_a_cancelled_one(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    changed(store, state=ReviewState.CANCELLED)
    take_in(store, keys, folder(planned=[PLANNED.replace("01/12", "05/12")]))

    take_in(store, keys, folder(planned=[PLANNED]))

    reviews = every(store, Review, Review.sequence)
    assert [(review.day.day, review.state) for review in reviews] == [
        (1, ReviewState.CANCELLED),
        (1, ReviewState.PLANNED),
    ]


def test_a_second_part_belongs_to_the_first_and_is_no_review_of_its_own(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED, "0042,08/12/2026,,2,,,"]))

    review = one(store, Review)
    assert (review.day, review.part_two_day) == (date(2026, 12, 1), date(2026, 12, 8))


def test_a_second_part_without_a_first_is_kept_as_a_review_of_its_own(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,08/12/2026,,2,,,"]))
    before = digest(store)

    again = take_in(store, keys, folder(planned=["0042,08/12/2026,,2,,,"]))

    assert one(store, Review).day == date(2026, 12, 8)
    assert [found.reason.key for found in again.findings] == ["no-part-one"]
    assert digest(store) == before
