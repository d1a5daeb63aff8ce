from hypothesis import given
from hypothesis import strategies as st

from feedback.letters.check_digit import remainder, with_check_digit

digits = st.text("0123456789", min_size=1, max_size=8)


def test_the_worked_example_of_the_algorithm_holds():
    assert with_check_digit("572") == "5724"


@given(digits, st.integers(0, 9))
def test_a_number_leads_where_it_was_meant_to(number, place):
    assert remainder(with_check_digit(number, leading_to=place)) == place


@given(digits)
def test_every_wrong_figure_leads_elsewhere(number):
    slips = {
        number[:at] + wrong + number[at + 1 :]
        for at in range(len(number))
        for wrong in "0123456789"
        if wrong != number[at]
    }

    assert remainder(number) not in {remainder(slip) for slip in slips}


@given(digits)
def test_every_swap_of_neighbours_leads_elsewhere(number):
    swaps = {
        number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        for at in range(len(number) - 1)
        if number[at] != number[at + 1]
    }

    assert remainder(number) not in {remainder(swap) for swap in swaps}
