from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from feedback.errors import PeriodNotOver
from feedback.periods import Period
from feedback.services.close_period import close_period, is_closed, still_open
from feedback.store.audit import COMMAND, Actor
from feedback.store.models import (
    Ask,
    AuditRow,
    ClosedPeriod,
    Outcome,
    PastAsk,
    Review,
    ReviewState,
    Staff,
    Tray,
)
from tests import cases, planted
from tests.commented import a_sheet

QUARTER = Period.named("2025-26Q3")


@pytest.fixture
def manager(transaction):
    staff = Staff(id=uuid4(), name="Robin", email="robin@council.example")
    transaction.add(staff)
    transaction.flush()
    return Actor(str(staff.id), "manager")


def test_a_period_can_be_closed_from_the_day_after_its_last_by_the_clock_in_london(
    transaction, keys
):
    still_december = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)
    with pytest.raises(PeriodNotOver, match="its last day is 31 December 2025"):
        close_period(transaction, QUARTER, by=COMMAND, keys=keys, now=still_december)

    closed = close_period(
        transaction, QUARTER, by=COMMAND, keys=keys, now=datetime(2026, 1, 1, tzinfo=UTC)
    )

    assert closed
    assert is_closed(transaction, QUARTER)


def test_summer_time_counts_for_the_last_day(transaction, keys):
    june = Period.named("2025-26Q1")
    in_july_in_london = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)

    assert close_period(transaction, june, by=COMMAND, keys=keys, now=in_july_in_london)


def test_closing_again_changes_nothing(transaction, keys, now, manager):
    close_period(transaction, QUARTER, by=manager, keys=keys, now=now)

    again = close_period(transaction, QUARTER, by=COMMAND, keys=keys, now=now)

    (kept,) = transaction.scalars(select(ClosedPeriod))
    assert not again
    assert str(kept.closed_by) == manager.who
    assert transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all() == [
        "closed-period"
    ]


def test_a_period_closed_by_a_command_was_closed_by_no_member_of_staff(transaction, keys, now):
    close_period(transaction, QUARTER, by=COMMAND, keys=keys, now=now)

    assert transaction.scalar(select(ClosedPeriod.closed_by)) is None


def test_what_is_still_open_is_listed_without_a_number(transaction):
    (child,) = planted.children(transaction, 1)
    planted.reviews(transaction, {"null": 2, "null-under-four": 1, "PN1": 4}, date(2025, 11, 3))
    transaction.add(Review(child_id=child, day=date(2025, 12, 31), state=ReviewState.PLANNED))
    transaction.add(Review(child_id=child, day=date(2026, 1, 1), state=ReviewState.PLANNED))
    held = transaction.scalar(select(Review.id).where(Review.code == "PN1"))
    transaction.add(PastAsk(review_id=held, outcome=None))
    transaction.add(PastAsk(review_id=held, outcome=Outcome.DONE))
    transaction.add(Tray(key=uuid4(), sheet=b"sealed", link=b"sealed"))
    transaction.flush()

    found = still_open(transaction, QUARTER)

    assert found
    assert found.sentences == (
        "Some reviews are not yet recorded as held or not.",
        "Some reviews are held without a confirmed code.",
        "Some things children asked for are not answered yet.",
        "The tray of answer sheets has not been emptied yet.",
    )


def test_where_everything_is_done_nothing_is_open(transaction):
    planted.reviews(transaction, {"PN1": 4}, date(2025, 11, 3))

    found = still_open(transaction, QUARTER)

    assert not found
    assert found.sentences == ()


def test_a_year_says_when_something_that_was_written_has_no_theme(transaction, keys):
    a_sheet(transaction, keys, "I was listened to")

    assert still_open(transaction, Period.named("2025-26")).sentences == (
        "Some of what children wrote has no theme yet.",
    )
    assert not still_open(transaction, QUARTER)


def test_a_year_says_when_an_answered_ask_has_no_theme(transaction, keys, now):
    officer = cases.an_officer(transaction)
    child = cases.a_child(transaction, keys, officer.id)
    review = cases.a_review(transaction, child, date(2025, 11, 3), state=ReviewState.HELD)
    letter = cases.a_letter(transaction, review)[0]
    cases.some_views(transaction, keys, letter, {"wishes": ["A lock", "A bike", "My nan"]})
    review.code, review.confirmed_at = "PN1", now
    done = {"outcome": Outcome.DONE, "answer": b"sealed", "answered_at": now}
    transaction.execute(update(Ask).values(**done))
    transaction.execute(update(Ask).where(Ask.place == 1).values(theme="home"))

    assert still_open(transaction, Period.named("2025-26")).sentences == (
        "Some things children asked for are answered and have no theme.",
    )
    assert not still_open(transaction, QUARTER)
