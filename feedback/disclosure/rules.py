"""When a row of counts would say too much about the children in it.

Trust.md, *Anonymised releases*, rules 3 and 4: numbers of 1 to 5 (answer sheets of a year:
1 to 9), 1 to 5 children behind a larger number, a base below 10, and a row in which all but
at most one did the same. The reasons are for tests and for nobody else: naming one in print
would tell what was withheld.
"""

from collections.abc import Sequence
from enum import StrEnum

from feedback.disclosure.table import Unit

SMALLEST_SHOWN = 6
SMALLEST_SHOWN_SHEETS_OF_A_YEAR = 10
SMALLEST_CHILDREN = 6
SMALLEST_BASE = 10
ALL_BUT = 1


class Fault(StrEnum):
    """Why a number or a row may not be known."""

    SMALL = "small"
    FEW_CHILDREN = "few children"
    FEW = "base too small"
    UNANIMOUS = "unanimous"


def smallest_shown(unit: Unit, *, quarter: bool) -> int:
    """Return the smallest number of this unit that may be known, other than none."""
    if unit is Unit.SHEETS and not quarter:
        return SMALLEST_SHOWN_SHEETS_OF_A_YEAR
    return SMALLEST_SHOWN


def number_fault(number: int, *, smallest: int, children: int | None) -> Fault | None:
    """Judge one number that would be known; ``children`` is None where they are not known.

    A difference of two releases may be negative, and then tells just as much.
    """
    if 0 < abs(number) < smallest:
        return Fault.SMALL
    if number and children is not None and 0 < children < SMALLEST_CHILDREN:
        return Fault.FEW_CHILDREN
    return None


def row_fault(numbers: Sequence[int]) -> Fault | None:
    """Judge a row whose every answer would be known."""
    sizes = [abs(number) for number in numbers]
    if sum(sizes) < SMALLEST_BASE:
        return Fault.FEW
    if len(sizes) > 1 and sum(sizes) - max(sizes) <= ALL_BUT:
        return Fault.UNANIMOUS
    return None
