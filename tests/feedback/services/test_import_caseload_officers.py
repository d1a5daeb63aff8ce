"""The officer of the next review answers for the child."""

from datetime import timedelta

from sqlalchemy import select

from feedback.store.models import (
    Assignment,
    Staff,
)
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import BASE, NOW, PLANNED, TODAY, every, one, take_in


def test_an_officer_without_a_name_is_known_by_their_reference_until_one_comes(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,01/12/2026,,,iro1,,"]))
    assert one(store, Staff).name == "iro1"

    take_in(store, keys, folder(planned=[PLANNED]))

    assert one(store, Staff).name == "Jo Lamb"


def test_another_officer_answers_from_today_and_the_one_before_until_yesterday(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    tomorrow = NOW + timedelta(1)

    other = folder(planned=[PLANNED.replace("iro1,Jo Lamb", "iro2,")])
    take_in(store, keys, other, now=tomorrow)

    held = every(store, Assignment, Assignment.since)
    assert [(row.since, row.until) for row in held] == [(TODAY, TODAY), (tomorrow.date(), None)]
    assert held[0].staff_id != held[1].staff_id


def test_an_officer_named_and_replaced_on_one_day_never_answered(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))

    take_in(store, keys, folder(planned=[PLANNED.replace("iro1,Jo Lamb", "iro2,Di Ash")]))

    with store.look() as transaction:
        reference = select(Staff.reference).join(Assignment, Assignment.staff_id == Staff.id)
        assert transaction.scalars(reference).all() == ["iro2"]


def test_the_officer_of_the_next_review_answers_for_the_child(store, keys):
    rows = [
        "0042,01/10/2026,,,iro1,,",
        "0042,01/12/2026,,,iro2,,",
        "0042,01/06/2027,,,iro3,,",
    ]

    take_in(store, keys, folder(**BASE, planned=rows))

    with store.look() as transaction:
        reference = select(Staff.reference).join(Assignment, Assignment.staff_id == Staff.id)
        assert transaction.scalars(reference).all() == ["iro2"]
