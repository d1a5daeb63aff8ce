"""Reviews are due when the regulations say, and working days are England’s."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.due_dates import (
    Clocks,
    add_months,
    add_working_days,
    first_review_due,
    is_working_day,
    next_review_due,
    working_days_between,
)
from feedback.errors import SettingsUnsound

DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2040, 12, 31))


def test_into_care_on_21_december_2015_the_first_review_is_due_on_21_january_2016():
    assert first_review_due(date(2015, 12, 21)) == date(2016, 1, 21)


def test_the_councils_own_closed_days_move_the_first_review():
    closed = {date(2015, 12, 24), date(2015, 12, 29)}

    assert first_review_due(date(2015, 12, 21), closed=closed) == date(2016, 1, 25)


@pytest.mark.parametrize(
    ("last", "held_before", "due"),
    [
        (date(2016, 1, 21), 1, date(2016, 4, 21)),
        (date(2016, 4, 21), 2, date(2016, 10, 21)),
        (date(2025, 8, 31), 5, date(2026, 2, 28)),
        (date(2023, 8, 31), 5, date(2024, 2, 29)),
        (date(2025, 11, 30), 1, date(2026, 2, 28)),
    ],
)
def test_the_second_is_due_in_three_months_and_later_ones_in_six(last, held_before, due):
    assert next_review_due(last, held_before=held_before) == due


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2022, 9, 19), False),
        (date(2026, 1, 2), True),
        (date(2026, 3, 17), True),
        (date(2026, 3, 14), False),
    ],
)
def test_bank_holidays_of_england_and_weekends_are_not_working_days(day, works):
    assert is_working_day(day) is works


@given(day=DAYS, count=st.integers(min_value=1, max_value=60))
def test_so_many_working_days_later_is_a_working_day_with_just_so_many_between(day, count):
    later = add_working_days(day, count)

    assert is_working_day(later)
    assert working_days_between(day, later) == count
    assert add_working_days(day, -count) < day


@given(day=DAYS)
def test_no_working_days_later_is_the_day_itself(day):
    assert add_working_days(day, 0) == day
    assert working_days_between(day, day - timedelta(3)) == 0


@given(day=DAYS, months=st.integers(min_value=-30, max_value=30))
def test_a_month_later_is_the_same_day_or_the_months_last(day, months):
    later = add_months(day, months)

    assert later.day == day.day or (later + timedelta(1)).day == 1
    assert (later.year - day.year) * 12 + later.month - day.month == months


def test_the_clocks_are_the_ones_we_decided_on():
    clocks = Clocks()

    assert (clocks.consultation_opens, clocks.no_views_yet, clocks.reminders) == (20, 15, (10, 5))
    assert (clocks.views_read, clocks.duty_reads, clocks.outcome_recorded) == (2, 1, 1)
    assert (clocks.decisions_out, clocks.record_done, clocks.distributed) == (5, 15, 20)
    assert (clocks.evaluation_opens, clocks.evaluation_lasts) == (5, 20)


@pytest.mark.parametrize("clock", [{"views_read": -1}, {"reminders": (10, -5)}])
def test_a_clock_that_runs_backwards_is_refused_by_its_name(clock):
    with pytest.raises(SettingsUnsound, match=f"The clock {next(iter(clock))} should not run"):
        Clocks(**clock)
