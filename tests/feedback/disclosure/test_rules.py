import pytest

from feedback.disclosure.rules import Fault, number_fault, row_fault, smallest_shown
from feedback.disclosure.table import Unit


@pytest.mark.parametrize("number", [1, 5, -1, -5])
def test_one_to_five_is_too_small_to_be_known_and_so_is_a_difference_of_as_many(number):
    assert number_fault(number, smallest=6, children=None) is Fault.SMALL


@pytest.mark.parametrize("number", [0, 6, -6, 100])
def test_none_and_six_or_more_may_be_known(number):
    assert number_fault(number, smallest=6, children=abs(number)) is None


def test_many_reviews_of_five_children_are_still_five_children():
    assert number_fault(9, smallest=6, children=5) is Fault.FEW_CHILDREN
    assert number_fault(9, smallest=6, children=6) is None


def test_one_child_may_give_three_sheets_a_year_so_a_year_hides_up_to_nine():
    assert smallest_shown(Unit.SHEETS, quarter=False) == 10
    assert smallest_shown(Unit.SHEETS, quarter=True) == 6
    assert smallest_shown(Unit.REVIEWS, quarter=False) == 6


def test_a_base_below_ten_may_not_be_known():
    assert row_fault([9, 0]) is Fault.FEW
    assert row_fault([]) is Fault.FEW
    assert row_fault([10]) is None


def test_a_row_in_which_all_but_one_did_the_same_may_not_be_known():
    assert row_fault([30, 0, 0]) is Fault.UNANIMOUS
    assert row_fault([29, 1, 0]) is Fault.UNANIMOUS
    assert row_fault([28, 1, 1]) is None
