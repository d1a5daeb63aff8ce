"""Verifying the log: one sentence for whole, broken, or not the one whose head was kept."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from feedback.errors import LogBroken, LogHeadUnsound
from feedback.services import errands
from feedback.services.verify_log import KIND, Whole, carry_out, kept_heads, order, verify
from feedback.store import audit
from feedback.store.audit import SYSTEM, Act, Actor
from feedback.store.log_head import LogHead, write_down
from feedback.store.models import ErrandState
from tests import cases


def write(store, keys, now, rows=3):
    with store.begin() as transaction:
        for _ in range(rows):
            audit.write(transaction, SYSTEM, Act("tipped-out", "tray"), keys=keys, now=now)


@pytest.fixture
def ada(store):
    with store.begin() as transaction:
        return Actor(str(cases.an_officer(transaction, "Ada").id), "auditor")


@pytest.fixture
def verified(store, keys, ada, now, tmp_path):
    """Order it, let a worker do it, and return what its page would say."""

    def done(head=""):
        with store.begin() as transaction:
            asked = order(transaction, head, by=ada, keys=keys, now=now)
        doers = {KIND: lambda store, doing: carry_out(store, doing, keys=keys, heads=tmp_path)}
        errands.do_next(store, doers, holder=uuid4(), clock=lambda: now)
        with store.look() as transaction:
            return errands.find(transaction, asked, by=UUID(ada.who), now=now)

    return done


def test_a_whole_log_is_said_to_be_whole_with_how_far_it_was(store, keys, now):
    write(store, keys, now)
    steps = []

    with store.look() as transaction:
        head = LogHead.of(transaction)
        found = verify(
            transaction, [("a.head", head)], keys=keys, step=lambda *far: steps.append(far)
        )

    assert found == Whole(3, 1)
    assert steps[-1] == (3, 3)


def test_somebody_asks_and_is_told_how_many_rows_are_whole(store, keys, now, verified, tmp_path):
    write(store, keys, now)
    with store.look() as transaction:
        write_down(transaction, tmp_path, day=now.date())
    assert [name for name, _head in kept_heads(tmp_path)] == ["2026-03-03.head"]

    told = verified()

    assert (told.state, told.done, told.total) == (ErrandState.DONE, 4, 4), "the asking is a row"


def test_a_row_that_was_changed_is_named(store, keys, now, verified):
    write(store, keys, now)
    _as_somebody_with_the_database(store, "UPDATE audit SET act = 'looked' WHERE place = 2")

    told = verified()

    assert (told.state, told.failure) == (ErrandState.FAILED, "The log is broken at row 2.")


def test_a_log_whose_end_was_cut_off_shows_beside_a_head_kept_elsewhere(
    store, keys, now, verified
):
    write(store, keys, now, rows=9)
    with store.look() as transaction:
        head = str(LogHead.of(transaction))
    _as_somebody_with_the_database(store, "DELETE FROM audit WHERE place > 4")
    assert verified().state is ErrandState.DONE

    told = verified(head)

    assert told.failure.startswith("The log is not the one whose head is in the head that was")


def test_what_is_no_head_is_refused_before_anything_is_done(store, keys, now, ada):
    with pytest.raises(LogHeadUnsound), store.begin() as transaction:
        order(transaction, "12 abc", by=ada, keys=keys, now=now)


def test_a_broken_log_is_refused_in_one_sentence(store, keys, now):
    write(store, keys, now)
    _as_somebody_with_the_database(store, "DELETE FROM audit WHERE place = 2")

    with store.look() as transaction, pytest.raises(LogBroken, match=r"broken at row 2\.$"):
        verify(transaction, [], keys=keys)


def _as_somebody_with_the_database(store, statement):
    with store.begin() as transaction:
        if transaction.get_bind().dialect.name == "postgresql":
            transaction.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        else:
            transaction.execute(text("DROP TRIGGER IF EXISTS audit_keeps_update"))
            transaction.execute(text("DROP TRIGGER IF EXISTS audit_keeps_delete"))
        transaction.execute(text(statement))
