"""A made-up council is the same for the same seed, and sound in every part."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.due_dates import add_months, first_review_due
from feedback.participation import Indicator, age_on, under4_on
from feedback.services.rehearse.invent import invent
from feedback.services.rehearse.made_up import SPLIT, apportion

FIRST = date(2025, 4, 1)


@pytest.fixture(scope="module")
def council():
    return invent(children=470, reviews=1_398, first=FIRST, months=12, seed=1)


def test_a_council_of_the_seed_reports_size_has_its_reviews_and_its_participation(council):
    codes = Counter(review.code for child in council.children for review in child.reviews)

    assert len(council.children) == 470
    assert codes == SPLIT


def test_the_same_seed_gives_the_same_council_and_another_seed_another(council):
    again = invent(children=470, reviews=1_398, first=FIRST, months=12, seed=1)
    other = invent(children=470, reviews=1_398, first=FIRST, months=12, seed=2)

    assert again == council
    assert other != council


def test_twelve_of_the_first_reviews_are_late_by_the_regulation(council):
    entered = [c for c in council.children if not c.before and c.reviews]
    late = [c for c in entered if c.reviews[0].day > first_review_due(c.into_care)]

    assert len(late) == 12


def test_every_other_review_is_within_six_months_of_the_one_before(council):
    for child in council.children:
        days = [*child.before, *(review.day for review in child.reviews)]
        for earlier, later in pairwise(days[1:] if child.before else days):
            assert later <= add_months(earlier, 6)


def test_some_reviews_are_held_in_two_parts(council):
    parts = [r for c in council.children for r in c.reviews if r.part_two is not None]

    assert parts
    assert all(review.part_two > review.day for review in parts)


@settings(max_examples=30, deadline=None)
@given(
    children=st.integers(min_value=1, max_value=60),
    reviews=st.integers(min_value=0, max_value=180),
    months=st.integers(min_value=1, max_value=12),
    seed=st.integers(min_value=0, max_value=10_000),
)
def test_every_made_up_child_is_possible(children, reviews, months, seed):
    council = invent(children=children, reviews=reviews, first=FIRST, months=months, seed=seed)

    assert sum(len(child.reviews) for child in council.children) == reviews
    assert len({child.number for child in council.children}) == children
    for child in council.children:
        assert child.born <= child.into_care
        for review in child.reviews:
            assert under4_on(child.born, review.day) == (review.code is Indicator.PN0)
            assert age_on(child.born, review.day) < 18
            assert council.first_day <= review.day <= council.last_day
            assert review.day.weekday() < 5


@given(total=st.integers(min_value=0, max_value=5_000))
def test_reviews_are_shared_out_to_the_last_one(total):
    shared = apportion(SPLIT, total)

    assert sum(shared.values()) == total
    assert all(abs(shared[c] * 1_398 - SPLIT[c] * total) < 1_398 for c in SPLIT)
