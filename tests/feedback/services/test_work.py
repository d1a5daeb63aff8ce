"""What is due is done once, by one worker, and a failure does not stop the rest."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from feedback.services import work
from feedback.services.work import LATE, LEASE, MESSAGES, Task, do_due, is_late, is_made_up
from feedback.store.models import Installation, Job


def every_hour(now):
    return now + timedelta(hours=1)


class Later:
    """A clock that somebody sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


def waits_until(is_so, *, seconds=10):
    """Wait for another thread."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def did():
    return []


@pytest.fixture
def tasks(did):
    return {"tray": Task(lambda _store, now: did.append(now), every_hour)}


def test_what_is_due_is_done_and_is_due_again_later(store, tasks, did, now):
    first = do_due(store, tasks, holder=uuid4(), clock=lambda: now)
    second = do_due(store, tasks, holder=uuid4(), clock=lambda: now + timedelta(minutes=59))
    third = do_due(store, tasks, holder=uuid4(), clock=lambda: now + timedelta(hours=1))

    assert (first, second, third) == (("tray",), (), ("tray",))
    assert did == [now, now + timedelta(hours=1)]


def test_two_workers_never_do_one_job(store, did, now):
    def other_worker_meanwhile(store, now):
        did.append(do_due(store, both, holder=uuid4(), clock=lambda: now))

    both = {"tray": Task(other_worker_meanwhile, every_hour)}

    assert do_due(store, both, holder=uuid4(), clock=lambda: now) == ("tray",)
    assert did == [()]


@pytest.fixture
def beating(monkeypatch):
    """A worker that says a hundred times a second that it is at it."""
    monkeypatch.setattr(work, "BEAT", timedelta(milliseconds=10))


def job(store) -> Job:
    with store.look() as transaction:
        found = transaction.get_one(Job, "tray")
        transaction.expunge(found)
    return found


@pytest.mark.usefixtures("beating")
def test_a_job_that_takes_longer_than_its_lease_stays_with_whoever_does_it(store, did, now):
    clock = Later(now)

    def long(_store, _now):
        clock.now += 10 * LEASE
        waits_until(lambda: job(store).leased_until > clock.now)
        did.append(do_due(store, tasks, holder=uuid4(), clock=clock))

    tasks = {"tray": Task(long, every_hour)}

    assert do_due(store, tasks, holder=uuid4(), clock=clock) == ("tray",)
    assert did == [()]


@pytest.mark.usefixtures("beating")
def test_a_database_that_is_away_for_a_moment_costs_nobody_their_job(store, now, monkeypatch):
    renew, renewed = work.renew, []

    def at_the_second_try(*given, **more):
        renewed.append(1)
        if len(renewed) == 1:
            raise OperationalError("UPDATE job", {}, OSError("busy"))
        renew(*given, **more)

    def long(_store, _now):
        waits_until(lambda: len(renewed) > 1)

    monkeypatch.setattr(work, "renew", at_the_second_try)

    tasks = {"tray": Task(long, every_hour)}
    assert do_due(store, tasks, holder=uuid4(), clock=lambda: now) == ("tray",)


def test_whoever_lost_a_job_to_another_does_not_say_that_it_is_done(store, now):
    """Their database was away for so long that another took it over."""
    other, later = uuid4(), now + LEASE

    def loses_it(_store, _now):
        with store.begin() as transaction:
            held = transaction.get_one(Job, "tray")
            held.holder, held.leased_until = other, later + LEASE

    assert (
        do_due(store, {"tray": Task(loses_it, every_hour)}, holder=uuid4(), clock=lambda: now)
        == ()
    )
    assert (job(store).holder, job(store).ran_at, job(store).due_at) == (other, None, now)


def test_a_job_that_cannot_be_noted_as_done_stops_no_other(store, tasks, did, now):
    def never(_now):
        raise ValueError("no such morning")

    odd = {"backup": Task(lambda *_: None, never)} | tasks

    with pytest.raises(ExceptionGroup):
        do_due(store, odd, holder=uuid4(), clock=lambda: now)
    assert did == [now]


def test_the_duty_page_knows_when_messages_stand_though_all_else_is_done(store, tasks, now):
    def fail(_store, _now):
        raise ValueError("a row that nobody foresaw")

    messages = {MESSAGES: Task(fail, lambda now: now)}
    later = now + LATE + timedelta(seconds=1)
    with pytest.raises(ExceptionGroup):
        do_due(store, messages, holder=uuid4(), clock=lambda: now, is_beside=True)
    do_due(store, tasks, holder=uuid4(), clock=lambda: later)
    with store.look() as transaction:
        assert is_late(transaction, now=later)

    mended = {MESSAGES: Task(lambda *_: None, lambda now: now)}
    do_due(store, mended, holder=uuid4(), clock=lambda: later, is_beside=True)

    with store.look() as transaction:
        assert not is_late(transaction, now=later)


def test_messages_that_go_out_do_not_hide_that_all_else_stands(store, tasks, now):
    later = now + LATE + timedelta(seconds=1)
    do_due(store, tasks, holder=uuid4(), clock=lambda: now)

    messages = {MESSAGES: Task(lambda *_: None, lambda now: now)}
    do_due(store, messages, holder=uuid4(), clock=lambda: later, is_beside=True)

    with store.look() as transaction:
        assert is_late(transaction, now=later)


def test_a_failure_is_seen_stops_nothing_else_and_is_tried_again_after_its_lease(
    store, tasks, did, now
):
    def fail(_store, _now):
        raise OSError("the disk is full")

    failing = {"backup": Task(fail, every_hour)} | tasks

    with pytest.raises(ExceptionGroup, match="failed"):
        do_due(store, failing, holder=uuid4(), clock=lambda: now)
    assert did == [now]
    assert do_due(store, failing, holder=uuid4(), clock=lambda: now + LEASE / 2) == ()
    with pytest.raises(ExceptionGroup):
        do_due(store, failing, holder=uuid4(), clock=lambda: now + LEASE)


def test_the_duty_page_knows_when_nobody_has_worked_for_ten_minutes(store, tasks, now):
    with store.look() as transaction:
        assert is_late(transaction, now=now)

    do_due(store, tasks, holder=uuid4(), clock=lambda: now)

    with store.look() as transaction:
        assert not is_late(transaction, now=now + LATE)
        assert is_late(transaction, now=now + LATE + timedelta(seconds=1))


def test_a_made_up_council_stays_marked_as_made_up_when_the_worker_runs(store, tasks, now):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))

    do_due(store, tasks, holder=uuid4(), clock=lambda: now)

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

    assert do_due(store, {"gone": task}, holder=uuid4(), clock=lambda: now) == ()
    later = now + timedelta(hours=1)
    assert do_due(store, {"gone": task}, holder=uuid4(), clock=lambda: later) == ("gone",)
