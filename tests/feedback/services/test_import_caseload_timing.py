"""When each review was due and how old the child was follow from the folder."""

from datetime import date

from feedback.store.models import (
    Review,
)
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import BASE, PLANNED, every, one, take_in


def test_reviews_are_due_by_the_regulation_from_part_one_of_the_one_before(store, keys):
    header, spell = "7,1,10/05/2010,,,,", "7,21/12/2015,S,C2,N1,U4,PR1,,,,,,"
    days = ["21/01/2016", "20/04/2016", "20/10/2016"]
    reviews = [f"7,10/05/2010,{day},PN1" for day in days]

    take_in(store, keys, folder(header=[header], episodes=[spell], reviews=reviews))

    assert [review.due_day for review in every(store, Review, Review.day)] == [
        date(2016, 1, 21),
        date(2016, 4, 21),
        date(2016, 10, 20),
    ]


def test_a_review_outside_care_has_no_due_day_of_ours(store, keys):
    take_in(store, keys, folder(**BASE, reviews=["0042,10/05/2010,01/01/2012,PN0"]))

    assert one(store, Review).due_day is None


def test_a_review_of_someone_long_grown_up_has_no_age(store, keys):
    old = "7,1,10/05/1980,,,,"

    take_in(store, keys, folder(header=[old], reviews=["7,10/05/1980,01/03/2026,PN1"]))

    assert one(store, Review).age is None


def test_a_child_with_a_planned_date_needs_none(store, keys):
    imported = take_in(store, keys, folder(**BASE, planned=[PLANNED]))

    assert imported.summary["needs_a_date"] == 0
