"""A child with a letter, somebody on duty, an IRO manager, and evaluations that worry."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.services import who_wrote
from feedback.services.outside import Who
from feedback.store.models import (
    Duty,
    Marked,
    SafeguardingLink,
    WeekKey,
)
from feedback.store.sealing import PublicKey
from tests import commented
from tests.feedback.services.managing import NOW, Service
from tests.road import Road


def linked(road, sheet_id, letter_id):
    """Lay a link as the tray does once it was tipped out."""
    with road.store.begin() as transaction:
        (week,) = transaction.scalars(select(WeekKey))
        plain = sheet_id.bytes + letter_id.bytes
        sealed = PublicKey(week.public_key).seal(plain, who_wrote.link_place(week.week))
        transaction.add(SafeguardingLink(week=week.week, link=sealed))


@pytest.fixture
def road(store, keys, tmp_path):
    road = Road(store, keys, tmp_path)
    road.invited()
    road.week_key(now=NOW)
    return road


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def dana(service):
    return Who(service.staff("Dana Duty", Duty.SAFEGUARDING), "safeguarding", service.keys, NOW)


@pytest.fixture
def morgan(service):
    return Who(service.manager.staff, "manager", service.keys, NOW)


@pytest.fixture
def worrying(road, dana):
    """A sheet of Mia’s that worried Dana, among others’."""

    def a_sheet(marked=Marked.CONCERN, *, letter_id=None, **more):
        with road.store.begin() as transaction:
            sheet = commented.a_sheet(transaction, road.keys, "He comes in at night", **more)
            commented.a_comment(transaction, sheet, dana.staff_id, marked=marked)
            sheet_id = sheet.id
        linked(road, sheet_id, letter_id or road.letter_id)
        return sheet_id

    a_sheet(Marked.NO_CONCERN, letter_id=uuid4())
    return a_sheet
