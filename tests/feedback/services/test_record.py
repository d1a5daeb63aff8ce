from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.errors import NotYours, RecordRefused, ReviewUnknown
from feedback.participation import Attended, Spokesperson, Views
from feedback.services.deciding import Hand
from feedback.services.record import Account, record, suggested_views
from feedback.store.models import AuditRow, Record, ReviewState
from feedback.store.sealing import Place
from tests import cases

DAY = date(2026, 3, 2)
WENT = Account(held=True, attended=Attended.YES, spoke=True)


@pytest.fixture
def officer(transaction):
    return cases.an_officer(transaction)


@pytest.fixture
def hand(officer, now):
    return Hand(officer.id, now, cases.DESK)


@pytest.fixture
def review(transaction, keys, officer):
    return cases.a_review(transaction, cases.a_child(transaction, keys, officer.id), DAY)


def test_a_recorded_review_was_held_and_is_written_down(transaction, keys, review, hand):
    row = record(transaction, review.id, WENT, by=hand, keys=keys)

    assert (row.number, row.attended, row.spoke, row.recorded_by) == (
        1, Attended.YES, True, hand.officer,
    )  # fmt: skip
    assert review.state is ReviewState.HELD
    assert transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all() == [
        "recorded-review"
    ]


def test_a_held_review_may_be_evaluated_once_its_decisions_are_out(
    transaction, keys, review, hand
):
    letter, _ = cases.a_letter(transaction, review)

    record(transaction, review.id, WENT, by=hand, keys=keys)

    assert letter.evaluation_from == date(2026, 3, 9)
    assert letter.evaluation_until == date(2026, 4, 8)  # Good Friday and Easter Monday between
    assert letter.went is True


def test_a_review_in_two_parts_is_evaluated_after_the_second(transaction, keys, review, hand):
    review.part_two_day = date(2026, 3, 3)
    letter, _ = cases.a_letter(transaction, review)

    record(transaction, review.id, WENT, by=hand, keys=keys)

    assert letter.evaluation_from == date(2026, 3, 10)


def test_correcting_a_record_never_opens_a_closed_evaluation_again(
    transaction, keys, review, hand
):
    letter, _ = cases.a_letter(transaction, review)
    record(transaction, review.id, WENT, by=hand, keys=keys)
    opened = letter.evaluation_from
    review.part_two_day = date(2026, 3, 3)
    away = Account(held=True, attended=Attended.NO, reason="Mistaken.", follows=1)

    record(transaction, review.id, away, by=hand, keys=keys)

    assert letter.evaluation_from == opened
    assert letter.went is False


def test_a_review_that_was_not_held_has_no_evaluation_and_no_code(transaction, keys, review, hand):
    letter, _ = cases.a_letter(transaction, review)
    record(transaction, review.id, WENT, by=hand, keys=keys)
    put_off = Account(held=False, reason="It was put off.", follows=1)

    record(transaction, review.id, put_off, by=hand, keys=keys)

    assert review.state is ReviewState.CANCELLED
    assert review.code is None
    assert letter.evaluation_from is None


def test_a_review_can_be_put_off_before_its_day_and_without_a_letter(
    transaction, keys, review, hand
):
    review.day = date(2026, 4, 1)

    record(transaction, review.id, Account(held=False), by=hand, keys=keys)

    assert review.state is ReviewState.CANCELLED


def test_a_review_still_to_come_cannot_be_recorded_as_held(transaction, keys, review, hand):
    review.day = date(2026, 3, 4)

    with pytest.raises(RecordRefused, match="has not been yet"):
        record(transaction, review.id, WENT, by=hand, keys=keys)


def test_a_correction_is_a_further_row_with_its_reason_sealed(transaction, keys, review, hand):
    record(transaction, review.id, WENT, by=hand, keys=keys)
    corrected = Account(held=True, attended=Attended.NO, reason=" I mixed up two. ", follows=1)

    row = record(transaction, review.id, corrected, by=hand, keys=keys)

    rows = transaction.scalars(select(Record).order_by(Record.number)).all()
    assert [(r.number, r.attended) for r in rows] == [(1, Attended.YES), (2, Attended.NO)]
    assert keys.open(row.reason, Place("record", "reason", row.id)) == b"I mixed up two."


def test_a_correction_without_a_reason_is_refused(transaction, keys, review, hand):
    record(transaction, review.id, WENT, by=hand, keys=keys)

    with pytest.raises(RecordRefused, match="needs a reason"):
        record(transaction, review.id, Account(held=True, follows=1), by=hand, keys=keys)


def test_two_pages_open_at_once_do_not_write_over_each_other(transaction, keys, review, hand):
    record(transaction, review.id, WENT, by=hand, keys=keys)

    with pytest.raises(RecordRefused, match="meanwhile"):
        record(transaction, review.id, WENT, by=hand, keys=keys)


def test_an_officer_cannot_record_another_officers_review(transaction, keys, review, now):
    other = Hand(cases.an_officer(transaction, "Sam Other").id, now, cases.DESK)

    with pytest.raises(NotYours):
        record(transaction, review.id, WENT, by=other, keys=keys)


def test_a_review_that_is_not_there_cannot_be_recorded(transaction, keys, hand):
    with pytest.raises(ReviewUnknown):
        record(transaction, uuid4(), WENT, by=hand, keys=keys)


def test_the_hand_of_an_officer_is_on_the_day_it_is_in_england():
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert Hand(uuid4(), late, cases.DESK).today == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("sent", "suggested"),
    [
        ([], Views.NONE),
        ([{"real": False}], Views.BLANK),
        ([{}], Views.UNKNOWN),
        ([{"late": True}], Views.LATE),
        ([{"late": True}, {}], Views.UNKNOWN),
        ([{"late": True, "real": False}], Views.BLANK),
    ],
)
def test_the_best_thing_received_is_suggested_and_never_that_it_was_shared(
    transaction, keys, review, sent, suggested
):
    letter, _ = cases.a_letter(transaction, review)
    for one in sent:
        after = timedelta(hours=1) if one.get("late") else -timedelta(hours=1)
        cases.some_views(
            transaction, keys, letter, {}, real=one.get("real", True),
            sent_at=letter.closes_at + after,
        )  # fmt: skip

    assert suggested_views(transaction, review.id) is suggested


def test_withdrawn_views_are_as_if_they_never_came(transaction, keys, review):
    letter, _ = cases.a_letter(transaction, review)
    cases.some_views(transaction, keys, letter, {}).answers = None
    transaction.flush()

    assert suggested_views(transaction, review.id) is Views.NONE


def test_what_is_unknown_is_the_record_nobody_filled_in():
    assert Account(held=True).spokesperson is Spokesperson.UNKNOWN
