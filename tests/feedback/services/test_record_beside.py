"""What the record of a review says beside how the child took part."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import column, insert, select, table
from sqlalchemy.exc import IntegrityError

from feedback.beside import Beside, Contact, LateBecause, Met, SeenAlone, Way
from feedback.errors import RecordRefused
from feedback.participation import Attended, Spokesperson, Views
from feedback.services.contact import noted
from feedback.services.deciding import Hand, last_record
from feedback.services.record import Account, beside_of, record
from feedback.store.models import Episode, Record, ReviewState
from feedback.store.models.base import new_key
from tests import cases

DAY = date(2026, 3, 2)
WENT = Account(held=True, attended=Attended.YES, spoke=True)
VISIT = Met(date(2026, 2, 20), Way.VISIT, alone=True)
ALL = Beside(
    part_two_day=date(2026, 3, 20),
    seen_alone=SeenAlone.YES,
    seen_alone_on=date(2026, 2, 20),
    contact=Contact.MADE,
    late_because=LateBecause.COURT,
    notified_on=date(2026, 2, 1),
    notified_in_time=True,
    documents_on=date(2026, 2, 27),
    documents_in_time=True,
)


@pytest.fixture
def officer(transaction):
    return cases.an_officer(transaction)


@pytest.fixture
def hand(officer, now):
    return Hand(officer.id, now, cases.DESK)


@pytest.fixture
def child(transaction, keys, officer):
    return cases.a_child(transaction, keys, officer.id)


@pytest.fixture
def review(transaction, child):
    return cases.a_review(transaction, child, DAY, due_day=date(2026, 3, 1))


@pytest.fixture
def care(transaction, child):
    stay = Episode(
        child_id=child.id, began=date(2026, 1, 30), reason="S", legal_status="C2", row=b"sealed"
    )
    transaction.add(stay)
    transaction.flush()


def test_everything_beside_is_kept_and_comes_back(transaction, keys, review, hand):
    account = replace(WENT, beside=ALL, met=(VISIT,))

    record(transaction, review.id, account, by=hand, keys=keys)

    assert beside_of(last_record(transaction, review.id)) == ALL
    assert [one.met for one in noted(transaction, review.id)] == [VISIT]
    assert review.part_two_day == date(2026, 3, 20)


def test_what_was_never_recorded_says_nothing(transaction, review):
    assert beside_of(last_record(transaction, review.id)) == Beside()


def test_what_was_missing_is_filled_in_later_without_a_reason(transaction, keys, review, hand):
    record(transaction, review.id, WENT, by=hand, keys=keys)
    fuller = replace(WENT, beside=Beside(seen_alone=SeenAlone.DECLINED), follows=1)

    row = record(transaction, review.id, fuller, by=hand, keys=keys)

    assert (row.number, row.reason) == (2, None)


def test_to_change_what_was_recorded_needs_a_reason(transaction, keys, review, hand):
    declined = replace(WENT, beside=Beside(seen_alone=SeenAlone.DECLINED))
    record(transaction, review.id, declined, by=hand, keys=keys)
    other = replace(WENT, beside=Beside(seen_alone=SeenAlone.NO), follows=1)

    with pytest.raises(RecordRefused, match="needs a reason"):
        record(transaction, review.id, other, by=hand, keys=keys)


def test_to_say_the_same_again_adds_nothing(transaction, keys, review, hand):
    account = replace(WENT, beside=ALL, met=(VISIT,))
    first = record(transaction, review.id, account, by=hand, keys=keys)

    again = record(transaction, review.id, replace(account, met=(), follows=1), by=hand, keys=keys)

    assert again is first


def test_contact_that_was_made_stands_in_the_log(transaction, keys, review, hand):
    made = replace(WENT, beside=Beside(contact=Contact.MADE))

    with pytest.raises(RecordRefused, match="at least one visit"):
        record(transaction, review.id, made, by=hand, keys=keys)


def test_no_contact_and_a_visit_in_the_log_cannot_both_be_true(transaction, keys, review, hand):
    none = replace(WENT, beside=Beside(contact=Contact.NONE), met=(VISIT,))

    with pytest.raises(RecordRefused, match="strike it out first"):
        record(transaction, review.id, none, by=hand, keys=keys)


def test_that_there_was_no_contact_is_a_fact(transaction, keys, review, hand):
    none = replace(WENT, beside=Beside(contact=Contact.NONE))

    assert record(transaction, review.id, none, by=hand, keys=keys).contact is Contact.NONE


@pytest.mark.usefixtures("care")
def test_the_next_review_is_due_three_months_after_the_first(transaction, keys, review, hand):
    row = record(transaction, review.id, WENT, by=hand, keys=keys)

    assert row.next_due_day == date(2026, 6, 2)


@pytest.mark.usefixtures("care")
def test_nothing_is_due_after_a_review_at_18_or_one_that_was_not_held(
    transaction, keys, review, hand
):
    review.age = 18
    row = record(transaction, review.id, WENT, by=hand, keys=keys)
    put_off = Account(held=False, reason="Mistaken.", follows=1)

    assert row.next_due_day is None
    assert record(transaction, review.id, put_off, by=hand, keys=keys).next_due_day is None


@pytest.mark.usefixtures("care")
def test_a_review_put_off_no_longer_times_the_next(transaction, keys, child, review, hand):
    planned = cases.a_review(transaction, child, date(2026, 5, 20), due_day=date(2026, 6, 2))

    record(transaction, review.id, Account(held=False), by=hand, keys=keys)
    assert planned.due_day == date(2026, 2, 27)

    was_held = replace(WENT, reason="It was held after all.", follows=1)
    record(transaction, review.id, was_held, by=hand, keys=keys)
    assert review.state is ReviewState.HELD
    assert planned.due_day == date(2026, 6, 2)


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"seen_alone": "perhaps"}, "seen_alone"),
        ({"contact": "some"}, "contact"),
        ({"late_because": "rain"}, "late_because"),
        ({"seen_alone": "yes"}, "seen_alone_has_a_day"),
        ({"seen_alone_on": DAY}, "day_was_seen_alone"),
        ({"seen_alone": "no", "seen_alone_on": DAY}, "day_was_seen_alone"),
        ({"notified_in_time": True}, "notified_has_a_day"),
        ({"documents_in_time": True}, "documents_have_a_day"),
    ],
)
def test_the_database_keeps_to_the_lists_and_to_the_days(
    transaction, review, hand, now, values, refused
):
    sound = {
        "id": new_key(), "review_id": review.id, "number": 1, "held": True, "spoke": False,
        "attended": Attended.YES.value, "signed": False, "views": Views.NONE.value,
        "spokesperson": Spokesperson.NONE.value, "recorded_by": hand.officer, "recorded_at": now,
    }  # fmt: skip
    _past_the_model(transaction, sound | {"number": 9, "id": new_key()})
    assert transaction.scalars(select(Record.number)).all() == [9]

    with pytest.raises(IntegrityError, match=refused):
        _past_the_model(transaction, sound | values)


def _past_the_model(transaction, row):
    """Write a row past the lists that the model itself holds to."""
    columns = [
        column(name, None if isinstance(value, str) else Record.__table__.c[name].type)
        for name, value in row.items()
    ]
    transaction.execute(insert(table("record", *columns)).values(row))
