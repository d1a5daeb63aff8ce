"""The return holds one row for each confirmed review of the year, or is not made at all."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.caseload.known import Stay
from feedback.participation import Indicator
from feedback.periods import Period
from feedback.return903 import ReturnChild, ReturnReview, Why, make_return

YEAR = Period(2025)
TODAY = date(2026, 5, 1)
CHILD = ReturnChild(
    "0042",
    date(2010, 5, 10),
    ("0042", "1", "10/05/2010", "WBRI", "U1", "", ""),
    (("0042", "01/02/2012", "S", "C2", "N1", "U4", "PR1", "", "", "", "", "", ""),),
    (Stay(date(2012, 2, 1), None, "C2", "S"),),
)
REVIEW = ReturnReview(CHILD, date(2026, 3, 1), Indicator.PN1)


def made(*reviews):
    return make_return(reviews, year=YEAR, today=TODAY)


def why(*reviews):
    result = made(*reviews)
    assert result.files == {}
    return [fault.why for fault in result.unsettled]


def rows(result, name):
    return list(csv.reader(io.StringIO(result.files[name])))


def test_a_confirmed_review_has_its_row_and_its_child_the_companions():
    result = made(REVIEW)

    assert result.unsettled == ()
    assert result.rows == 1
    assert result.files["reviews.csv"] == (
        "CHILD,DOB,REVIEW,REVIEW_CODE\n0042,10/05/2010,01/03/2026,PN1\n"
    )
    assert rows(result, "header.csv")[1] == list(CHILD.header)
    assert rows(result, "episodes.csv")[1] == list(CHILD.episodes[0])


def test_a_child_reviewed_twice_stands_once_in_the_companions():
    result = made(REVIEW, replace(REVIEW, day=date(2025, 9, 1)))

    assert [row[2] for row in rows(result, "reviews.csv")[1:]] == ["01/09/2025", "01/03/2026"]
    assert len(rows(result, "header.csv")) == 2


@pytest.mark.parametrize("day", [date(2025, 3, 31), date(2026, 4, 1)])
def test_a_review_outside_the_year_is_not_in_it(day):
    assert made(replace(REVIEW, day=day)).rows == 0


@pytest.mark.parametrize("day", [date(2025, 4, 1), date(2026, 3, 31)])
def test_the_first_and_the_last_day_of_the_year_are_in_it(day):
    assert made(replace(REVIEW, day=day)).rows == 1


def of(**changes):
    return replace(REVIEW, child=replace(CHILD, **changes))


def test_a_child_only_in_short_breaks_is_left_out():
    assert made(replace(of(stays=(Stay(date(2012, 2, 1), None, "V4"),)), code=None)).rows == 0


def test_a_review_from_the_eighteenth_birthday_on_is_left_out():
    grown = of(born=date(2008, 3, 1))

    assert made(replace(grown, code=None)) == made()
    assert why(replace(grown, day=date(2026, 2, 28), code=None)) == [
        Why.NOT_CONFIRMED,
        Why.HEADER_DIFFERS,
    ]


@pytest.mark.parametrize(
    ("review", "fault"),
    [
        (replace(REVIEW, code=None), Why.NOT_CONFIRMED),
        (replace(REVIEW, code=Indicator.PN0), Why.CODE_AGE),
        (replace(REVIEW, held=False), Why.NOT_RECORDED),
        (of(stays=()), Why.OUTSIDE_EPISODES),
        (of(stays=(Stay(date(2026, 3, 2), None, "C2"),)), Why.OUTSIDE_EPISODES),
        (of(header=None), Why.NO_HEADER),
        (of(born=None), Why.NO_BIRTH),
        (of(born=date(2010, 5, 11)), Why.HEADER_DIFFERS),
    ],
)
def test_anything_unsettled_keeps_the_return_from_being_made(review, fault):
    assert why(review, replace(REVIEW, day=date(2025, 9, 1))) == [fault]


def test_a_review_after_today_cannot_have_been_held():
    result = make_return([REVIEW], year=YEAR, today=REVIEW.day - timedelta(1))

    assert [fault.why for fault in result.unsettled] == [Why.AFTER_TODAY]


def test_a_review_before_birth_is_no_review_of_this_child():
    born = date(2026, 3, 2)
    header = ("0042", "1", "02/03/2026", "", "", "", "")

    assert why(of(born=born, header=header)) == [Why.BEFORE_BIRTH]


def test_the_same_review_twice_is_named_once():
    assert why(REVIEW, REVIEW) == [Why.DUPLICATE]


def test_two_codes_for_one_child_and_day_are_named():
    assert why(REVIEW, replace(REVIEW, code=Indicator.PN6)) == [Why.TWO_CODES]


def test_a_fault_names_the_child_and_the_day_in_one_line():
    (fault,) = made(replace(REVIEW, code=None)).unsettled

    assert str(fault) == "child 0042, review of 01/03/2026: no code has been confirmed"


def test_a_cell_that_a_spreadsheet_would_calculate_is_prefixed():
    header = ("0042", "1", "10/05/2010", "WBRI", "=1+1", "", "")

    assert rows(made(of(header=header)), "header.csv")[1][4] == "'=1+1"


DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 1, 1))
CODES = st.none() | st.sampled_from(Indicator)


@given(st.lists(st.builds(ReturnReview, st.just(CHILD), DAYS, CODES, st.booleans())))
def test_there_are_files_or_faults_and_never_both(reviews):
    result = make_return(reviews, year=YEAR, today=date(2027, 1, 2))

    assert bool(result.files) is not bool(result.unsettled)
    if result.files:
        assert result.rows == len([r for r in reviews if YEAR.contains(r.day)])
