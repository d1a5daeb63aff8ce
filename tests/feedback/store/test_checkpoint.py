"""Age removes the oldest rows of the log; a signed checkpoint takes their place."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from feedback.store import audit, checkpoint
from feedback.store.audit import SYSTEM, Act
from feedback.store.models import AuditRow, Checkpoint

OPENED = Act("opened-views", "views", reason="Covering for a colleague who is ill")


@pytest.fixture
def log(transaction, keys, now):
    """Eight rows, of which age has removed five."""
    for minute in range(8):
        at = now + timedelta(minutes=minute)
        audit.write(transaction, SYSTEM, OPENED, keys=keys, now=at)
    assert checkpoint.cut(transaction, 5, keys=keys, now=now) == 5
    return transaction


def without_guards(transaction):
    """Play somebody with the whole database in hand."""
    if transaction.get_bind().dialect.name == "postgresql":
        for table in ("audit", "checkpoint"):
            transaction.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    else:
        for table in ("audit", "checkpoint"):
            for act in ("update", "delete"):
                transaction.execute(text(f"DROP TRIGGER {table}_keeps_{act}"))


def test_the_log_is_whole_after_age_removed_its_beginning_and_goes_on(log, keys, now):
    assert audit.first_broken(log, keys=keys) is None

    row = audit.write(log, SYSTEM, OPENED, keys=keys, now=now)

    assert row.place == 9
    assert audit.first_broken(log, keys=keys) is None
    assert audit.length(log) == 4


def test_a_log_that_went_whole_goes_on_from_its_checkpoint(log, keys, now):
    checkpoint.cut(log, 8, keys=keys, now=now)

    row = audit.write(log, SYSTEM, OPENED, keys=keys, now=now)

    assert row.place == 9
    assert audit.first_broken(log, keys=keys) is None


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM audit WHERE place = 6",
        "DELETE FROM audit WHERE place = 7",
        "DELETE FROM checkpoint",
        "UPDATE checkpoint SET place = 6",
        "UPDATE checkpoint SET after = mark",
        "UPDATE checkpoint SET made_at = '2020-01-01 00:00:00'",
        "UPDATE audit SET who = 'nobody' WHERE place = 6",
    ],
)
def test_whatever_else_is_missing_or_changed_is_found(log, keys, change):
    without_guards(log)

    log.execute(text(change))
    log.expire_all()

    assert audit.first_broken(log, keys=keys) is not None


def test_a_checkpoint_that_somebody_else_made_is_found(log, keys, now):
    after = log.get_one(AuditRow, 7).mac
    log.add(Checkpoint(place=7, after=after, made_at=now, mark=bytes(32)))
    log.flush()
    log.execute(text("DELETE FROM audit WHERE place <= 7"))
    log.expire_all()

    assert audit.first_broken(log, keys=keys) == 7


@pytest.mark.parametrize(
    "act",
    [
        "DELETE FROM audit WHERE place = 6",
        "DELETE FROM checkpoint",
        "UPDATE checkpoint SET place = 9",
    ],
)
def test_the_database_removes_no_row_that_no_checkpoint_stands_for(log, act):
    with pytest.raises(DBAPIError, match="never changed"), log.begin_nested():
        log.execute(text(act))
