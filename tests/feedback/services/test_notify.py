"""Staff are told that something waits, once for each reason, whatever happened meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from feedback.due_dates import Clocks
from feedback.services.notify import notify
from feedback.services.raise_concern import acknowledge, raise_concern
from feedback.store.models import (
    ConcernKind,
    Cover,
    Duty,
    Message,
    Role,
    SentViews,
    Staff,
    Urgency,
)
from tests.road import NOW, REVIEW_DAY

MONDAY = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)  # three working days after Mia sent something


@pytest.fixture
def staffed(invited):
    """Somebody on duty, a manager, and the officer, each with an address."""
    with invited.store.begin() as transaction:
        for duty in (Duty.SAFEGUARDING, Duty.MANAGER):
            transaction.add(
                Staff(
                    name=duty.title(),
                    email=f"{duty}@council.example",
                    roles=[_role(transaction, duty)],
                )
            )
        transaction.get_one(Staff, invited.officer_id).email = "robin@council.example"
    return invited


def _role(transaction, duty):
    return transaction.get(Role, duty) or Role(name=duty)


def tell(road, *, now=NOW):
    return notify(road.store, clocks=Clocks(), now=now)


def told(road) -> set[tuple[str, Urgency]]:
    with road.store.look() as transaction:
        rows = transaction.execute(
            select(Staff.email, Message.urgency).join(Message, Message.staff_id == Staff.id)
        )
        return {(email.partition("@")[0], urgency) for email, urgency in rows}


def asks_for_somebody(road, *, now=NOW):
    with road.store.begin() as transaction:
        return raise_concern(transaction, road.letter_id, ConcernKind.NOT_SAFE, now=now)


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
