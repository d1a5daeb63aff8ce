"""A release is looked at with its prints, who let it out, and what was tried against it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from feedback.errors import ReleaseUnknown
from feedback.periods import Period
from feedback.services.look_at_release import Certified, look_at_release
from feedback.services.withdraw_release import withdraw_release
from feedback.store.audit import Actor
from feedback.store.models import Release, ReleaseFile, Staff
from tests import released
from tests.reports import report, reviews

QUARTER = Period.named("2015-16Q1")
NOW = datetime(2016, 5, 3, 9, 0, tzinfo=UTC)
CERTIFICATE = b'{"numbers": 40, "hidden": 7, "tried": {"bounds in whole numbers": 14}}'


@pytest.fixture
def frozen(transaction):
    """A quarter that two people released, with its certificate."""
    released.enter(transaction, report("2015-16Q1", reviews({"PN1": 150})))
    release = transaction.scalars(select(Release)).one()
    for name, content in (("heard-2015-16Q1.certificate.json", CERTIFICATE), ("a.csv", b"x")):
        transaction.add(
            ReleaseFile(release_id=release.id, name=name, content=content, digest="1" * 64)
        )
    transaction.flush()
    return release


def test_it_says_who_let_it_out_and_what_was_tried(transaction, frozen):
    seen = look_at_release(transaction, QUARTER)

    assert (seen.preparer, seen.agreer) == ("Pat First", "Sam Second")
    assert seen.agreed_at == frozen.made_at
    assert seen.report.frozen_on == frozen.made_at.date()
    assert seen.certified == Certified(40, 7, {"bounds in whole numbers": 14})
    assert seen.files == {"a.csv": "1" * 64, "heard-2015-16Q1.certificate.json": "1" * 64}
    assert (seen.withdrawn_at, seen.withdrawer, seen.note) == (None, "", "")


def test_it_says_who_withdrew_it_and_why(transaction, keys, frozen):
    sam = transaction.scalars(select(Staff).where(Staff.id == frozen.agreed_by)).one()
    by = Actor(str(sam.id), "manager")
    withdraw_release(transaction, QUARTER, "Too early.", by=by, keys=keys, now=NOW)

    seen = look_at_release(transaction, QUARTER)

    assert (seen.withdrawn_at, seen.withdrawer, seen.note) == (NOW, "Sam Second", "Too early.")


def test_where_nothing_left_there_is_nothing_to_look_at(transaction):
    with pytest.raises(ReleaseUnknown):
        look_at_release(transaction, QUARTER)
