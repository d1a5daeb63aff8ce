"""What another system reported is evidence, and never moves what an officer confirmed."""

from datetime import date

import pytest

from feedback.participation import Indicator
from feedback.store.models import (
    Review,
    ReviewState,
)
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import (
    BASE,
    HELD,
    changed,
    confirm,
    digest,
    every,
    one,
    take_in,
)


def test_a_reported_code_is_evidence_and_confirms_nothing(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    review = one(store, Review)
    assert (review.day, review.state, review.age) == (date(2026, 3, 1), ReviewState.HELD, 15)
    assert review.reported_code is Indicator.PN1
    assert review.code is None
    assert review.confirmed_at is None


def test_a_changed_code_is_taken_over(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    take_in(store, keys, folder(**BASE, reviews=[HELD.replace("PN1", "PN5")]))

    assert one(store, Review).reported_code is Indicator.PN5


def test_a_changed_code_is_doubted_once_an_officer_has_confirmed_one(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))
    confirm(store, Indicator.PN6)
    before = digest(store)

    imported = take_in(store, keys, folder(**BASE, reviews=[HELD.replace("PN1", "PN5")]))

    assert [found.reason.key for found in imported.findings] == ["confirmed"]
    assert digest(store) == before


@pytest.mark.parametrize("code", ["PN1", "PN6"])
def test_the_code_stored_or_confirmed_is_no_change(store, keys, code):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))
    confirm(store, Indicator.PN6)

    imported = take_in(store, keys, folder(**BASE, reviews=[HELD.replace("PN1", code)]))

    assert imported.findings == ()


def test_two_rows_for_one_child_and_day_become_two_reviews(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD, HELD.replace("PN1", "PN2")]))

    reviews = every(store, Review, Review.sequence)
    assert [(review.sequence, review.reported_code) for review in reviews] == [
        (1, Indicator.PN1),
        (2, Indicator.PN2),
    ]


def test_a_planned_review_becomes_held_when_the_return_reports_it(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,20/11/2026,,,iro1,,"]))

    take_in(store, keys, folder(reviews=["0042,10/05/2010,20/11/2026,PN1"]))

    review = one(store, Review)
    assert (review.state, review.reported_code) == (ReviewState.HELD, Indicator.PN1)
    assert review.officer_id is not None


def test_a_cancelled_review_stays_cancelled_whatever_is_reported(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,20/11/2026,,,,,"]))
    changed(store, state=ReviewState.CANCELLED)

    take_in(store, keys, folder(reviews=["0042,10/05/2010,20/11/2026,PN1"]))

    review = one(store, Review)
    assert (review.state, review.reported_code) == (ReviewState.CANCELLED, Indicator.PN1)
