"""On Monday whoever watches is told that last week’s list waits, once, until somebody looked."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.catalogue import load_catalogue
from feedback.errors import WeekRefused
from feedback.services import read_views
from feedback.services.look_at_reads import look_at, looked, waits
from feedback.services.notify import notify
from feedback.services.outside import Who
from feedback.services.read_views import Reader
from feedback.services.staff_tries import ACCOUNT_TRIES
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.models import AuditRow, Duty, Message, Staff, StaffTry, Urgency
from tests import cases
from tests.feedback.services.managing import NOW, Service

LAST = date(2026, 3, 2)
MONDAY = datetime(2026, 3, 9, 7, 30, tzinfo=cases.LONDON)
DAY = timedelta(days=1)


@pytest.fixture
def service(store, keys):
    service = Service(store, keys)
    emails = {service.manager.staff: "morgan", service.staff("Aud", Duty.AUDITOR): "aud"}
    with store.begin() as transaction:
        for key, name in emails.items():
            transaction.get_one(Staff, key).email = f"{name}@council.example"
    return service


@pytest.fixture
def dana(service):
    return service.staff("Dana Duty", Duty.SAFEGUARDING)


@pytest.fixture
def read(service, dana):
    """Dana, on duty, read in the week of 2 March what nobody else had."""
    child = service.child(service.staff("Robin Reviewer"))
    sent_at = datetime(2026, 2, 23, 9, tzinfo=cases.LONDON)
    views = service.sends(service.review(child, date(2026, 3, 10)), "A lock", sent_at=sent_at)
    reader = Reader(dana, service.keys, load_catalogue())
    clocks = service.manager.desk.clocks
    read_views.open_unread(service.store, reader, views, clocks=clocks, now=NOW)


def told(service, now, cause="reads"):
    notify(service.store, clocks=cases.DESK.clocks, now=now)
    with service.store.look() as transaction:
        wanted = select(Staff.email, Message.urgency).join(Message, Message.staff_id == Staff.id)
        rows = transaction.execute(wanted.where(Message.cause.like(f"{cause} %")))
        return sorted((email.partition("@")[0], urgency) for email, urgency in rows)


def looks(service, who, monday=LAST, now=MONDAY):
    with service.store.begin() as transaction:
        look_at(transaction, monday, by=Who(who, "manager", service.keys, now))


def seen(service):
    with service.store.look() as transaction:
        return [(one.who, one.at) for one in looked(transaction, LAST)]


BOTH = [("aud", Urgency.SOON), ("morgan", Urgency.SOON)]


@pytest.mark.usefixtures("read")
def test_managers_and_auditors_are_told_on_monday_morning_and_no_earlier(service):
    assert told(service, MONDAY - 12 * timedelta(hours=1)) == []
    assert told(service, MONDAY - timedelta(hours=1)) == []

    assert told(service, MONDAY) == BOTH


@pytest.mark.usefixtures("read")
def test_they_are_told_once_a_week_whoever_works_and_however_often(service):
    for minutes in range(0, 7 * 24 * 60, 12 * 60):
        assert told(service, MONDAY + timedelta(minutes=minutes)) == BOTH

    assert told(service, MONDAY + 7 * DAY) == BOTH, "of the week after there is nothing to see"


@pytest.mark.usefixtures("read")
def test_a_portal_that_stood_still_on_monday_tells_on_tuesday(service):
    assert told(service, MONDAY + DAY) == BOTH


def test_where_nobody_read_nobody_is_told(service):
    assert told(service, MONDAY) == []


@pytest.mark.usefixtures("read")
def test_once_somebody_looked_nobody_is_told_and_who_and_when_stay(service):
    looks(service, service.manager.staff)
    looks(service, service.manager.staff, now=MONDAY + DAY)

    assert told(service, MONDAY + DAY) == []
    assert seen(service) == [("Morgan Manager", MONDAY)]
    with service.store.look() as transaction:
        assert waits(transaction, MONDAY.date()) is None
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts.count("looked-at-reads") == 1


@pytest.mark.usefixtures("read")
def test_whoever_stands_on_the_list_does_not_look_it_over(service, dana):
    with pytest.raises(WeekRefused, match="somebody else"):
        looks(service, dana)

    assert seen(service) == []


@pytest.mark.parametrize("monday", [LAST + 7 * DAY, LAST + DAY])
def test_a_week_that_is_not_over_or_no_week_is_not_looked_at(service, monday):
    with pytest.raises(WeekRefused, match="not over"):
        looks(service, service.manager.staff, monday)


def refused(service, account, times, *, now=MONDAY):
    with service.store.begin() as transaction:
        for _ in range(times):
            act = Act("sign-in-refused", "staff", account)
            audit.write(transaction, Actor("nobody", "staff"), act, keys=service.keys, now=now)


@pytest.fixture
def admin(service):
    key = service.staff("Ari Admin", Duty.ADMINISTRATOR)
    with service.store.begin() as transaction:
        transaction.get_one(Staff, key).email = "ari@council.example"
    return key


@pytest.mark.usefixtures("admin")
def test_administrators_are_told_once_a_day_of_many_refused_tries_at_one_account(service):
    account = uuid4()
    refused(service, account, 9)
    assert told(service, MONDAY, "tries") == []

    refused(service, account, 1)

    assert told(service, MONDAY, "tries") == [("ari", Urgency.SOON)]
    assert told(service, MONDAY + timedelta(minutes=30), "tries") == [("ari", Urgency.SOON)]


@pytest.mark.usefixtures("admin")
def test_they_are_told_of_many_tries_at_nobodys_account_and_not_of_old_ones(service):
    refused(service, None, 49)
    refused(service, uuid4(), 10, now=MONDAY - timedelta(hours=2))
    assert told(service, MONDAY, "tries") == []

    refused(service, None, 1)

    assert told(service, MONDAY, "tries") == [("ari", Urgency.SOON)]


@pytest.mark.usefixtures("admin")
def test_they_are_told_of_many_tries_at_one_account_spread_over_a_day(service):
    spread = timedelta(minutes=14)
    with service.store.begin() as transaction:
        transaction.add_all(
            StaffTry(whose=bytes(32), network=f"10.{n}.0.0/24", at=MONDAY - n * spread)
            for n in range(1, ACCOUNT_TRIES)
        )
    assert told(service, MONDAY, "tries") == []

    with service.store.begin() as transaction:
        transaction.add(StaffTry(whose=bytes(32), network="10.0.0.0/24", at=MONDAY))

    assert told(service, MONDAY, "tries") == [("ari", Urgency.SOON)]
