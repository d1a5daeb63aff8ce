from datetime import date, timedelta
from uuid import uuid4

import pytest

from feedback.errors import NotYours, ReviewUnknown
from feedback.participation import Attended, Indicator, Views
from feedback.questionnaire import Stage
from feedback.services.case import asks_of, find_case
from feedback.services.confirm import Decision, confirm
from feedback.services.deciding import Hand
from feedback.services.record import Account, record
from feedback.store.models import Ask, Draft
from tests import cases

DAY = date(2026, 3, 2)
SPOKE = Account(held=True, attended=Attended.YES, spoke=True)


@pytest.fixture
def hand(transaction, now):
    return Hand(cases.an_officer(transaction).id, now, cases.DESK)


@pytest.fixture
def review(transaction, keys, hand):
    return cases.a_review(transaction, cases.a_child(transaction, keys, hand.officer), DAY)


def test_a_case_before_anything_happened_has_no_history(transaction, review, hand):
    case = find_case(transaction, review.id, by=hand)

    assert (case.invited, case.begun, case.sent, case.records, case.decisions) == (
        False, False, (), (), (),
    )  # fmt: skip
    assert (case.record_number, case.proposal.code, case.stale) == (0, None, False)


def test_a_case_knows_what_was_sent_and_never_what_it_says(transaction, keys, review, hand):
    letter, _ = cases.a_letter(transaction, review)
    transaction.add(
        Draft(letter_id=letter.id, stage=Stage.CONSULTATION, questionnaire="q", edition=1,
              digest="0" * 64, touched_at=hand.now)
    )  # fmt: skip
    views = cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]}, intends="go-speak")

    case = find_case(transaction, review.id, by=hand)

    assert (case.invited, case.begun, case.suggested) == (True, True, Views.UNKNOWN)
    assert [(sent.id, sent.read, sent.intends) for sent in case.sent] == [
        (views.id, False, "go-speak")
    ]
    assert "bike" not in repr(case)


def test_every_record_and_decision_is_in_the_history(transaction, keys, review, hand):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)
    decision = Decision(Indicator.PN2, "Her advocate did.", 1)
    confirm(transaction, review.id, decision, by=hand, keys=keys)

    case = find_case(transaction, review.id, by=hand)

    (written,), (decided,) = case.records, case.decisions
    assert (written.number, written.who, written.reason) == (1, "Robin Reviewer", None)
    assert (decided.code, decided.proposed, decided.rule) == (Indicator.PN2, Indicator.PN1, "B1")
    assert keys.open(decided.reason.value, decided.reason.place) == b"Her advocate did."
    assert not case.stale


def test_a_code_on_a_record_corrected_since_is_stale(transaction, keys, review, hand):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)
    confirm(transaction, review.id, Decision(Indicator.PN1, record=1), by=hand, keys=keys)
    again = Account(held=True, attended=Attended.PART, spoke=True, reason="Left.", follows=1)
    record(transaction, review.id, again, by=hand, keys=keys)

    assert find_case(transaction, review.id, by=hand).stale


def test_a_small_childs_code_without_a_record_is_not_stale(transaction, keys, hand):
    child = cases.a_child(transaction, keys, hand.officer)
    review = cases.a_review(transaction, child, DAY, age=2)
    confirm(transaction, review.id, Decision(Indicator.PN0), by=hand, keys=keys)

    assert not find_case(transaction, review.id, by=hand).stale


def test_a_review_that_is_not_there_is_refused(transaction, hand):
    with pytest.raises(ReviewUnknown):
        find_case(transaction, uuid4(), by=hand)


def test_another_officers_case_is_refused(transaction, review, hand):
    other = Hand(cases.an_officer(transaction, "Sam Other").id, hand.now, cases.DESK)

    with pytest.raises(NotYours):
        find_case(transaction, review.id, by=other)


def test_asks_belong_to_one_review(transaction, keys, review, hand):
    letter, _ = cases.a_letter(transaction, review)
    cases.some_views(transaction, keys, letter, {"wishes": ["A bike", "A bed"]})
    later = cases.a_review(
        transaction, cases.a_child(transaction, keys, hand.officer), DAY + timedelta(1)
    )

    assert asks_of(transaction, review.id) == {ask.id for ask in transaction.query(Ask)}
    assert asks_of(transaction, later.id) == frozenset()
