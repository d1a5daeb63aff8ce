"""No path leads to a release that one person alone let out, whatever the code tries."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from feedback.store.models import ClosedPeriod, Installation, PreparedRelease, Release
from tests.commented import staff

PREPARED = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
NEXT_DAY = PREPARED + timedelta(days=1)
PRINT = "a" * 64


@pytest.fixture
def people(store):
    with store.begin() as transaction:
        return staff(transaction, "Pat First", "Sam Second", "Kim Third")


@pytest.fixture
def prepared(store, people):
    """A quarter that Pat prepared."""
    with store.begin() as transaction:
        for name in ("2025-26Q1", "2025-26Q2"):
            transaction.add(ClosedPeriod(name=name, closed_at=PREPARED))
        transaction.flush()
        row = PreparedRelease(
            period="2025-26Q1",
            prepared_at=PREPARED,
            prepared_by=people[0],
            digest=PRINT,
            rests_on=PRINT,
            counted=b"",
        )
        transaction.add(row)
        transaction.flush()
        return row.id


@pytest.fixture
def release(people):
    """Fill in a release that Pat prepared and Sam agreed to."""

    def release(**other):
        values = {
            "period": "2025-26Q1",
            "made_at": PREPARED,
            "digest": PRINT,
            "prepared_by": people[0],
            "agreed_by": people[1],
            "agreed_at": NEXT_DAY,
        }
        return Release(**values | other)

    return release


@pytest.fixture
def refuses(store):
    """Run what is tried in a transaction of its own; the database must not keep it."""

    def refuses(tried):
        with pytest.raises(DBAPIError), store.begin() as transaction:
            tried(transaction)

    return refuses


@pytest.mark.usefixtures("prepared")
def test_what_one_prepared_and_another_agreed_to_is_released(store, release):
    with store.begin() as transaction:
        transaction.add(release())

    with store.look() as transaction:
        assert transaction.scalars(select(Release.digest)).all() == [PRINT]


@pytest.mark.usefixtures("prepared")
def test_no_release_is_of_one_person(refuses, release, people):
    refuses(lambda t: t.add(release(agreed_by=people[0])))
    refuses(lambda t: t.add(release(agreed_by=None, agreed_at=None)))
    refuses(lambda t: t.add(release(prepared_by=None)))
    refuses(lambda t: t.add(release(prepared_by=None, agreed_by=None, agreed_at=None)))


@pytest.mark.usefixtures("prepared")
def test_no_release_is_other_than_what_was_prepared(refuses, release, people):
    refuses(lambda t: t.add(release(digest="b" * 64)))
    refuses(lambda t: t.add(release(made_at=NEXT_DAY)))
    refuses(lambda t: t.add(release(prepared_by=people[2])))
    refuses(lambda t: t.add(release(period="2025-26Q2")))


def test_no_release_is_of_what_was_sent_back(store, refuses, release, prepared, people):
    with store.begin() as transaction:
        row = transaction.get_one(PreparedRelease, prepared)
        row.sent_back_at, row.sent_back_by, row.reason = NEXT_DAY, people[1], b"sealed"

    refuses(lambda t: t.add(release()))


@pytest.mark.usefixtures("prepared")
def test_nothing_is_sent_back_by_nobody_or_without_a_reason(refuses, people):
    for half in (
        {"sent_back_at": NEXT_DAY},
        {"sent_back_at": NEXT_DAY, "sent_back_by": people[1]},
        {"sent_back_at": NEXT_DAY, "reason": b"sealed"},
    ):
        refuses(lambda t, half=half: t.execute(update(PreparedRelease).values(**half)))


@pytest.mark.usefixtures("prepared")
def test_a_release_stays_as_it_was_agreed_to(store, refuses, release, people):
    with store.begin() as transaction:
        transaction.add(release())

    for changed in (
        {"digest": "b" * 64},
        {"agreed_by": people[2]},
        {"prepared_by": people[2]},
        {"made_at": NEXT_DAY},
        {"agreed_at": PREPARED},
        {"period": "2025-26Q2"},
    ):
        refuses(lambda t, changed=changed: t.execute(update(Release).values(**changed)))
    with store.begin() as transaction:
        transaction.execute(update(Release).values(withdrawn_at=NEXT_DAY, note="Too early."))
    refuses(lambda t: t.execute(update(Release).values(withdrawn_at=None, note=None)))


@pytest.mark.usefixtures("prepared")
def test_only_a_made_up_council_may_be_tried_out_by_one(store, release):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))
        transaction.flush()
        transaction.add(release(prepared_by=None, agreed_by=None, agreed_at=None))
