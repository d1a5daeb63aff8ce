"""Whoever said nothing may be reminded twice; whoever said anything at all never is."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from feedback.due_dates import Clocks
from feedback.questionnaire import Stage
from feedback.replies import Reply, Wanted, Way
from feedback.services import reminders, reply
from feedback.services.letter_desk import Clerk
from feedback.services.office_list import Moment, Part
from feedback.store.models import (
    AuditRow,
    Letter,
    Reminded,
    Reminder,
    Review,
    ReviewState,
    Staff,
)
from tests.road import NOW

TEN_BEFORE = datetime(2026, 3, 6, 9, tzinfo=UTC)
FIVE_BEFORE = datetime(2026, 3, 13, 9, tzinfo=UTC)
SAID = (Wanted(Reply.NO), Wanted(Reply.LATER), Wanted(Reply.ANOTHER_WAY, Way.PAPER))


@pytest.fixture
def clerk(invited) -> Clerk:
    with invited.store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        return Clerk(alex.id, invited.keys, invited.desk, TEN_BEFORE)


def at(now=TEN_BEFORE):
    return Moment(now, Clocks())


def due(road, now=TEN_BEFORE):
    with road.store.look() as transaction:
        found = reminders.due(transaction, at=at(now))
        assert reminders.count(transaction, at=at(now)) == len(found)
    return found


def gives(road, clerk, way=Reminded.PHONED, now=TEN_BEFORE):
    there = replace(clerk, now=now)
    return reminders.give(road.store, there, [road.review_id], way, at=at(now))


def says(road, wanted):
    visit = road.comes_in()
    with road.open(visit) as (transaction, opened):
        reply.say(transaction, opened, (Stage.CONSULTATION, wanted), helped=False, now=NOW)


def test_a_child_who_said_nothing_is_on_the_list_at_ten_and_at_five_working_days(invited, clerk):
    assert due(invited, TEN_BEFORE - timedelta(days=1)) == ()
    (first,) = due(invited)
    gives(invited, clerk)
    assert due(invited) == ()
    assert due(invited, FIVE_BEFORE - timedelta(days=1)) == ()

    (second,) = due(invited, FIVE_BEFORE)

    assert (first.number, second.number) == (1, 2)
    gives(invited, clerk, now=FIVE_BEFORE)
    assert due(invited, FIVE_BEFORE + timedelta(days=3)) == ()


def test_who_was_never_reminded_is_reminded_once_at_the_last_clock(invited, clerk):
    (only,) = due(invited, FIVE_BEFORE)
    gives(invited, clerk, now=FIVE_BEFORE)

    assert only.number == 2
    assert due(invited, FIVE_BEFORE) == ()


@pytest.mark.parametrize("wanted", SAID, ids=lambda wanted: str(wanted.reply))
def test_whoever_said_anything_is_not_reminded(invited, clerk, wanted):
    says(invited, wanted)

    assert due(invited) == ()
    assert gives(invited, clerk) == ()
    assert invited.rows(Reminder) == []


def test_whoever_sent_something_is_not_reminded(invited, clerk):
    invited.has_sent(worries="The dark")

    assert gives(invited, clerk) == ()


@pytest.mark.parametrize("wanted", SAID, ids=lambda wanted: str(wanted.reply))
def test_the_database_itself_refuses_to_remind_a_child_who_said_no(invited, clerk, wanted):
    says(invited, wanted)

    _refused(invited, clerk)


def test_the_database_itself_refuses_to_remind_a_child_who_sent_something(invited, clerk):
    invited.has_sent(worries="The dark")

    _refused(invited, clerk)


def _refused(road, clerk):
    row = {"number": 1, "way": Reminded.PRINTED, "done_by": clerk.staff_id, "done_at": NOW}
    with pytest.raises(IntegrityError, match="not reminded"), road.store.begin() as transaction:
        transaction.add(Reminder(review_id=road.review_id, **row))


def test_a_reminder_is_written_down_with_who_gave_it_and_how(invited, clerk):
    (given,) = gives(invited, clerk, Reminded.PASSED_ON)

    (row,) = invited.rows(Reminder)
    assert (row.number, row.way, row.done_by) == (1, Reminded.PASSED_ON, clerk.staff_id)
    assert (given.officer, given.letter_number) == ("Robin Reviewer", invited.letter().number)
    assert [row.act for row in invited.rows(AuditRow)][-1] == "gave-reminder"


def test_only_those_who_were_ticked_are_reminded(invited, clerk):
    assert reminders.give(invited.store, clerk, [], Reminded.PHONED, at=at()) == ()
    assert invited.rows(Reminder) == []


@pytest.mark.parametrize(
    "change",
    [
        {"state": ReviewState.CANCELLED},
        {"day": TEN_BEFORE.date() - timedelta(1)},
        {"day": TEN_BEFORE.date(), "at": time(8)},
    ],
    ids=["cancelled", "over", "begun"],
)
def test_before_no_review_nobody_is_reminded(invited, clerk, change):
    with invited.store.begin() as transaction:
        transaction.execute(update(Review).values(**change))

    assert gives(invited, clerk) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": NOW},
        {"opens_on": TEN_BEFORE.date() + timedelta(1)},
        {"issued_at": TEN_BEFORE - timedelta(days=1)},
    ],
    ids=["ended", "not open yet", "just made"],
)
def test_nobody_is_reminded_of_a_letter_that_opens_nothing_or_has_hardly_come(
    invited, clerk, change
):
    with invited.store.begin() as transaction:
        transaction.execute(update(Letter).values(**change))

    assert gives(invited, clerk) == ()


def test_the_council_sets_its_own_clocks(invited):
    early = Moment(NOW, Clocks(reminders=(20,)))
    with invited.store.begin() as transaction:
        transaction.execute(update(Letter).values(issued_at=NOW - timedelta(days=7)))

    with invited.store.look() as transaction:
        (found,) = reminders.due(transaction, at=early, part=Part(0, 10))

    assert found.number == 1
