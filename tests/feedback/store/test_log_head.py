"""A head of the log, kept somewhere else, shows what the chain itself cannot: a log cut short."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from feedback.errors import LogHeadUnsound
from feedback.store import audit, checkpoint
from feedback.store.audit import SYSTEM, Act
from feedback.store.log_head import LogHead, write_down

NOTHING = LogHead(0, bytes(32))


def a_log_of(rows, transaction, keys, now, act="looked"):
    for _row in range(rows):
        audit.write(transaction, SYSTEM, Act(act, "log"), keys=keys, now=now)


def cut_off(transaction, *, after):
    """Play somebody with the whole database in hand."""
    if transaction.get_bind().dialect.name == "postgresql":
        transaction.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
    else:
        transaction.execute(text("DROP TRIGGER IF EXISTS audit_keeps_delete"))
    transaction.execute(text("DELETE FROM audit WHERE place > :after"), {"after": after})
    transaction.expire_all()


def test_a_log_that_went_on_goes_on_from_its_head(transaction, keys, now):
    a_log_of(3, transaction, keys, now)
    head = LogHead.of(transaction)
    a_log_of(2, transaction, keys, now)

    assert head.rows == 3
    assert head.first_missing(transaction) is None


def test_a_log_cut_short_is_whole_in_itself_and_is_found_by_its_head(transaction, keys, now):
    a_log_of(5, transaction, keys, now)
    head = LogHead.of(transaction)

    cut_off(transaction, after=3)

    assert audit.first_broken(transaction, keys=keys) is None
    assert head.first_missing(transaction) == 4


def test_other_rows_in_the_place_of_those_cut_off_are_found(transaction, keys, now):
    a_log_of(5, transaction, keys, now)
    head = LogHead.of(transaction)
    cut_off(transaction, after=3)

    a_log_of(2, transaction, keys, now, act="something-else")

    assert audit.first_broken(transaction, keys=keys) is None
    assert head.first_missing(transaction) == 5


def test_every_log_goes_on_from_nothing(transaction, keys, now):
    assert LogHead.of(transaction) == NOTHING

    a_log_of(1, transaction, keys, now)

    assert NOTHING.first_missing(transaction) is None


def test_a_head_that_was_written_down_is_read_again(transaction, keys, now, tmp_path):
    a_log_of(2, transaction, keys, now)

    path = write_down(transaction, tmp_path / "heads", day=now.date())

    assert path.name == "2026-03-03.head"
    assert path.stat().st_mode & 0o077 == 0
    assert LogHead.read(path.read_text()) == LogHead.of(transaction)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@given(rows=st.integers(0, 10**17), mac=st.binary(min_size=32, max_size=32))
def test_whatever_is_written_is_read(rows, mac):
    head = LogHead(rows, mac)

    assert LogHead.read(f"{head}\n") == head


@pytest.mark.parametrize("said", ["", "3", "3 abc", f"٣ {'0' * 64}", f"03 {'0' * 64}", "x" * 70])
def test_what_is_no_head_is_refused(said):
    with pytest.raises(LogHeadUnsound, match="no head of a log"):
        LogHead.read(said)


@pytest.mark.parametrize("upto", [4, 5, 6, 8])
def test_a_head_from_before_age_removed_rows_still_fits_and_another_does_not(
    transaction, keys, now, upto
):
    heads = []
    for minute in range(8):
        act = Act("opened-views", "views")
        audit.write(transaction, SYSTEM, act, keys=keys, now=now + timedelta(minutes=minute))
        heads.append(LogHead.of(transaction))

    checkpoint.cut(transaction, upto, keys=keys, now=now)

    assert [head.first_missing(transaction) for head in heads] == [None] * 8
    assert LogHead.of(transaction) == heads[-1]
    assert LogHead(upto, bytes(32)).first_missing(transaction) == upto
    assert LogHead(9, bytes(32)).first_missing(transaction) == 9
