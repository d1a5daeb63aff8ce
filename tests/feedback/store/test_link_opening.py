"""What the database itself keeps of an asking who wrote a worrying evaluation."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, IntegrityError

from feedback.services.link_openings import place_of
from feedback.store.models import LinkOpening
from tests import commented
from tests.road import NOW

HOUR = timedelta(hours=1)
MARK = bytes(32)


@pytest.fixture
def people(store):
    with store.begin() as transaction:
        return commented.staff(transaction, "Asker Ada", "Second Sam")


@pytest.fixture
def remark(keys):
    def remark(key):
        return keys.seal(b"Nothing else says who it is.", place_of(key, "remark"))

    return remark


@pytest.fixture
def asking(keys, people):
    def asking(mark=MARK):
        row = LinkOpening(id=uuid4(), mark=mark, asked_by=people[0], asked_at=NOW)
        row.reason = keys.seal(b"Somebody hurts them at night.", place_of(row.id, "reason"))
        return row

    return asking


@pytest.fixture
def asked(store, asking):
    return added(store, asking())


def added(store, row):
    with store.begin() as transaction:
        transaction.add(row)
        transaction.flush()
        return row.id


def changed(store, key, **values):
    with store.begin() as transaction:
        transaction.execute(update(LinkOpening).filter_by(id=key).values(**values))


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"decided_by": 0, "decided_at": NOW, "agreed": True, "remark": 1}, "two_people"),
        ({"decided_by": 1, "agreed": True, "remark": 1}, "decided_by_someone"),
        ({"decided_by": 1, "decided_at": NOW, "remark": 1}, "decided_either_way"),
        ({"decided_by": 1, "decided_at": NOW, "agreed": True}, "decided_with_a_reason"),
        (
            {"decided_by": 1, "decided_at": NOW - HOUR, "agreed": True, "remark": 1},
            "decided_after_asking",
        ),
        (
            {"decided_by": 1, "decided_at": NOW, "agreed": False, "remark": 1, "shut_at": NOW},
            "shut_once_opened",
        ),
        ({"reason": b"too short"}, "reason_is_a_sentence"),
        ({"remark": b"too short"}, "remark_is_a_sentence"),
        ({"mark": b"short"}, "mark_is_whole|stays"),
    ],
)
def test_what_is_not_sound_is_refused(store, people, asked, remark, values, refused):
    if "decided_by" in values:
        values = {**values, "decided_by": people[values["decided_by"]]}
    if values.get("remark") == 1:
        values = {**values, "remark": remark(asked)}

    with pytest.raises(DBAPIError, match=refused):
        changed(store, asked, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"agreed": True},
        {"decided_at": NOW + HOUR},
        {"asked_at": NOW - HOUR},
        {"mark": bytes(31) + b"1"},
    ],
)
def test_nobody_decides_again_starts_the_hour_anew_or_points_it_at_another(
    store, people, asked, remark, values
):
    said = {"decided_by": people[1], "decided_at": NOW, "remark": remark(asked)}
    changed(store, asked, agreed=False, **said)

    with pytest.raises(DBAPIError, match="stays"):
        changed(store, asked, **values)


@pytest.mark.usefixtures("asked")
def test_two_never_wait_about_one_sheet(store, asking):
    with pytest.raises(IntegrityError, match=r"uq_link_opening_waits|link_opening\.mark"):
        added(store, asking())


def test_it_leads_to_those_two_people_and_to_nobody_else():
    assert {key.column.table.name for key in LinkOpening.__table__.foreign_keys} == {"staff"}
