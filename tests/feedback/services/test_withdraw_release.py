from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from feedback.errors import ReleaseUnknown, WithdrawalNeedsNote
from feedback.periods import Period
from feedback.services.withdraw_release import LONGEST_NOTE, withdraw_release
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, ClosedPeriod, Installation, Release
from feedback.store.released import why_withdrawn

QUARTER = Period.named("2025-26Q1")
NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def released(transaction):
    transaction.add(Installation(id=1, made_up=True))
    transaction.add(ClosedPeriod(name=QUARTER.name, closed_at=NOW))
    transaction.flush()
    transaction.add(Release(period=QUARTER.name, made_at=NOW, digest="0" * 64))
    transaction.flush()


def _withdraw(transaction, keys, note, period=QUARTER):
    return withdraw_release(transaction, period, note, by=COMMAND, keys=keys, now=NOW)


@pytest.mark.usefixtures("released")
def test_a_release_is_withdrawn_once_and_the_first_note_stays(transaction, keys):
    first = _withdraw(transaction, keys, " Made too early. ")
    again = _withdraw(transaction, keys, "Another reason.")
    said = why_withdrawn(transaction, QUARTER)

    release = transaction.scalar(select(Release))
    assert (first, again) == (True, False)
    assert (release.withdrawn_at, release.note) == (NOW, "Made too early.")
    assert (said, why_withdrawn(transaction, Period.named("2025-26Q2"))) == ("Made too early.", "")
    assert transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all() == [
        "withdrew-release"
    ]


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("note", ["", "  ", "x" * (LONGEST_NOTE + 1)])
def test_without_a_note_nothing_is_withdrawn(transaction, keys, note):
    with pytest.raises(WithdrawalNeedsNote, match="in 1 to 1,000 characters"):
        _withdraw(transaction, keys, note)


def test_what_never_left_cannot_be_withdrawn(transaction, keys):
    with pytest.raises(ReleaseUnknown, match="no release of 2025-26Q1"):
        _withdraw(transaction, keys, "Made too early.")
