"""How long things have waited is told in steps, and never of how many."""

from datetime import timedelta

import pytest

from feedback.due_dates import Clocks
from feedback.services.examine import stands_ready
from feedback.services.raise_concern import raise_concern
from feedback.services.standing import standing, worked_seconds
from feedback.services.work import Task, do_due
from feedback.store import Store
from feedback.store.audit import SYSTEM, Act, write
from feedback.store.engine import connect
from feedback.store.models import ConcernKind, Job, Message, Urgency
from tests.road import NOW, Road

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def road(store, keys, tmp_path):
    return Road(store, keys, tmp_path)


def stands(road, passed=timedelta(0)):
    return standing(road.store, clocks=Clocks(), now=NOW + passed)


def test_where_nothing_waits_nothing_is_told(road):
    found = stands(road)

    assert (found.concern_minutes, found.outbox_minutes, found.jobs_late) == (0, 0, 0)
    assert (found.words_overdue, found.clock_behind, found.worked_seconds) == (False, False, None)


@pytest.mark.parametrize(("minutes", "told"), [(0, 0), (14, 0), (15, 15), (59, 15), (300, 240)])
def test_a_call_for_help_is_told_by_the_step_it_passed(road, minutes, told):
    road.invited()
    with road.store.begin() as transaction:
        raise_concern(transaction, road.letter_id, ConcernKind.NOT_SAFE, now=NOW)

    assert stands(road, minutes * MINUTE).concern_minutes == told


def test_a_message_that_waits_is_told_by_the_step_it_passed_until_it_is_sent(road):
    with road.store.begin() as transaction:
        message = Message(staff_id=road.officer_id, cause="views", urgency=Urgency.SOON,
                          made_at=NOW, next_at=NOW)  # fmt: skip
        transaction.add(message)
        transaction.flush()
        key = message.id
    assert [stands(road, n * MINUTE).outbox_minutes for n in (9, 10, 61)] == [0, 10, 60]

    with road.store.begin() as transaction:
        transaction.get_one(Message, key).sent_at = NOW

    assert stands(road, DAY).outbox_minutes == 0


def test_words_that_nobody_opened_in_time_are_told_as_a_yes(road):
    road.has_sent(wishes="A dog")

    assert not stands(road).words_overdue
    assert stands(road, 7 * DAY).words_overdue


def test_work_that_stands_still_and_a_clock_that_runs_behind_are_told(road):
    do_due(
        road.store,
        {"tray": Task(lambda *_: None, lambda now: now)},
        holder=None,
        clock=lambda: NOW,
    )
    with road.store.begin() as transaction:
        transaction.add(Job(name="stuck", due_at=NOW))
        write(transaction, SYSTEM, Act("did", "job"), keys=road.keys, now=NOW)

    found = stands(road, 61 * MINUTE)

    assert (found.worked_seconds, found.jobs_late, found.clock_behind) == (3660, 2, False)
    assert stands(road, -2 * MINUTE).clock_behind
    assert worked_seconds(road.store, now=NOW - 2 * MINUTE) == 0


def test_of_a_database_that_is_away_nothing_is_told():
    away = Store(connect("sqlite:////nowhere/at/all.sqlite"))

    assert standing(away, clocks=Clocks(), now=NOW) is None
    assert worked_seconds(away, now=NOW) is None
    assert stands_ready(away) == (False, False)
