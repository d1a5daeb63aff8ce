"""Children who meant to go to their review and were not there are listed for their officer."""

from datetime import date, timedelta

import pytest

from feedback.participation import Attended
from feedback.services.deciding import Hand
from feedback.services.record import Account, record
from feedback.services.wanted_to_come import wanted_to_come
from tests import cases

DAY = date(2026, 3, 2)
AWAY = Account(held=True, attended=Attended.NO)


@pytest.fixture
def hand(transaction, now):
    return Hand(cases.an_officer(transaction).id, now, cases.DESK)


@pytest.fixture
def review(transaction, keys, hand):
    return cases.a_review(transaction, cases.a_child(transaction, keys, hand.officer), DAY)


@pytest.fixture
def letter(transaction, review):
    return cases.a_letter(transaction, review)[0]


def _listed(transaction, hand):
    return [(one.day, one.intends) for one in wanted_to_come(transaction, by=hand)]


@pytest.mark.parametrize("intends", ["go", "go-speak", "go-listen"])
def test_who_meant_to_go_and_was_away_is_listed(transaction, keys, review, letter, hand, intends):
    cases.some_views(transaction, keys, letter, {}, intends=intends)
    record(transaction, review.id, AWAY, by=hand, keys=keys)

    assert _listed(transaction, hand) == [(DAY, intends)]


@pytest.mark.parametrize("intends", ["stay", "stay-use-this", "not-sure", None])
def test_who_did_not_mean_to_go_is_not(transaction, keys, review, letter, hand, intends):
    cases.some_views(transaction, keys, letter, {}, intends=intends)
    record(transaction, review.id, AWAY, by=hand, keys=keys)

    assert _listed(transaction, hand) == []


def test_who_went_is_not_listed_nor_who_went_by_the_corrected_record(
    transaction, keys, review, letter, hand
):
    cases.some_views(transaction, keys, letter, {}, intends="go")
    record(transaction, review.id, AWAY, by=hand, keys=keys)
    went = Account(held=True, attended=Attended.PART, reason="She came late.", follows=1)

    record(transaction, review.id, went, by=hand, keys=keys)

    assert _listed(transaction, hand) == []


def test_what_the_child_meant_last_counts_and_what_was_taken_back_does_not(
    transaction, keys, review, letter, hand, now
):
    cases.some_views(transaction, keys, letter, {}, intends="go")
    later = letter.closes_at - timedelta(hours=1)
    changed = cases.some_views(transaction, keys, letter, {}, intends="stay", sent_at=later)
    record(transaction, review.id, AWAY, by=hand, keys=keys)
    assert _listed(transaction, hand) == []

    changed.answers, changed.withdrawn_at = None, now
    transaction.flush()
    assert _listed(transaction, hand) == [(DAY, "go")]


def test_another_officers_children_are_not_listed(transaction, keys, review, letter, hand, now):
    cases.some_views(transaction, keys, letter, {}, intends="go")
    record(transaction, review.id, AWAY, by=hand, keys=keys)
    other = Hand(cases.an_officer(transaction, "Sam Other").id, now, cases.DESK)

    assert _listed(transaction, other) == []
