"""The next review is due three months after the first of a period of care, then every six."""

from datetime import date

import pytest

from feedback.caseload.known import Stay
from feedback.caseload.timing import due_days, next_due

CARE = Stay(date(2015, 12, 21), None, "C2", "S")
FIRST, SECOND, THIRD = date(2016, 1, 21), date(2016, 4, 20), date(2016, 10, 20)


@pytest.mark.parametrize(
    ("held", "after", "due"),
    [
        ([FIRST], FIRST, date(2016, 4, 21)),
        ([FIRST, SECOND], SECOND, date(2016, 10, 20)),
        ([FIRST, SECOND, THIRD], SECOND, date(2016, 10, 20)),
        ([FIRST, SECOND, THIRD], THIRD, date(2017, 4, 20)),
        ([], FIRST, date(2016, 4, 21)),
    ],
)
def test_the_next_review_is_counted_from_part_one_of_the_one_before(held, after, due):
    assert next_due([CARE], held, after=after) == due


def test_reviews_of_an_earlier_period_of_care_do_not_count():
    before = Stay(date(2012, 1, 3), date(2013, 1, 3), "C2", "S")

    assert next_due([before, CARE], [date(2012, 2, 1), FIRST], after=FIRST) == date(2016, 4, 21)


def test_outside_care_nothing_is_due():
    breaks = Stay(date(2015, 12, 21), None, "V4", "S")

    assert next_due([], [FIRST], after=FIRST) is None
    assert next_due([breaks], [FIRST], after=FIRST) is None
    assert due_days([breaks], [FIRST]) == {}
