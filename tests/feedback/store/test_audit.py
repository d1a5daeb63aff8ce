from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.errors import AuditUnwritable
from feedback.store import audit
from feedback.store.audit import SYSTEM, Act, Actor, Permit
from feedback.store.models import AuditRow
from feedback.store.sealing import Place, PrivateKey

OFFICER = Actor("4f1c", "officer")
OPENED = Act("opened-views", "views", uuid4())
CHANGES = {
    "who": "someone-else",
    "role": "office",
    "act": "looked",
    "subject": "letter",
    "subject_id": None,
    "reason": b"x",
    "at": datetime(2020, 1, 1, tzinfo=UTC),
}


def _a_log_of(rows, transaction, keys, now):
    for minute in range(rows):
        audit.write(transaction, OFFICER, OPENED, keys=keys, now=now + timedelta(minutes=minute))


def _without_its_guard(transaction):
    """Play somebody with the whole database in hand."""
    if transaction.get_bind().dialect.name == "postgresql":
        transaction.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
    else:
        transaction.execute(text("DROP TRIGGER audit_keeps_update"))
        transaction.execute(text("DROP TRIGGER audit_keeps_delete"))


def test_a_log_nobody_touched_is_whole(transaction, keys, now):
    _a_log_of(4, transaction, keys, now)

    assert audit.first_broken(transaction, keys=keys) is None
    assert audit.length(transaction) == 4


def test_an_empty_log_is_whole(transaction, keys):
    assert audit.first_broken(transaction, keys=keys) is None
    assert audit.length(transaction) == 0


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_row_is_found_whatever_was_changed(transaction, keys, now, column):
    _a_log_of(4, transaction, keys, now)
    _without_its_guard(transaction)

    change = update(AuditRow).where(AuditRow.place == 3).values({column: CHANGES[column]})
    transaction.execute(change)
    transaction.expire_all()

    assert audit.first_broken(transaction, keys=keys) == 3


def test_an_empty_reason_put_where_there_was_none_is_found(transaction, keys, now):
    _a_log_of(4, transaction, keys, now)
    _without_its_guard(transaction)

    transaction.execute(update(AuditRow).where(AuditRow.place == 3).values(reason=b""))
    transaction.expire_all()

    assert audit.first_broken(transaction, keys=keys) == 3


def test_a_missing_row_is_found(transaction, keys, now):
    _a_log_of(4, transaction, keys, now)
    _without_its_guard(transaction)

    transaction.execute(text("DELETE FROM audit WHERE place = 2"))

    assert audit.first_broken(transaction, keys=keys) == 2


def test_two_rows_that_changed_places_are_found(transaction, keys, now):
    _a_log_of(4, transaction, keys, now)
    _without_its_guard(transaction)

    for before, after in ((2, 9), (3, 2), (9, 3)):
        transaction.execute(
            text("UPDATE audit SET place = :after WHERE place = :before"),
            {"before": before, "after": after},
        )
    transaction.expire_all()

    assert audit.first_broken(transaction, keys=keys) == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.tuples(st.integers(1, 6), st.integers(0, 31)), bit=st.integers(0, 7))
def test_no_link_of_the_chain_can_be_forged_bit_by_bit(store, keys, now, where, bit):
    place, byte = where
    with store.engine.connect() as connection, connection.begin() as kept:
        transaction = Session(connection)
        _a_log_of(6, transaction, keys, now)
        _without_its_guard(transaction)
        mac = bytearray(transaction.get_one(AuditRow, place).mac)
        mac[byte] ^= 1 << bit

        transaction.execute(
            text("UPDATE audit SET mac = :mac WHERE place = :p"), {"mac": bytes(mac), "p": place}
        )
        transaction.expire_all()

        assert audit.first_broken(transaction, keys=keys) == place
        kept.rollback()


@pytest.mark.parametrize("act", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_log(transaction, keys, now, act):
    _a_log_of(1, transaction, keys, now)

    with pytest.raises(DBAPIError, match="never changed"), transaction.begin_nested():
        transaction.execute(text(act))


def test_a_reason_is_sealed_because_it_is_a_persons_own_words(transaction, keys, now):
    act = Act("broke-glass", "views", uuid4(), reason="Covering for a colleague who is ill")

    row = audit.write(transaction, OFFICER, act, keys=keys, now=now)

    assert b"colleague" not in row.reason
    assert keys.open(row.reason, Place("audit", "reason", "1")).decode() == act.reason


@pytest.mark.parametrize("other", ["other words", "another key", "no seal"])
def test_a_reason_that_was_put_in_another_ones_place_is_found(transaction, keys, now, other):
    act = Act("broke-glass", "views", uuid4(), reason="Covering for a colleague who is ill")
    row = audit.write(transaction, OFFICER, act, keys=keys, now=now)
    assert audit.first_broken(transaction, keys=keys) is None
    _without_its_guard(transaction)
    place = Place("audit", "reason", "1")
    row.reason = {
        "other words": keys.seal(b"Nobody asked me", place),
        "another key": PrivateKey.new().public.seal(act.reason.encode(), place),
        "no seal": row.reason[:-1] + bytes([row.reason[-1] ^ 1]),
    }[other]
    transaction.flush()

    assert audit.first_broken(transaction, keys=keys) == 1


def test_a_reason_from_before_there_were_marks_is_chained_as_it_lies(
    transaction, keys, now, monkeypatch
):
    monkeypatch.setattr(audit, "_mark", lambda *_: None)
    act = Act("broke-glass", "views", uuid4(), reason="Covering for a colleague who is ill")
    row = audit.write(transaction, OFFICER, act, keys=keys, now=now)
    assert audit.first_broken(transaction, keys=keys) is None
    _without_its_guard(transaction)

    row.reason = keys.seal(act.reason.encode(), Place("audit", "reason", "1"))
    transaction.flush()

    assert audit.first_broken(transaction, keys=keys) == 1


def test_an_opening_is_in_the_log_before_anything_can_be_opened(store, keys, now):
    place = Place("views", "answers", "1")
    sealed = keys.seal("I’m okay.".encode(), place)

    permit = audit.opened_by(store, OFFICER, OPENED, keys=keys, now=now)

    with store.look() as other:
        row = other.get_one(AuditRow, permit.place)
        assert (row.who, row.act, row.subject_id) == ("4f1c", "opened-views", OPENED.subject_id)
    assert permit.read(sealed, place) == "I’m okay."


def test_no_permit_is_given_when_the_log_cannot_be_written(store, keys, now):
    with store.begin() as transaction:
        transaction.execute(text("ALTER TABLE audit RENAME TO lost"))

    with pytest.raises(AuditUnwritable, match="nothing is shown"):
        audit.opened_by(store, OFFICER, OPENED, keys=keys, now=now)


def test_openings_at_the_same_moment_still_make_one_chain(store, keys, now):
    permits = [audit.opened_by(store, SYSTEM, OPENED, keys=keys, now=now) for _ in range(3)]

    assert [permit.place for permit in permits] == [1, 2, 3]
    assert all(isinstance(permit, Permit) for permit in permits)
    with store.look() as transaction:
        assert audit.first_broken(transaction, keys=keys) is None
