"""Staff are told that something waits, once for each reason, whatever happened meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from feedback.services import notify as notify_service
from feedback.services.deliver import deliver
from feedback.services.raise_concern import acknowledge
from feedback.store.models import (
    ConcernKind,
    Cover,
    Message,
    SentViews,
    Staff,
    Urgency,
)
from tests.feedback.services.told import asks_for_somebody, enlist, is_away, tell, told
from tests.road import NOW, REVIEW_DAY

MONDAY = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)  # three working days after Mia sent something


@pytest.fixture
def staffed(invited):
    """Somebody on duty, a manager, and the officer, each with an address."""
    enlist(invited)
    return invited


def test_where_nothing_waits_nobody_is_told(staffed):
    assert tell(staffed) == 0


def test_a_concern_reaches_duty_at_once_and_nobody_else_yet(staffed):
    asks_for_somebody(staffed)

    tell(staffed)

    assert told(staffed) == {("safeguarding", Urgency.NOW)}


def test_nobody_is_told_twice_of_one_thing(staffed):
    asks_for_somebody(staffed)
    tell(staffed)

    assert tell(staffed, now=NOW + timedelta(minutes=14)) == 0


@pytest.mark.parametrize(("minutes", "messages"), [(15, 2), (60, 2), (240, 2)])
def test_each_step_that_was_missed_calls_duty_again_and_the_managers_too(
    staffed, minutes, messages
):
    asks_for_somebody(staffed)
    tell(staffed)

    assert tell(staffed, now=NOW + timedelta(minutes=minutes)) == messages
    assert ("manager", Urgency.NOW) in told(staffed)


def test_after_standing_still_for_hours_only_the_step_it_has_come_to_is_told(staffed):
    asks_for_somebody(staffed)

    assert tell(staffed, now=NOW + timedelta(hours=5)) == 2


@pytest.mark.parametrize(
    ("hours", "kind"),
    [
        (5, ConcernKind.NOT_SAFE),
        (24, ConcernKind.NOT_SAFE),
        (8 * 24, ConcernKind.LETTER_SHUT),
        (40 * 24, ConcernKind.NOT_SAFE),
    ],
)
def test_whom_nobody_helps_is_called_for_every_four_hours_however_long_it_takes(
    staffed, hours, kind
):
    asks_for_somebody(staffed, kind=kind)
    last = hours - hours % 4

    called = []
    for passed in (0, 4, last, hours, last + 4, last + 5):
        called.append(tell(staffed, now=NOW + timedelta(hours=passed)))
        deliver(staffed.store, lambda _: None, now=NOW + timedelta(hours=passed))

    assert called == [1, 2, 0 if last == 4 else 2, 0, 2, 0]


def test_where_no_mail_gets_out_for_days_nobody_is_called_a_dozen_times_over(staffed):
    asks_for_somebody(staffed)
    for hours in (0, 4, 8, 12, 72):
        tell(staffed, now=NOW + timedelta(hours=hours))
    waiting = len(staffed.rows(Message))

    deliver(staffed.store, lambda _: None, now=NOW + timedelta(hours=72))

    assert waiting == 1 + 2
    assert tell(staffed, now=NOW + timedelta(hours=72)) == 2  # and then it is said again, once


def test_two_workers_who_work_it_out_at_once_tell_it_once(staffed, monkeypatch):
    asks_for_somebody(staffed)
    begin = staffed.store.begin

    def begin_after_the_other():
        monkeypatch.undo()
        tell(staffed)
        return begin()

    monkeypatch.setattr(staffed.store, "begin", begin_after_the_other)
    tell(staffed)

    assert len(staffed.rows(Message)) == 1


def test_what_cannot_be_worked_out_keeps_nobody_from_being_called(staffed, monkeypatch):
    asks_for_somebody(staffed)

    def fail(*_all, **_more):
        raise ValueError("a row that nobody foresaw")

    monkeypatch.setattr(notify_service, "waiting_for_second", fail)
    monkeypatch.setattr(notify_service, "too_many_tries", fail)
    with pytest.raises(ExceptionGroup) as failed:
        tell(staffed)

    assert len(failed.value.exceptions) == 2
    assert told(staffed) == {("safeguarding", Urgency.NOW)}


def test_whoever_is_on_duty_and_cannot_be_reached_is_nobody_on_duty(staffed):
    with staffed.store.begin() as transaction:
        on_duty = select(Staff).where(Staff.email.startswith("safeguarding"))
        transaction.scalars(on_duty).one().active = False
    asks_for_somebody(staffed)

    tell(staffed)

    assert told(staffed) == {("manager", Urgency.NOW)}


def test_once_somebody_has_it_nobody_else_is_called(staffed):
    concern = asks_for_somebody(staffed)
    with staffed.store.begin() as transaction:
        acknowledge(transaction, concern, staffed.officer_id, keys=staffed.keys, now=NOW)

    assert tell(staffed, now=NOW + timedelta(hours=1)) == 0


def test_where_nobody_is_on_duty_the_managers_are_called_at_once(staffed):
    with staffed.store.begin() as transaction:
        gone = select(Staff).where(Staff.email.startswith("safeguarding"))
        transaction.scalars(gone).one().roles = []
    asks_for_somebody(staffed)

    tell(staffed)

    assert told(staffed) == {("manager", Urgency.NOW)}


@pytest.mark.parametrize("change", [{"active": False}, {"email": None}])
def test_nobody_who_left_or_has_no_address_is_told(staffed, change):
    with staffed.store.begin() as transaction:
        for staff in transaction.scalars(select(Staff)).all():
            for name, value in change.items():
                setattr(staff, name, value)
    asks_for_somebody(staffed)

    assert tell(staffed) == 0


def test_the_officer_learns_that_something_was_sent(staffed):
    staffed.has_sent(worries="The dark")

    tell(staffed)

    assert told(staffed) == {("robin", Urgency.SOON)}


@pytest.mark.parametrize(
    ("since", "until", "who"),
    [
        (timedelta(-1), timedelta(1), "cover"),
        (timedelta(0), timedelta(0), "cover"),
        (timedelta(1), timedelta(2), "robin"),
        (timedelta(-2), timedelta(-1), "robin"),
    ],
)
def test_while_the_officer_is_away_their_cover_learns_that_something_was_sent(
    staffed, since, until, who
):
    staffed.has_sent(worries="The dark")
    is_away(staffed, NOW.date() + since, NOW.date() + until)

    tell(staffed)

    assert told(staffed) == {(who, Urgency.SOON)}


def test_what_was_sent_past_the_officer_is_told_to_duty_where_nobody_covers(staffed):
    staffed.has_sent(worries="The dark")
    with staffed.store.begin() as transaction:
        transaction.scalars(select(SentViews)).one().not_iro = True

    tell(staffed)

    assert told(staffed) == {("safeguarding", Urgency.SOON)}


def test_it_is_told_to_whoever_covers(staffed):
    staffed.has_sent(worries="The dark")
    with staffed.store.begin() as transaction:
        other = Staff(name="Cover", email="cover@council.example")
        transaction.add(other)
        transaction.flush()
        transaction.add(Cover(since=REVIEW_DAY.replace(day=1), staff_id=other.id))
        transaction.scalars(select(SentViews)).one().not_iro = True

    tell(staffed)

    assert told(staffed) == {("cover", Urgency.SOON)}


def test_what_waits_too_long_is_told_once_on_a_working_morning_to_officer_and_duty(staffed):
    staffed.has_sent(worries="The dark")
    tell(staffed)

    early = tell(staffed, now=MONDAY.replace(hour=6, minute=59))
    morning = tell(staffed, now=MONDAY)
    noon = tell(staffed, now=MONDAY.replace(hour=12))

    assert (early, morning, noon) == (0, 2, 0)
    assert told(staffed) == {("robin", Urgency.SOON), ("safeguarding", Urgency.SOON)}


def test_on_a_sunday_nobody_is_reminded(staffed):
    staffed.has_sent(worries="The dark")
    tell(staffed)

    assert tell(staffed, now=MONDAY - timedelta(days=1)) == 0


def test_what_was_read_is_told_to_nobody(staffed):
    staffed.has_sent(worries="The dark")
    with staffed.store.begin() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        views.read_at, views.read_by = NOW, staffed.officer_id

    assert tell(staffed, now=MONDAY) == 0


def test_what_was_sent_long_before_messages_were_switched_on_is_no_news(staffed):
    staffed.has_sent(worries="The dark")

    tell(staffed, now=MONDAY.replace(hour=5))

    assert told(staffed) == set()
