"""What is written in one cell is read strictly or not at all."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.caseload import cells
from feedback.caseload.verdicts import Reason, RowRefused


def reason(read, text):
    with pytest.raises(RowRefused) as refused:
        read("FIELD", text)
    assert refused.value.field == "FIELD"
    return refused.value.reason


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_back_as_it_was_written(day):
    assert cells.day("DOB", f"{day:%d/%m}/{day.year:04}") == day
    assert cells.planned_day("DATE", day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["31/02/2020", "2020-02-01", "1/2/2020", "01/02/20", "01/02/1899", "٠١/٠٢/٢٠٢٠", "01-02-2020"],
)
def test_a_day_that_is_no_day_of_the_return_is_refused(text):
    assert reason(cells.day, text) is Reason.DATE_BAD


def test_a_blank_day_is_refused_unless_it_may_be_blank():
    assert reason(cells.day, "") is Reason.DATE_BLANK
    assert cells.day_or_blank("DEC", "") is None
    assert cells.day_or_blank("DEC", "01/02/2020") == date(2020, 2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", None), ("9:05", time(9, 5)), ("14:30", time(14, 30)), ("14:30:00", time(14, 30))],
)
def test_a_time_is_read_by_the_clock_of_24_hours(text, expected):
    assert cells.clock("TIME", text) == expected


@pytest.mark.parametrize("text", ["24:00", "9.30", "half past", "12:60", "-1:00"])
def test_a_time_that_is_none_is_refused(text):
    assert reason(cells.clock, text) is Reason.TIME_BAD


def test_a_review_has_one_part_or_two():
    assert [cells.part("PART", text) for text in ("", "1", "2")] == [1, 1, 2]
    assert reason(cells.part, "3") is Reason.PART_BAD


@pytest.mark.parametrize("text", ["", "no", "N", "False", "0"])
def test_no_is_said_in_several_ways(text):
    assert not cells.is_yes(text)
    assert cells.is_plain_yes_or_no(text)


@pytest.mark.parametrize(("text", "plain"), [("Yes", True), ("1", True), ("Polish", False)])
def test_a_need_written_in_any_other_word_counts_as_a_need(text, plain):
    assert cells.is_yes(text)
    assert cells.is_plain_yes_or_no(text) is plain


def test_several_names_are_parted_by_semicolons():
    assert cells.several(" Ann ; ;Bo Lee;") == ("Ann", "Bo Lee")


def test_a_day_before_and_after_a_leap_day_are_told_apart():
    assert cells.day("DOB", "29/02/2024") + timedelta(days=1) == cells.day("DOB", "01/03/2024")
