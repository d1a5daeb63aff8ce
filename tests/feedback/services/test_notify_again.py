"""More of who is told, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from feedback.due_dates import Clocks
from feedback.services.notify import notify
from feedback.services.raise_concern import raise_concern
from feedback.store.models import (
    Absence,
    ConcernKind,
    Duty,
    Message,
    Role,
    SentViews,
    Staff,
    Urgency,
)
from tests.road import NOW

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


def asks_for_somebody(road, *, kind=ConcernKind.NOT_SAFE, now=NOW):
    with road.store.begin() as transaction:
        return raise_concern(transaction, road.letter_id, kind, now=now)


def is_away(road, since, until):
    """Have another officer cover for Robin on these days."""
    with road.store.begin() as transaction:
        cover = Staff(name="Cover", email="cover@council.example")
        transaction.add(cover)
        transaction.flush()
        away = {"staff_id": road.officer_id, "cover_id": cover.id, "since": since, "until": until}
        transaction.add(Absence(**away, set_by=road.officer_id, set_at=NOW))


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
