"""The auditor attacks every release before it is frozen, and whenever somebody asks."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from sqlalchemy import select

from feedback.errors import ReleaseRefused, ReleaseUnknown
from feedback.periods import Period
from feedback.releases.csv_file import csv_file
from feedback.services.audit_release import verify
from feedback.services.close_period import close_period
from feedback.services.release import find_release, make_release
from feedback.store.audit import COMMAND
from feedback.store.models import Installation, Release
from tests import planted
from tests.feedback.auditor.exported import described

YEAR = Period.named("2025-26")
LATER = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
PLENTY = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9, "PN0": 20}


@pytest.fixture(autouse=True)
def made_up(store):
    """A made-up council, whose releases one person may make."""
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))


def _csv(report):
    return described(csv_file(report), report)


def _made(transaction, name, keys):
    period = Period.named(name)
    close_period(transaction, period, by=COMMAND, keys=keys, now=LATER)
    make_release(transaction, period, _csv, by=COMMAND, keys=keys, now=LATER)


def _a_full_year(transaction):
    for day in (date(2025, 5, 6), date(2025, 8, 5), date(2025, 11, 4), date(2026, 2, 3)):
        planted.reviews(transaction, PLENTY, day)


def test_a_release_leaves_with_the_certificate_of_the_auditor(transaction, keys):
    _a_full_year(transaction)
    _made(transaction, "2025-26Q1", keys)

    files = find_release(transaction, YEAR.quarters[0]).files

    certificate = json.loads(files["heard-2025-26Q1.certificate.json"])
    print_ = sha256(files["heard-2025-26Q1.csv"]).hexdigest()
    assert certificate["files"]["heard-2025-26Q1.csv"] == f"sha256:{print_}"
    assert verify(transaction, YEAR.quarters[0], keys=keys).holds


def test_files_that_say_otherwise_are_not_released(transaction, keys):
    _a_full_year(transaction)
    close_period(transaction, YEAR, by=COMMAND, keys=keys, now=LATER)

    def forging(report):
        return described(csv_file(report).replace(b",240,", b",241,"), report)

    with pytest.raises(ReleaseRefused, match="2025-26 is not released"):
        make_release(transaction, YEAR, forging, by=COMMAND, keys=keys, now=LATER)

    assert transaction.scalar(select(Release)) is None


def test_files_somebody_changed_afterwards_do_not_hold(transaction, keys):
    _a_full_year(transaction)
    _made(transaction, "2025-26Q1", keys)
    files = dict(find_release(transaction, YEAR.quarters[0]).files)
    files["heard-2025-26Q1.csv"] += b"x"

    assert not verify(transaction, YEAR.quarters[0], files, keys=keys).holds


def test_of_what_never_left_there_is_nothing_to_verify(transaction, keys):
    with pytest.raises(ReleaseUnknown, match="no release of 2025-26"):
        verify(transaction, YEAR, keys=keys)
