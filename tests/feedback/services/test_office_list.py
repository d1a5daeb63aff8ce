"""The office sees who is to be invited, who was, and who needs a date; never what was said."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers
from sqlalchemy import event

from feedback.due_dates import Clocks, add_working_days
from feedback.services import office_list
from feedback.services.office_list import Counts, Moment, Part, Show
from feedback.store.models import Episode, ReviewState
from tests import cases

TODAY = date(2026, 3, 3)
AT = Moment(datetime(2026, 3, 3, 14, 30, tzinfo=UTC), Clocks())
FAR = date(2026, 6, 1)


@pytest.fixture
def child(transaction, keys):
    return cases.a_child(transaction, keys, None)


def shown(transaction, show: Show, **more) -> list[date]:
    return [line.day for line in office_list.lines(transaction, show, at=AT, **more)]


def in_care(transaction, child, began=date(2025, 1, 1), ended=None):
    transaction.add(
        Episode(
            child_id=child.id, began=began, ended=ended, reason="S", legal_status="C2", row=b"-"
        )
    )
    transaction.flush()


def test_reviews_to_come_are_listed_the_soonest_first(transaction, child):
    for day in (FAR, TODAY, TODAY + timedelta(5)):
        cases.a_review(transaction, child, day)

    assert shown(transaction, Show.TO_COME) == [TODAY, TODAY + timedelta(5), FAR]


@pytest.mark.parametrize(
    ("day", "more"),
    [
        (TODAY - timedelta(1), {}),
        (TODAY, {"state": ReviewState.CANCELLED}),
        (TODAY, {"state": ReviewState.HELD}),
    ],
)
def test_a_review_that_will_not_be_is_not_to_come(transaction, child, day, more):
    cases.a_review(transaction, child, day, **more)

    assert shown(transaction, Show.TO_COME) == []


def test_a_child_is_due_to_be_invited_twenty_working_days_before(transaction, child):
    last = date(2026, 3, 31)
    for day in (last, last + timedelta(1)):
        cases.a_review(transaction, child, day)

    assert shown(transaction, Show.DUE) == [last]
    assert AT.last_due == last


@given(
    today=dates(date(2020, 1, 1), date(2040, 1, 1)),
    days=integers(0, 60),
    opens=integers(0, 25),
)
def test_a_review_is_due_exactly_when_its_consultation_is_open(today, days, opens):
    at = Moment(datetime.combine(today, time(12), UTC), Clocks(consultation_opens=opens))
    day = today + timedelta(days)

    assert (day <= at.last_due) == (add_working_days(day, -opens) <= today)


def test_the_councils_own_closed_days_make_it_due_sooner():
    closed = Moment(AT.now, Clocks(), closed=(date(2026, 3, 10),))

    assert closed.last_due == date(2026, 4, 1)


@pytest.mark.parametrize(
    "more",
    [{"at": time(9)}, {"at": time(14, 30)}],
    ids=["begun", "begins now"],
)
def test_nobody_is_due_who_would_be_refused(transaction, child, more):
    cases.a_review(transaction, child, TODAY, **more)

    assert shown(transaction, Show.DUE) == []


def test_a_review_later_today_or_without_an_hour_is_still_due(transaction, child):
    cases.a_review(transaction, child, TODAY, at=time(16))
    cases.a_review(transaction, child, TODAY, at=None, age=None, sequence=2)

    assert shown(transaction, Show.DUE) == [TODAY, TODAY]


def test_who_has_or_had_a_letter_is_due_no_more(transaction, child):
    out = cases.a_review(transaction, child, TODAY + timedelta(7))
    ended = cases.a_review(transaction, child, TODAY + timedelta(8))
    cases.a_letter(transaction, out)
    cases.a_letter(transaction, ended, revoked_at=AT.now)

    assert shown(transaction, Show.DUE) == []
    assert shown(transaction, Show.INVITED) == [out.day]


def test_a_letter_stays_on_the_list_while_its_evaluation_may_be_open(transaction, child):
    for ago in (60, 61):
        review = cases.a_review(transaction, child, TODAY - timedelta(ago), state=ReviewState.HELD)
        cases.a_letter(transaction, review)
    gone = cases.a_review(transaction, child, TODAY, state=ReviewState.CANCELLED)
    cases.a_letter(transaction, gone)

    assert shown(transaction, Show.INVITED) == [TODAY - timedelta(60)]
    assert shown(transaction, Show.ANY) == [TODAY - timedelta(60)]


def test_a_line_says_where_the_letter_stands_and_that_something_came(transaction, child, keys):
    officer = cases.an_officer(transaction)
    review = cases.a_review(transaction, child, FAR, officer_id=officer.id)
    letter, _ = cases.a_letter(transaction, review)
    (before,) = office_list.lines(transaction, Show.INVITED, at=AT)
    cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]})

    (line,) = office_list.lines_of(transaction, [review.id])

    assert (before.came_back, line.came_back) == (False, True)
    assert (line.officer, line.letter_number) == ("Robin Reviewer", letter.number)
    assert (line.invited_at, line.had_letter) == (letter.issued_at, True)
    assert line.invited_on == letter.issued_at.date()


def test_before_a_letter_there_is_no_day_it_was_made_on(transaction, child):
    review = cases.a_review(transaction, child, FAR)

    (line,) = office_list.lines_of(transaction, [review.id])

    assert (line.invited_on, line.letter_number, line.had_letter) == (None, None, False)


def test_a_child_in_care_without_a_review_to_come_needs_a_date(transaction, child, keys):
    in_care(transaction, child)
    cases.a_review(transaction, child, date(2026, 1, 5), state=ReviewState.HELD, sequence=1)
    cases.a_review(transaction, child, TODAY - timedelta(1))
    newer = cases.a_child(transaction, keys, None, "Ben Stone")
    in_care(transaction, newer)

    found = office_list.undated(transaction, at=AT)

    assert [(one.child_id, one.last_review) for one in found] == [
        (newer.id, None),
        (child.id, date(2026, 1, 5)),
    ]


def test_who_has_a_date_or_left_care_needs_none(transaction, keys):
    dated, left, coming, gone, short = (
        cases.a_child(transaction, keys, None, **more)
        for more in ({}, {}, {}, {"in_last_import": False}, {"short_breaks_only": True})
    )
    cases.a_review(transaction, dated, TODAY)
    in_care(transaction, left, ended=TODAY - timedelta(1))
    in_care(transaction, coming, began=TODAY + timedelta(1))
    for one in (dated, gone, short):
        in_care(transaction, one)

    assert office_list.undated(transaction, at=AT) == ()


def test_the_last_day_in_care_still_counts(transaction, child):
    in_care(transaction, child, ended=TODAY)

    assert len(office_list.undated(transaction, at=AT)) == 1


def test_a_long_list_comes_in_parts(transaction, child):
    for days in range(5):
        cases.a_review(transaction, child, FAR + timedelta(days))

    assert shown(transaction, Show.TO_COME, part=Part(2, 2)) == [
        FAR + timedelta(2),
        FAR + timedelta(3),
    ]


def test_each_list_says_its_length_in_one_query(transaction, child, keys):
    due = cases.a_review(transaction, child, TODAY + timedelta(7))
    cases.a_letter(transaction, cases.a_review(transaction, child, FAR))
    lost = cases.a_child(transaction, keys, None, "Ben Stone")
    in_care(transaction, lost)
    asked = []
    event.listen(
        transaction.get_bind(), "before_cursor_execute", lambda *said: asked.append(said[2])
    )

    counted = office_list.counts(transaction, at=AT)

    assert due
    assert counted == Counts(to_come=2, due=1, invited=1, needs_a_date=1)
    assert len(asked) == 1
