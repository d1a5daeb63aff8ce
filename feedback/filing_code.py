"""The code on a statement for the case file: typed back, it says that the statement was filed.

It is no secret: whoever has the paper has the code. It only shows that the paper in hand is
the one that is now in the case system, and not another child’s or an older one.
"""

from collections.abc import Callable

from feedback.errors import FeedbackError
from feedback.letters.typed import runs

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which are taken for one another. There are 31, a prime."""
LENGTH = 8
_HALF = LENGTH // 2


class FilingCodeUnsound(FeedbackError):
    """What was typed cannot be the code of a statement: it is no code, or has a slip in it."""


def draw(below: Callable[[int], int]) -> str:
    """Draw a code; ``below(n)`` chooses a number from 0 up to and without n."""
    drawn = [below(len(SIGNS)) for _ in range(LENGTH - 1)]
    return "".join(SIGNS[place] for place in (*drawn, _check(drawn)))


def spoken(code: str) -> str:
    """Return a code as it is printed, in two halves."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def typed(text: str) -> str:
    """Return the code that was meant. Case, spaces and dashes do not matter.

    Raises ``FilingCodeUnsound`` for what cannot be one: any single slip and any swap of
    neighbours is noticed, because 31 is a prime and each place has a weight of its own.
    """
    code = "".join(runs(text)).upper()
    if len(code) != LENGTH or any(sign not in SIGNS for sign in code):
        raise FilingCodeUnsound("A code has eight letters and figures, such as 4K7Q-M3XP.")
    places = [SIGNS.index(sign) for sign in code]
    if _check(places[:-1]) != places[-1]:
        raise FilingCodeUnsound("There is a slip in that code. Please look at the paper again.")
    return code


def _check(places: list[int]) -> int:
    return sum(weight * place for weight, place in enumerate(places, start=2)) % len(SIGNS)
