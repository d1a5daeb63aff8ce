"""The number of a letter: six figures that are not secret, the last of which notices a slip."""

from collections.abc import Callable

from feedback.errors import LetterNumberUnsound
from feedback.letters.check_digit import remainder, with_check_digit
from feedback.letters.typed import figures

FIGURES = 6
_LOWEST = 10_000
_HOWMANY = 90_000


def make_letter_number(randbelow: Callable[[int], int]) -> str:
    """Return a number that tells nothing. Whoever stores it sees that it is not in use.

    None begins with 0, because a leading 0 is lost on phones and in sheets.
    """
    return with_check_digit(str(_LOWEST + randbelow(_HOWMANY)))


def read_letter_number(text: str) -> str:
    """Read a number as typed in any script, with any spaces; refuse one with a slip in it."""
    number = figures(text)
    if len(number) != FIGURES or number.startswith("0") or remainder(number):
        raise LetterNumberUnsound(
            "A letter number has six figures, and this one has a slip in it."
        )
    return number
