"""Pat, who prepares releases, and Sam, who agrees to them, with quarters that are closed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.periods import Period
from feedback.releases.csv_file import csv_file
from feedback.services import prepare_release
from feedback.services.agree_release import agree_to_release, send_release_back
from feedback.services.close_period import close_period
from feedback.store.audit import COMMAND, Actor
from tests import planted
from tests.commented import staff
from tests.feedback.auditor.exported import described

YEAR = Period.named("2025-26")
SPRING, SUMMER = YEAR.quarters[:2]
PLENTY = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9, "PN0": 20}
LATER = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
NEXT_DAY = LATER + timedelta(days=1)


def plain_csv(report):
    """Write the two files an auditor reads; the portal’s writer is the portal’s business."""
    return described(csv_file(report), report)


@pytest.fixture
def people(store):
    """Pat prepares, Sam agrees."""
    with store.begin() as transaction:
        first, second = staff(transaction, "Pat First", "Sam Second")
    return Actor(str(first), "participation"), Actor(str(second), "manager")


@pytest.fixture
def closed(store, keys):
    """Two quarters and their year, over and closed, with reviews in both."""
    with store.begin() as transaction:
        planted.reviews(transaction, PLENTY, date(2025, 5, 6))
        planted.reviews(transaction, PLENTY, date(2025, 8, 5))
        for period in (SPRING, SUMMER, YEAR):
            close_period(transaction, period, by=COMMAND, keys=keys, now=LATER)


@pytest.fixture
def prepare(store, keys, people):
    def prepare(period=SPRING, *, by=people[0], now=LATER, write=plain_csv):
        return prepare_release.prepare(store, period, write, by=by, keys=keys, now=now)

    return prepare


@pytest.fixture
def agree(store, keys, people):
    def agree(digest, period=SPRING, *, by=people[1]):
        with store.begin() as transaction:
            return agree_to_release(transaction, period, digest, by=by, keys=keys, now=NEXT_DAY)

    return agree


@pytest.fixture
def send_back(store, keys, people):
    def send_back(reason, *, by=people[1]):
        with store.begin() as transaction:
            send_release_back(transaction, SPRING, reason, by=by, keys=keys, now=NEXT_DAY)

    return send_back
