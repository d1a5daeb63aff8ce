"""A period is a collection year or one of its quarters, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.periods import NotAPeriod, Period

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2098, 12, 31))


def test_a_collection_year_runs_from_april_to_march():
    year = Period.named("2025-26")

    assert (year.first, year.last) == (date(2025, 4, 1), date(2026, 3, 31))
    assert [quarter.name for quarter in year.quarters] == [
        "2025-26Q1",
        "2025-26Q2",
        "2025-26Q3",
        "2025-26Q4",
    ]


def test_the_third_quarter_runs_from_october_to_december():
    quarter = Period.named("2025-26Q3")

    assert (quarter.first, quarter.last) == (date(2025, 10, 1), date(2025, 12, 31))
    assert quarter.whole == Period.named("2025-26")
    assert quarter.quarters == (quarter,)


@pytest.mark.parametrize(
    "name",
    [
        "2025",
        "2025-27",
        "2025-26Q5",
        "2025-26Q0",
        "2025-26 ",
        "2025-04",
        "",
        "２０２５-26",
        "last year",
        "0000-01",
        "9999-00",
    ],
)
def test_months_running_totals_and_slips_are_not_periods(name):
    with pytest.raises(NotAPeriod, match="write a year such as 2025-26"):
        Period.named(name)


@given(day=DAYS)
def test_every_day_lies_in_one_quarter_and_its_year(day):
    quarter, year = Period.quarter_of(day), Period.year_of(day)

    assert [q for q in year.quarters if q.contains(day)] == [quarter]
    assert year.contains(day)
    assert not year.contains(year.first - timedelta(1))
    assert Period.named(quarter.name) == quarter
    assert Period.named(year.name) == year
