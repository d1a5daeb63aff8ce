"""The log of visits and other contact: noted by the child’s officer, struck out, never lost."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from feedback.beside import Met, Way
from feedback.errors import NotYours, RecordRefused, ReviewUnknown
from feedback.services.contact import note, noted, strike
from feedback.services.deciding import Hand
from feedback.store.models import AuditRow, ContactNote
from tests import cases

DAY = date(2026, 3, 2)
VISIT = Met(date(2026, 2, 20), Way.VISIT, alone=True)
CALL = Met(date(2026, 1, 20), Way.CALL)


@pytest.fixture
def officer(transaction):
    return cases.an_officer(transaction)


@pytest.fixture
def hand(officer, now):
    return Hand(officer.id, now, cases.DESK)


@pytest.fixture
def review(transaction, keys, officer):
    return cases.a_review(transaction, cases.a_child(transaction, keys, officer.id), DAY)


def test_a_visit_and_a_call_stand_in_the_log_by_their_days(transaction, keys, review, hand):
    note(transaction, review.id, [VISIT, CALL], by=hand, keys=keys)

    assert [(one.met, one.who) for one in noted(transaction, review.id)] == [
        (CALL, "Robin Reviewer"),
        (VISIT, "Robin Reviewer"),
    ]
    assert transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all() == [
        "noted-contact"
    ]


def test_the_same_visit_noted_twice_is_one(transaction, keys, review, hand):
    note(transaction, review.id, [VISIT, VISIT], by=hand, keys=keys)
    note(transaction, review.id, [VISIT], by=hand, keys=keys)

    assert len(noted(transaction, review.id)) == 1


def test_a_visit_still_to_come_is_no_fact_yet(transaction, keys, review, hand):
    with pytest.raises(RecordRefused, match="to come"):
        note(transaction, review.id, [Met(date(2026, 4, 1), Way.VISIT)], by=hand, keys=keys)


def test_a_line_noted_in_error_is_struck_out_and_stays(transaction, keys, review, hand):
    note(transaction, review.id, [VISIT], by=hand, keys=keys)
    line = noted(transaction, review.id)[0]

    strike(transaction, review.id, line.id, by=hand, keys=keys)
    strike(transaction, review.id, line.id, by=hand, keys=keys)

    assert noted(transaction, review.id) == ()
    assert transaction.scalars(select(ContactNote)).one().struck_by == hand.officer
    acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts == ["noted-contact", "struck-contact"]


def test_a_line_of_another_review_is_not_struck_out_from_here(transaction, keys, review, hand):
    child = cases.a_child(transaction, keys, hand.officer, "Ben Stone")
    other = cases.a_review(transaction, child, DAY)
    note(transaction, other.id, [VISIT], by=hand, keys=keys)
    line = noted(transaction, other.id)[0]

    with pytest.raises(ReviewUnknown):
        strike(transaction, review.id, line.id, by=hand, keys=keys)

    assert noted(transaction, other.id) == (line,)


def test_another_officer_notes_and_strikes_nothing(transaction, keys, review, hand, now):
    note(transaction, review.id, [VISIT], by=hand, keys=keys)
    line = noted(transaction, review.id)[0]
    other = Hand(cases.an_officer(transaction, "Sam Other").id, now, cases.DESK)

    with pytest.raises(NotYours):
        note(transaction, review.id, [CALL], by=other, keys=keys)
    with pytest.raises(NotYours):
        strike(transaction, review.id, line.id, by=other, keys=keys)


def test_the_database_knows_no_other_way_and_no_half_struck_line(transaction, review, hand, now):
    sound = {
        "review_id": review.id, "day": DAY, "way": Way.VISIT, "alone": False,
        "noted_by": hand.officer, "noted_at": now,
    }  # fmt: skip
    transaction.add(ContactNote(**sound))
    transaction.flush()
    transaction.add(ContactNote(**sound, struck_at=now))

    with pytest.raises(IntegrityError, match="struck_by_someone"):
        transaction.flush()
