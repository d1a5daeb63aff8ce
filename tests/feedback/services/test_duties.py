"""A duty is given by two people and taken by one, and somebody always keeps what must be kept."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from feedback.due_dates import Clocks
from feedback.errors import StaffRefused
from feedback.services import duties
from feedback.services.notify import notify
from feedback.store.audit import Actor
from feedback.store.models import Assignment, Duty, DutyAsking, Message, Staff
from feedback.store.models.people import staff_role
from tests import cases
from tests.feedback.services.inviting import *  # noqa: F403  fixtures are found by name
from tests.feedback.services.inviting import _somebody, acts


@pytest.fixture
def morgan(transaction):
    return _somebody(transaction, "Morgan Manager", Duty.MANAGER)


@pytest.fixture
def second(morgan, by):
    return replace(by, actor=Actor(str(morgan.id), "manager"))


def held(staff):
    return {role.name for role in staff.roles}


def test_a_duty_is_theirs_once_a_second_person_gave_it(transaction, by, robin, second):
    key = duties.ask(transaction, robin.id, Duty.AUDITOR, by=by)
    (waits,) = duties.waiting(transaction, now=by.now)
    assert held(robin) == {Duty.OFFICER}

    duties.decide(transaction, key, given=True, by=second)

    assert (waits.name, waits.duty, waits.asker) == ("Robin Reed", Duty.AUDITOR, "Kim Keeps")
    assert held(robin) == {Duty.OFFICER, Duty.AUDITOR}
    assert acts(transaction)[-2:] == ["asked-for-duty-auditor", "gave-duty-auditor"]
    assert duties.waiting(transaction, now=by.now) == ()


def test_what_is_declined_or_withdrawn_changes_nothing(transaction, by, robin, second):
    key = duties.ask(transaction, robin.id, Duty.AUDITOR, by=by)
    duties.decide(transaction, key, given=False, by=second)
    key = duties.ask(transaction, robin.id, Duty.AUDITOR, by=by)
    duties.withdraw(transaction, key, by=by)

    assert held(robin) == {Duty.OFFICER}
    assert acts(transaction)[-3:] == [
        *("declined-duty-auditor", "asked-for-duty-auditor", "withdrew-asking-for-duty-auditor"),
    ]
    for over in (key, uuid4()):
        with pytest.raises(StaffRefused, match="does not wait"):
            duties.decide(transaction, over, given=True, by=second)


def test_nobody_gives_what_they_asked_for_nor_what_would_be_theirs(transaction, by, kim, second):
    lee = _somebody(transaction, "Lee Keeps", Duty.ADMINISTRATOR)
    for_me = duties.ask(transaction, kim, Duty.OFFICER, by=by)
    for_morgan = duties.ask(transaction, lee.id, Duty.OFFICER, by=by)

    with pytest.raises(StaffRefused, match="You asked"):
        duties.decide(transaction, for_me, given=True, by=by)
    himself = replace(by, actor=Actor(str(lee.id), "administrator"))
    with pytest.raises(StaffRefused, match="would be yours"):
        duties.decide(transaction, for_morgan, given=True, by=himself)

    duties.decide(transaction, for_me, given=True, by=second)
    assert held(transaction.get_one(Staff, kim)) == {Duty.ADMINISTRATOR, Duty.OFFICER}


def test_what_cannot_be_asked_is_said(transaction, by, robin):
    with pytest.raises(StaffRefused, match="have that duty already"):
        duties.ask(transaction, robin.id, Duty.OFFICER, by=by)
    duties.ask(transaction, robin.id, Duty.OFFICE, by=by)
    with pytest.raises(StaffRefused, match="asked for already"):
        duties.ask(transaction, robin.id, Duty.OFFICE, by=by)
    robin.active = False
    with pytest.raises(StaffRefused, match="Invite them instead"):
        duties.ask(transaction, robin.id, Duty.RETURNS, by=by)


def test_an_asking_runs_out_after_a_week_and_is_swept_after_a_month(
    transaction, by, robin, second
):
    key = duties.ask(transaction, robin.id, Duty.OFFICE, by=by)
    later = by.now + duties.WAITS_FOR
    assert duties.waiting(transaction, now=later) == ()
    with pytest.raises(StaffRefused, match="does not wait"):
        duties.decide(transaction, key, given=True, by=replace(second, now=later))

    again = duties.ask(transaction, robin.id, Duty.OFFICE, by=replace(by, now=later))

    duties.sweep(transaction, now=later + duties.KEPT)
    assert transaction.scalars(select(DutyAsking.id)).all() == [again]
    duties.sweep(transaction, now=later + duties.KEPT + timedelta(1))
    assert transaction.scalars(select(DutyAsking.id)).all() == []


def test_a_duty_is_taken_at_once_and_every_visit_of_theirs_ends(transaction, by, kim, robin):
    for staff in (robin, transaction.get_one(Staff, kim)):
        staff.roles = [*staff.roles, *_somebody(transaction, f"X{staff.id}", Duty.OFFICE).roles]
        before = staff.fs_uniquifier

        duties.take(transaction, staff.id, Duty.OFFICE, by=by)

        assert Duty.OFFICE not in held(staff)
        assert staff.fs_uniquifier != before
    assert acts(transaction)[-1] == "took-duty-office"


@pytest.mark.parametrize(
    ("duty", "said"),
    [(Duty.ADMINISTRATOR, "last administrator"), (Duty.SAFEGUARDING, "last person on")],
)
def test_the_last_who_may_come_in_keeps_what_must_be_kept(transaction, by, kim, now, duty, said):
    kept = _somebody(transaction, "Pat Person", duty)
    both = _somebody(transaction, "Quin Quest", Duty.OFFICE)
    both.roles = [*both.roles, *kept.roles]
    others = [kept, transaction.get_one(Staff, kim)]
    kept.active, others[1].password = False, None

    with pytest.raises(StaffRefused, match=said):
        duties.take(transaction, both.id, duty, by=by)
    kept.active, kept.last_day = True, date(2026, 3, 2)
    with pytest.raises(StaffRefused, match=said):
        duties.take(transaction, both.id, duty, by=by)

    kept.last_day = now.date()
    duties.take(transaction, both.id, duty, by=by)
    assert held(both) == {Duty.OFFICE}


def test_children_are_handed_over_before_their_officer_is_one_no_more(
    transaction, by, robin, keys, now
):
    child = cases.a_child(transaction, keys, robin.id)
    robin.roles = [*robin.roles, *_somebody(transaction, "Ola Office", Duty.OFFICE).roles]
    with pytest.raises(StaffRefused, match="hands them over first"):
        duties.take(transaction, robin.id, Duty.OFFICER, by=by)
    yesterday = now.date() - timedelta(1)
    transaction.execute(
        update(Assignment).where(Assignment.child_id == child.id).values(until=yesterday)
    )

    duties.take(transaction, robin.id, Duty.OFFICER, by=by)

    assert held(robin) == {Duty.OFFICE}
    with pytest.raises(StaffRefused, match="only duty"):
        duties.take(transaction, robin.id, Duty.OFFICE, by=by)
    with pytest.raises(StaffRefused, match="do not have that duty"):
        duties.take(transaction, robin.id, Duty.OFFICER, by=by)


def test_those_who_may_give_it_are_told_once_that_something_waits(store, keys, now):
    with store.begin() as transaction:
        kim = _somebody(transaction, "Kim Keeps", Duty.ADMINISTRATOR)
        lee = _somebody(transaction, "Lee Keeps", Duty.ADMINISTRATOR)
        morgan = _somebody(transaction, "Morgan Manager", Duty.MANAGER)
        by = duties.Hand(Actor(str(kim.id), "administrator"), keys, now)
        duties.ask(transaction, lee.id, Duty.AUDITOR, by=by)
        second = morgan.id

    notify(store, clocks=Clocks(), now=now)
    notify(store, clocks=Clocks(), now=now + timedelta(hours=1))

    with store.look() as transaction:
        told = transaction.execute(select(Message.staff_id, Message.cause)).all()
    assert [(who, cause[:5]) for who, cause in told] == [(second, "duty ")]


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"decided_by": "asker"}, "two_people"),
        ({"decided_by": "theirs"}, "never_for_oneself"),
        ({"decided_at": None}, "decided_by_someone"),
        ({"given": None}, "decided_either_way"),
        ({"decided_at": 0}, "decided_after_asking"),
    ],
)
def test_the_database_takes_no_unsound_decision(
    transaction, by, kim, robin, morgan, told, refused
):
    duties.ask(transaction, robin.id, Duty.OFFICE, by=by)
    people = {"asker": kim, "theirs": robin.id, 0: by.now - timedelta(1)}
    decided = {"decided_by": morgan.id, "decided_at": by.now, "given": True}
    decided |= {name: people.get(value, value) for name, value in told.items()}

    with pytest.raises(IntegrityError, match=refused):
        transaction.execute(update(DutyAsking).values(decided))


def test_the_database_keeps_what_was_decided_and_the_last_of_those_who_must_be_there(
    transaction, by, kim, robin, second
):
    key = duties.ask(transaction, robin.id, Duty.OFFICE, by=by)
    duties.decide(transaction, key, given=False, by=second)
    transaction.flush()
    with pytest.raises(DBAPIError, match="stays"), transaction.begin_nested():
        transaction.execute(update(DutyAsking).values(given=True))

    gone = delete(staff_role).where(staff_role.c.staff_id == kim)
    with pytest.raises(DBAPIError, match="must be there"), transaction.begin_nested():
        transaction.execute(gone)
    _somebody(transaction, "Lee Keeps", Duty.ADMINISTRATOR)
    transaction.execute(gone)
