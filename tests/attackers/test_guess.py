"""Some guesses at letters; ``make guess`` makes a million of each kind."""

import pytest

from tests.tools import guess

GUESSES, LETTERS = 1_200, 12


@pytest.fixture(scope="module")
def door():
    """A made-up council with a few letters out."""
    with guess.door(LETTERS) as at:
        yield at


@pytest.mark.parametrize("attack", [guess.all_numbers, guess.given_out])
def test_guesses_spread_over_many_letters_open_none_and_close_none(door, attack):
    assert attack(door, GUESSES, 1)


def test_guesses_at_one_letter_open_nothing_and_close_that_one_until_midnight(door, capsys):
    assert guess.aimed(door, GUESSES, 1)

    said = capsys.readouterr().out
    assert "1 letters closed; 20 of 20 children came in meanwhile" in said
    assert "before midnight: False; at midnight: True" in said


def test_without_the_limits_somebody_who_knows_three_words_gets_in_and_that_is_found(door):
    assert guess.control(door, 1)
