"""The office on a Tuesday afternoon, and children whose reviews are near."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine

from feedback.store.models import Child
from feedback.store.sealing import Place
from tests import cases
from tests.portal.office.desk import NEW

TODAY = date(2026, 3, 3)
SOON, FAR = date(2026, 3, 20), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _on_that_day(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def office(office_browser):
    return office_browser


@pytest.fixture
def a_named_child(store, keys):
    """Make a child with any name, and a review on a day; return the review’s key."""

    def make(first="Amelia", last="Quill", known_as="", day=SOON, age=9, language="en", **more):
        with store.begin() as transaction:
            child = Child(id=uuid4(), number=uuid4().hex[:10], language=language)
            named = {"first": first, "last": last, "known_as": known_as}
            child.named = keys.seal(json.dumps(named).encode(), Place("child", "named", child.id))
            transaction.add(child)
            transaction.flush()
            return cases.a_review(transaction, child, day, age=age, **more).id

    return make


@pytest.fixture
def mia(a_named_child, store):
    """Amelia, known as Mia, nine years old, whose review Robin holds on 20 March."""
    with store.begin() as transaction:
        officer = cases.an_officer(transaction).id
    return a_named_child(known_as="Mia", officer_id=officer)


@pytest.fixture
def many(store, keys):
    """Put as many children with a review to come into the store as are asked for."""

    def make(number: int, first: date = FAR) -> None:
        with store.begin() as transaction:
            for days in range(number):
                child = cases.a_child(transaction, keys, None, f"Child{days:03} Example")
                cases.a_review(transaction, child, first + timedelta(days))

    return make


@pytest.fixture
def mia_page(office):
    """Mia was just added, and her page is open."""
    office.open("/staff/office/children/new").press("Add the child", **NEW)
    return office
