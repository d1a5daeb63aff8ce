import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import LetterNumberUnsound
from feedback.letters.letter_number import make_letter_number, read_letter_number

numbers = st.integers(0, 89_999).map(lambda drawn: make_letter_number(lambda _: drawn))


@given(numbers)
def test_a_number_has_six_figures_and_no_leading_nought(number):
    assert len(number) == 6
    assert number[0] != "0"


@given(numbers, st.sampled_from(["", " ", "-", ". "]))
def test_a_number_is_read_however_it_is_parted(number, between):
    assert read_letter_number(f" No. {number[:3]}{between}{number[3:]} ") == number


@given(numbers)
def test_a_number_is_read_in_arabic_figures(number):
    arabic = "".join(chr(0x0660 + int(figure)) for figure in number)

    assert read_letter_number(arabic) == number


@given(numbers, st.integers(0, 5), st.integers(1, 9))
def test_every_wrong_figure_is_noticed(number, at, by):
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]

    with pytest.raises(LetterNumberUnsound, match="six figures"):
        read_letter_number(wrong)


@pytest.mark.parametrize("text", ["", "letter", "12345", "1234567", "012340", "1" * 300])
def test_anything_else_is_not_a_letter_number(text):
    with pytest.raises(LetterNumberUnsound):
        read_letter_number(text)


def test_ninety_thousand_letters_have_a_number_of_their_own():
    first = make_letter_number(lambda howmany: 0 * howmany)
    last = make_letter_number(lambda howmany: howmany - 1)

    assert (first[:5], last[:5]) == ("10000", "99999")
