"""What the database itself keeps of a reading outside one’s own cases."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, IntegrityError

from feedback.services.outside import place_of
from feedback.store.models import OutsideReading
from tests import cases
from tests.road import NOW, REVIEW_DAY

HOUR = timedelta(hours=1)


@pytest.fixture
def people(store):
    with store.begin() as transaction:
        return [cases.an_officer(transaction, name).id for name in ("Asker Ada", "Second Sam")]


@pytest.fixture
def asked(store, keys, people):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, None)
        review = cases.a_review(transaction, child, REVIEW_DAY)
        row = OutsideReading(id=uuid4(), review_id=review.id, asked_by=people[0], asked_at=NOW)
        row.reason = keys.seal(b"She rang and is afraid.", place_of(row.id))
        transaction.add(row)
        transaction.flush()
        return row.id


def changed(store, key, **values):
    with store.begin() as transaction:
        transaction.execute(update(OutsideReading).filter_by(id=key).values(**values))


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"decided_by": 0, "decided_at": NOW, "agreed": True}, "two_people"),
        ({"decided_by": 1, "agreed": True}, "decided_by_someone"),
        ({"decided_by": 1, "decided_at": NOW}, "decided_either_way"),
        ({"decided_by": 1, "decided_at": NOW - HOUR, "agreed": True}, "decided_after_asking"),
        (
            {"decided_by": 1, "decided_at": NOW, "agreed": False, "given_back_at": NOW},
            "given_back_once_opened",
        ),
        ({"reason": b"too short"}, "reason_is_a_sentence"),
    ],
)
def test_what_is_not_sound_is_refused(store, people, asked, values, refused):
    if "decided_by" in values:
        values = {**values, "decided_by": people[values["decided_by"]]}

    with pytest.raises(IntegrityError, match=refused):
        changed(store, asked, **values)


@pytest.mark.parametrize(
    "values", [{"agreed": True}, {"decided_at": NOW + HOUR}, {"asked_at": NOW - HOUR}]
)
def test_nobody_decides_again_or_starts_the_hour_anew(store, people, asked, values):
    changed(store, asked, decided_by=people[1], decided_at=NOW, agreed=False)

    with pytest.raises(DBAPIError, match="stays"):
        changed(store, asked, **values)


def test_it_is_given_back_once_it_was_agreed_to(store, people, asked):
    changed(store, asked, decided_by=people[1], decided_at=NOW, agreed=True)

    changed(store, asked, given_back_at=NOW + HOUR)

    with store.look() as transaction:
        assert transaction.get_one(OutsideReading, asked).given_back_at
