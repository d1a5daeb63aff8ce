"""The manager on a Tuesday afternoon, two officers, and what waits with each."""

from datetime import date, datetime

import pytest
import time_machine

from feedback.store.models import Duty
from tests import cases
from tests.feedback.services.managing import Service
from tests.people import enrolled, signed_in

SECRET = "A lock on my door, please"
LONG_AGO = datetime(2026, 2, 9, 16, tzinfo=cases.LONDON)


@pytest.fixture(autouse=True)
def _on_that_day(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def manager(app):
    return signed_in(app, enrolled(app, Duty.MANAGER))


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


@pytest.fixture
def sam(service):
    return service.staff("Sam Second")


@pytest.fixture
def waiting(service, robin):
    """Ada sent something long ago that nobody read; Ben’s review is near; Cy’s has been."""
    ada = service.child(robin)
    service.sends(
        service.review(ada, date(2026, 3, 20), officer_id=robin), SECRET, sent_at=LONG_AGO
    )
    ben = service.child(robin, "Ben Stone", at_a_distance=True)
    service.review(ben, date(2026, 3, 10), officer_id=robin)
    cy = service.child(robin, "Cy Young")
    held = service.review(cy, date(2026, 2, 10), officer_id=robin)
    service.sends(held, SECRET, sent_at=LONG_AGO)
    service.records(held, robin)
    return ada, ben, cy
