"""What is due is done once, by one worker, and a failure does not stop the rest."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.services.work import LATE, LEASE, Task, do_due, is_late, is_made_up
from feedback.store.models import Installation, Job


def every_hour(now):
    return now + timedelta(hours=1)


@pytest.fixture
def did():
    return []


@pytest.fixture
def tasks(did):
    return {"tray": Task(lambda _store, now: did.append(now), every_hour)}


def test_what_is_due_is_done_and_is_due_again_later(store, tasks, did, now):
    first = do_due(store, tasks, holder=uuid4(), now=now)
    second = do_due(store, tasks, holder=uuid4(), now=now + timedelta(minutes=59))
    third = do_due(store, tasks, holder=uuid4(), now=now + timedelta(hours=1))

    assert (first, second, third) == (("tray",), (), ("tray",))
    assert did == [now, now + timedelta(hours=1)]


def test_two_workers_never_do_one_job(store, did, now):
    def other_worker_meanwhile(store, now):
        did.append(do_due(store, both, holder=uuid4(), now=now))

    both = {"tray": Task(other_worker_meanwhile, every_hour)}

    assert do_due(store, both, holder=uuid4(), now=now) == ("tray",)
    assert did == [()]


def test_a_failure_is_seen_stops_nothing_else_and_is_tried_again_after_its_lease(
    store, tasks, did, now
):
    def fail(_store, _now):
        raise OSError("the disk is full")

    failing = {"backup": Task(fail, every_hour)} | tasks

    with pytest.raises(ExceptionGroup, match="failed"):
        do_due(store, failing, holder=uuid4(), now=now)
    assert did == [now]
    assert do_due(store, failing, holder=uuid4(), now=now + LEASE / 2) == ()
    with pytest.raises(ExceptionGroup):
        do_due(store, failing, holder=uuid4(), now=now + LEASE)


def test_the_duty_page_knows_when_nobody_has_worked_for_ten_minutes(store, tasks, now):
    with store.look() as transaction:
        assert is_late(transaction, now=now)

    do_due(store, tasks, holder=uuid4(), now=now)

    with store.look() as transaction:
        assert not is_late(transaction, now=now + LATE)
        assert is_late(transaction, now=now + LATE + timedelta(seconds=1))


def test_a_made_up_council_stays_marked_as_made_up_when_the_worker_runs(store, tasks, now):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))

    do_due(store, tasks, holder=uuid4(), now=now)

    with store.look() as transaction:
        assert transaction.scalar(select(Installation.made_up))
        assert transaction.get_one(Job, "tray").holder is None


@pytest.mark.parametrize("made_up", [True, False])
def test_an_installation_knows_whether_anybody_in_it_is_real(transaction, made_up):
    transaction.add(Installation(id=1, made_up=made_up))
    transaction.flush()

    assert is_made_up(transaction) is made_up


def test_an_installation_nobody_began_is_not_made_up(transaction):
    assert not is_made_up(transaction)


def test_what_waits_is_not_done_when_it_is_new(store, now):
    done = []
    task = Task(lambda *_: done.append(1), lambda now: now + timedelta(hours=1), waits=True)

    assert do_due(store, {"gone": task}, holder=uuid4(), now=now) == ()
    later = now + timedelta(hours=1)
    assert do_due(store, {"gone": task}, holder=uuid4(), now=later) == ("gone",)
