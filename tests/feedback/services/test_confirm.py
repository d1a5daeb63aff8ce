from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from feedback.errors import IndicatorRefused, NotYours, OverrideNeedsReason
from feedback.participation import Attended, Indicator, Spokesperson, Standing, Views
from feedback.services.confirm import Decision, confirm, confirm_all_pn0, waiting_for_pn0
from feedback.services.deciding import Hand, last_entry
from feedback.services.record import Account, record
from feedback.store.models import AuditRow, IndicatorEntry, ReviewState
from feedback.store.sealing import Place
from tests import cases

DAY = date(2026, 3, 2)
SPOKE = Account(held=True, attended=Attended.YES, spoke=True)
SILENT = Account(held=True, attended=Attended.YES, spokesperson=Spokesperson.NONE)
AWAY = Account(
    held=True, attended=Attended.NO, spokesperson=Spokesperson.NONE, views=Views.PRESENTED
)


@pytest.fixture
def officer(transaction):
    return cases.an_officer(transaction)


@pytest.fixture
def hand(officer, now):
    return Hand(officer.id, now, cases.DESK)


@pytest.fixture
def review(transaction, keys, officer):
    return cases.a_review(transaction, cases.a_child(transaction, keys, officer.id), DAY)


def small(transaction, keys, officer, day=DAY, **more):
    child = cases.a_child(transaction, keys, officer.id, "Tiny Tot")
    return cases.a_review(transaction, child, day, age=3, **more)


def test_a_confirmed_proposal_stands_on_the_review_with_its_rule(transaction, keys, review, hand):
    row = record(transaction, review.id, AWAY, by=hand, keys=keys)

    entry = confirm(transaction, review.id, Decision(Indicator.PN6, record=1), by=hand, keys=keys)

    assert (review.code, review.confirmed_at) == (Indicator.PN6, hand.now)
    assert (entry.rule, entry.standing, entry.proposed) == ("C6", Standing.SETTLED, Indicator.PN6)
    assert entry.record_id == row.id
    assert (
        "confirmed-indicator"
        in transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    )


def test_the_group_of_the_code_is_carried_onto_the_letter(transaction, keys, review, hand):
    letter, _ = cases.a_letter(transaction, review)
    record(transaction, review.id, AWAY, by=hand, keys=keys)

    confirm(transaction, review.id, Decision(Indicator.PN6, record=1), by=hand, keys=keys)

    assert letter.indicator_group == "PN5-6"
    assert letter.evaluation_from == date(2026, 3, 9)


def test_another_code_needs_a_reason(transaction, keys, review, hand):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)

    with pytest.raises(OverrideNeedsReason):
        confirm(transaction, review.id, Decision(Indicator.PN2, " ", 1), by=hand, keys=keys)


def test_another_code_with_a_reason_is_kept_beside_the_one_proposed(
    transaction, keys, review, hand
):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)
    decision = Decision(Indicator.PN2, "An advocate said most of it.", 1)

    entry = confirm(transaction, review.id, decision, by=hand, keys=keys)

    assert (entry.proposed, entry.code, review.code) == (
        Indicator.PN1, Indicator.PN2, Indicator.PN2,
    )  # fmt: skip
    place = Place("indicator_entry", "reason", entry.id)
    assert keys.open(entry.reason, place) == b"An advocate said most of it."


def test_the_database_refuses_an_override_without_a_reason(transaction, keys, review, hand):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)
    confirm(transaction, review.id, Decision(Indicator.PN1, record=1), by=hand, keys=keys)
    sound = last_entry(transaction, review.id)
    wrong = IndicatorEntry(
        review_id=review.id, number=2, record_id=sound.record_id, proposed=Indicator.PN1,
        rule="B1", standing=Standing.SETTLED, code=Indicator.PN2,
        decided_by=hand.officer, decided_at=hand.now,
    )  # fmt: skip
    transaction.add(wrong)

    with pytest.raises(IntegrityError, match="override_has_a_reason"):
        transaction.flush()
    transaction.rollback()


def test_a_corrected_code_is_appended_with_a_reason_and_nothing_is_lost(
    transaction, keys, review, hand
):
    record(transaction, review.id, SILENT, by=hand, keys=keys)
    confirm(transaction, review.id, Decision(Indicator.PN4, record=1), by=hand, keys=keys)
    again = Account(
        held=True, attended=Attended.YES, spoke=True, reason="She did speak.", follows=1
    )
    record(transaction, review.id, again, by=hand, keys=keys)

    with pytest.raises(OverrideNeedsReason, match="confirmed"):
        confirm(transaction, review.id, Decision(Indicator.PN1, record=2), by=hand, keys=keys)
    confirm(
        transaction, review.id, Decision(Indicator.PN1, "She did speak.", 2), by=hand, keys=keys
    )

    entries = select(IndicatorEntry.code).order_by(IndicatorEntry.number)
    assert transaction.scalars(entries).all() == [Indicator.PN4, Indicator.PN1]
    assert review.code is Indicator.PN1


def test_the_same_code_can_be_confirmed_anew_on_a_corrected_record(
    transaction, keys, review, hand
):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)
    confirm(transaction, review.id, Decision(Indicator.PN1, record=1), by=hand, keys=keys)
    again = Account(held=True, attended=Attended.PART, spoke=True, reason="In part.", follows=1)
    record(transaction, review.id, again, by=hand, keys=keys)

    entry = confirm(transaction, review.id, Decision(Indicator.PN1, record=2), by=hand, keys=keys)

    assert entry.number == 2


def test_pressing_confirm_twice_adds_nothing(transaction, keys, review, hand):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)
    decision = Decision(Indicator.PN1, record=1)
    first = confirm(transaction, review.id, decision, by=hand, keys=keys)

    assert confirm(transaction, review.id, decision, by=hand, keys=keys) is first


def test_a_code_is_not_confirmed_on_a_record_that_changed_meanwhile(
    transaction, keys, review, hand
):
    record(transaction, review.id, SPOKE, by=hand, keys=keys)

    with pytest.raises(IndicatorRefused, match="changed"):
        confirm(transaction, review.id, Decision(Indicator.PN1), by=hand, keys=keys)


def test_an_officer_cannot_confirm_for_another_officers_child(transaction, keys, review, now):
    other = Hand(cases.an_officer(transaction, "Sam Other").id, now, cases.DESK)

    with pytest.raises(NotYours):
        confirm(transaction, review.id, Decision(Indicator.PN1), by=other, keys=keys)


@pytest.mark.parametrize(
    ("changed", "code", "sentence"),
    [
        ({"age": None}, Indicator.PN1, "date of birth is missing"),
        ({"age": 18}, Indicator.PN1, "pathway review"),
        ({"age": 12}, Indicator.PN0, "under 4"),
        ({"age": 3}, Indicator.PN1, "under 4"),
        ({"day": date(2026, 3, 4), "age": 3}, Indicator.PN0, "has not been yet"),
        ({"age": 12}, Indicator.PN1, "Record first"),
        ({"state": ReviewState.CANCELLED}, Indicator.PN1, "not held"),
    ],
)
def test_a_code_that_cannot_be_is_refused_in_a_sentence(
    transaction, keys, review, hand, changed, code, sentence
):
    for name, value in changed.items():
        setattr(review, name, value)

    with pytest.raises(IndicatorRefused, match=sentence):
        confirm(transaction, review.id, Decision(code, "Because."), by=hand, keys=keys)


@pytest.mark.parametrize("account", [SILENT, Account(held=True, attended=Attended.NO,
                                                     spokesperson=Spokesperson.NONE)])  # fmt: skip
def test_a_child_not_heard_is_never_settled_by_itself(transaction, keys, review, hand, account):
    record(transaction, review.id, account, by=hand, keys=keys)

    assert review.code is None
    assert last_entry(transaction, review.id) is None


@pytest.mark.usefixtures("review")
def test_reviews_of_small_children_wait_for_pn0_until_confirmed_in_one_go(
    transaction, keys, officer, hand
):
    first = small(transaction, keys, officer, day=date(2026, 3, 1))
    second = small(transaction, keys, officer, state=ReviewState.HELD)
    small(transaction, keys, officer, state=ReviewState.CANCELLED)
    small(transaction, keys, officer, day=date(2026, 3, 4))
    waiting = waiting_for_pn0(transaction, by=hand)

    assert waiting == [first.id, second.id]
    assert confirm_all_pn0(transaction, waiting, by=hand, keys=keys) == 2
    assert (first.code, first.state) == (Indicator.PN0, ReviewState.HELD)
    assert waiting_for_pn0(transaction, by=hand) == []


def test_a_recorded_review_of_a_small_child_is_pn0_whatever_happened(
    transaction, keys, officer, hand
):
    review = small(transaction, keys, officer)
    row = record(transaction, review.id, SPOKE, by=hand, keys=keys)

    confirm_all_pn0(transaction, [review.id], by=hand, keys=keys)

    assert last_entry(transaction, review.id).record_id == row.id


def test_nobody_of_four_or_over_is_confirmed_in_bulk(transaction, keys, review, hand):
    with pytest.raises(IndicatorRefused, match="under 4"):
        confirm_all_pn0(transaction, [review.id], by=hand, keys=keys)
