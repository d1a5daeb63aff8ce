"""Who read outside their own cases in a week: cover, duty, past an officer, with two people."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from feedback.catalogue import load_catalogue
from feedback.services import ask_who_wrote, read_outside, read_views, who_wrote
from feedback.services.break_glass import Wanted, ask, decide
from feedback.services.openings import COVER, DUTY
from feedback.services.outside import GLASS, Who
from feedback.services.read_views import Reader
from feedback.services.reads_outside import WROTE, monday_of, reads_outside
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.models import Absence, Child, Marked
from feedback.store.models import Duty as Work
from tests import cases, commented
from tests.feedback.services.managing import NOW, TODAY, Service

MONDAY = date(2026, 3, 2)


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


@pytest.fixture
def sam(service):
    return service.staff("Sam Second")


@pytest.fixture
def views(service, robin):
    child = service.child(robin)
    sent_at = datetime(2026, 2, 23, 9, tzinfo=cases.LONDON)
    return service.sends(service.review(child, date(2026, 3, 10)), "A lock", sent_at=sent_at)


def found(service, monday=MONDAY):
    with service.store.look() as transaction:
        return [(one.who, one.role) for one in reads_outside(transaction, monday)]


def reads(service, staff_id, views):
    reader = Reader(staff_id, service.keys, load_catalogue())
    read_views.open_views(service.store, reader, views, now=NOW)


def test_an_officers_own_reading_is_not_listed_and_a_cover_s_is(service, robin, sam, views):
    reads(service, robin, views)
    assert found(service) == []
    with service.store.begin() as transaction:
        transaction.add(
            Absence(
                staff_id=robin, cover_id=sam, since=TODAY, until=TODAY,
                set_by=service.manager.staff, set_at=NOW,
            )
        )  # fmt: skip

    reads(service, sam, views)

    assert found(service) == [("Sam Second", COVER)]
    assert found(service, MONDAY - timedelta(7)) == []
    assert found(service, MONDAY + timedelta(7)) == []


def test_duty_and_two_people_are_listed_as_what_they_were(service, sam, views):
    reader = Reader(service.staff("Dana Duty"), service.keys, load_catalogue())
    read_views.open_unread(
        service.store, reader, views, clocks=service.manager.desk.clocks, now=NOW
    )
    who = Who(sam, GLASS, service.keys, NOW)
    with service.store.begin() as transaction:
        number = transaction.query(Child).one().number
        key = ask(transaction, Wanted(number, None, "She rang and is afraid at home."), by=who)
        decide(
            transaction, key, agreed=True,
            by=Who(service.manager.staff, "manager", service.keys, NOW),
        )  # fmt: skip
    read_outside.read(service.store, load_catalogue(), key, by=who)

    assert found(service) == [("Dana Duty", DUTY), ("Sam Second", GLASS)]


def test_whoever_found_out_who_wrote_an_evaluation_is_listed_with_who_agreed(
    service, views, tmp_path
):
    duty = Who(service.staff("Dana Duty", Work.SAFEGUARDING), "safeguarding", service.keys, NOW)
    with service.store.begin() as transaction:
        sheet = commented.a_sheet(transaction, service.keys, "At night", quarter="2025-26Q4")
        commented.a_comment(transaction, sheet, duty.staff_id, marked=Marked.CONCERN)
        why = "Somebody hurts them at night."
        key = ask_who_wrote.ask(transaction, sheet.id, why, by=duty)
        morgan = Who(service.manager.staff, "manager", service.keys, NOW)
        ask_who_wrote.decide(transaction, key, why, agreed=True, by=morgan)
    assert found(service) == []

    who_wrote.who_wrote(service.store, tmp_path, key, by=duty)

    with service.store.look() as transaction:
        (one,) = reads_outside(transaction, MONDAY)
    assert (one.who, one.role, one.agreed) == ("Dana Duty", WROTE, "Morgan Manager")
    assert (one.number, one.day) == (None, None)
    assert found(service, MONDAY + timedelta(7)) == []
    assert views


def test_an_opening_whose_yes_the_log_no_longer_holds_is_listed_without_it(service, keys):
    dana = service.staff("Dana Duty", Work.SAFEGUARDING)
    act = Act(who_wrote.OPENED, "link_opening", uuid4())
    audit.opened_by(service.store, Actor(str(dana), "safeguarding"), act, keys=keys, now=NOW)

    with service.store.look() as transaction:
        (one,) = reads_outside(transaction, MONDAY)

    assert (one.who, one.agreed) == ("Dana Duty", None)


def test_a_week_begins_on_monday():
    assert {monday_of(MONDAY + timedelta(day)) for day in range(7)} == {MONDAY}
