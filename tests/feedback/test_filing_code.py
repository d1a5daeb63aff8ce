"""The code of a statement is read however it is typed, and a slip in it is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.filing_code import LENGTH, SIGNS, FilingCodeUnsound, draw, spoken, typed

CODES = st.lists(st.integers(0, len(SIGNS) - 1), min_size=7, max_size=7).map(
    lambda places: draw(lambda _below: places.pop())
)


@given(CODES)
def test_a_code_is_read_back_however_it_is_typed(code):
    half = f"  {code[:4].lower()} – {code[4:]}. "

    assert typed(code) == typed(spoken(code)) == typed(half) == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_letter_is_noticed(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]

    if wrong != code:
        with pytest.raises(FilingCodeUnsound, match="a slip"):
            typed(wrong)


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_neighbours_that_changed_places_are_noticed(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if swapped != code:
        with pytest.raises(FilingCodeUnsound, match="a slip"):
            typed(swapped)


@pytest.mark.parametrize("text", ["", "4K7Q", "4K7QM3XPP", "O0I1L000", "☃" * 8, "4" * 300])
def test_what_cannot_be_a_code_is_said_to_be_none(text):
    with pytest.raises(FilingCodeUnsound, match="eight letters and figures"):
        typed(text)
