"""On a working morning whoever answers hears once that a clock ran out; the managers later."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, select

from feedback.challenge import Level
from feedback.due_dates import Clocks
from feedback.services.notify import notify
from feedback.services.run_out import MANAGERS_AFTER
from feedback.store.models import (
    Absence,
    Challenge,
    Cover,
    Duty,
    Message,
    SentViews,
    Staff,
    Urgency,
)
from tests import cases, commented
from tests.feedback.services.managing import Service

SENT = datetime(2026, 2, 20, 16, tzinfo=cases.LONDON)  # a Friday
HELD = date(2026, 2, 24)  # a Tuesday
DUE = date(2026, 2, 25)  # to be recorded within one working day


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


@pytest.fixture
def duty(service):
    return service.staff("Dee Duty", Duty.SAFEGUARDING)


def mornings(service, day, *, hour=8, closed=()):
    """Return who is told on this morning, whoever has been told before."""
    with service.store.begin() as transaction:
        for staff in transaction.scalars(select(Staff)):
            staff.email = staff.email or f"{staff.id.hex}@council.example"
        before = set(transaction.scalars(select(Message.id)))
    now = datetime.combine(day, datetime.min.time(), cases.LONDON) + timedelta(hours=hour)
    notify(service.store, clocks=Clocks(), now=now, closed=closed)
    with service.store.look() as transaction:
        names = dict(transaction.execute(select(Staff.id, Staff.name)).all())
        rows = transaction.scalars(select(Message)).all()
        assert {row.urgency for row in rows} <= {Urgency.SOON}
        return sorted(names[row.staff_id].split()[0] for row in rows if row.id not in before)


def held(service, robin):
    return service.review(service.child(robin), HELD, officer_id=robin)


@pytest.mark.usefixtures("duty")
def test_where_every_clock_is_kept_nobody_is_told(service, robin):
    held(service, robin)

    assert mornings(service, DUE) == []


def test_the_officer_is_told_the_day_after_and_the_managers_three_working_days_on(service, robin):
    held(service, robin)

    told = {day: mornings(service, DUE + timedelta(day)) for day in range(7)}

    assert MANAGERS_AFTER == 3
    assert told == {
        0: [],
        1: ["Robin"],
        2: ["Robin"],
        3: [],  # a Saturday
        4: [],
        5: ["Morgan", "Robin"],
        6: ["Morgan", "Robin"],
    }


def test_it_is_told_once_a_day_however_much_is_due_and_after_a_restart_too(service, robin):
    for _ in range(3):
        review = held(service, robin)
        service.sends(review, "A dog", sent_at=SENT)
    tomorrow = DUE + timedelta(1)

    assert mornings(service, tomorrow, hour=6) == []
    assert mornings(service, tomorrow) == ["Robin"]
    assert mornings(service, tomorrow, hour=8) == []
    assert mornings(Service(service.store, service.keys), tomorrow, hour=15) == []


def test_what_stood_still_all_morning_is_told_in_the_afternoon(service, robin):
    held(service, robin)

    assert mornings(service, DUE + timedelta(1), hour=17) == ["Robin"]


def test_on_the_councils_own_closed_day_nobody_is_told(service, robin):
    held(service, robin)
    tomorrow = DUE + timedelta(1)

    assert mornings(service, tomorrow, closed=[tomorrow]) == []


def test_where_no_officer_answers_the_managers_are_told_at_once(service):
    held(service, None)

    assert mornings(service, DUE + timedelta(1)) == ["Morgan"]


def test_whoever_covers_is_told_in_the_place_of_an_officer_who_is_away(service, robin):
    held(service, robin)
    cover = service.staff("Cass Colleague")
    with service.store.begin() as transaction:
        transaction.add(
            Absence(
                staff_id=robin, cover_id=cover, since=DUE, until=DUE + timedelta(1),
                set_by=service.manager.staff, set_at=service.manager.now,
            )
        )  # fmt: skip

    assert mornings(service, DUE + timedelta(1)) == ["Cass"]
    assert mornings(service, DUE + timedelta(2)) == ["Robin"]


@pytest.mark.usefixtures("duty")
def test_what_went_past_the_officer_is_told_to_who_reads_it(service, robin):
    review = service.review(service.child(robin), date(2026, 3, 20))
    service.sends(review, sent_at=SENT, not_iro=True)
    cover = service.staff("Cass Colleague")
    with service.store.begin() as transaction:
        transaction.add(Cover(since=date(2026, 1, 1), staff_id=cover))

    assert mornings(service, date(2026, 2, 25)) == ["Cass", "Dee"]


@pytest.mark.usefixtures("duty")
@pytest.mark.parametrize("day", [SENT.date(), date(2026, 2, 25)])
def test_working_it_out_asks_no_more_where_more_was_sent(service, robin, day):
    cover = service.staff("Cass Colleague")
    with service.store.begin() as transaction:
        transaction.add(Cover(since=date(2026, 1, 1), staff_id=cover))
    asked, counts = [], []
    event.listen(service.store.engine, "before_cursor_execute", lambda *s: asked.append(s[2]))

    for _ in range(3):
        for past in (False, True):
            review = service.review(service.child(robin), date(2026, 3, 20))
            service.sends(review, sent_at=SENT, not_iro=past)
        mornings(service, day, hour=17)
        asked.clear()
        mornings(service, day, hour=17)
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_a_challenge_nobody_answered_in_time_is_the_officers_and_then_the_managers(service, robin):
    review = held(service, robin)
    with service.store.begin() as transaction:
        row = Challenge(
            id=uuid4(), review_id=review, level=next(iter(Level)), due_day=date(2026, 3, 9),
            raised_by=robin, raised_at=service.manager.now,
        )  # fmt: skip
        row.words = b"sealed"
        transaction.add(row)
    service.records(review, robin)

    assert mornings(service, date(2026, 3, 9)) == []
    assert mornings(service, date(2026, 3, 10)) == ["Robin"]
    assert mornings(service, date(2026, 3, 12)) == ["Morgan", "Robin"]


@pytest.mark.usefixtures("duty")
def test_duty_is_told_while_comments_of_evaluations_are_unread(service, keys):
    with service.store.begin() as transaction:
        commented.a_sheet(transaction, keys, "Too many people came.")

    assert mornings(service, DUE) == ["Dee"]


def test_a_message_says_nothing_of_what_or_whose(service, robin):
    review = held(service, robin)
    views = service.sends(review, "A dog", sent_at=SENT)
    mornings(service, DUE + timedelta(1))

    with service.store.look() as transaction:
        causes = transaction.scalars(select(Message.cause)).all()
        child = transaction.get_one(SentViews, views).review_id

    assert causes == ["waits 2026-02-26"]
    assert child.hex not in causes[0]
