"""When a cell or a row would say too much about the children in it, and how unsure it must stay.

Trust.md, *Anonymised releases*, rules 3 and 4. A small number is hidden, and whoever attacks
must find everything from 0 to 6, or to twice the number, possible. Nothing of a row below base
10 is shown. Where all but at most one child thought the same, it must stay possible that two
or more did not. The service’s own omissions (null returns, lateness) are not sensitive.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.disclosure.table import Counts, Table, Unit

SMALLEST_SHOWN = 6
SMALLEST_SHOWN_SHEETS_OF_A_YEAR = 10
SMALLEST_CHILDREN = 6
SMALLEST_BASE = 10
ALL_BUT = 1


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A cell that must be hidden, and how far below and above it an attacker must see room."""

    cell: str
    down: int
    up: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """A row in which nearly all said the same. It must stay possible that two did not."""

    others: tuple[str, ...]
    up: int


def smallest_shown(unit: Unit, *, year: bool) -> int:
    """Return the smallest number of this unit that may be known, other than none.

    One child may send several sheets in a year, so more of them are needed there.
    """
    if unit is Unit.SHEETS and year:
        return SMALLEST_SHOWN_SHEETS_OF_A_YEAR
    return SMALLEST_SHOWN


def room(number: int) -> tuple[int, int]:
    """Return how far below and above a small number must stay possible: 0 to 6, or to twice it.

    A difference of two releases may be negative, and then tells just as much.
    """
    reach = max(SMALLEST_SHOWN, 2 * abs(number)) - abs(number)
    return (number, reach) if number > 0 else (reach, -number)


def sensitive(
    table: Table, counts: Counts, *, year: bool, few: frozenset[str]
) -> Iterator[Sensitive]:
    """Yield the cells of a table that must be hidden for themselves.

    ``few`` names the cells about one to five children. Zeros in a row that is too small are
    hidden with it, but nobody needs to be unsure about them.
    """
    smallest = smallest_shown(table.unit, year=year)
    for row in table.rows:
        answers = table.answers_of(row)
        small_row = bool(answers) and _base(table, row, counts) < SMALLEST_BASE
        for cell in table.row(row):
            number = counts[cell.id]
            if cell.omission or not (small_row or number):
                continue
            if small_row or number < smallest or cell.id in few:
                yield Sensitive(cell.id, *(room(number) if number else (0, 0)))


def _base(table: Table, row: str, counts: Counts) -> int:
    """Return what a row stands on: its margin where one thing may be in several cells."""
    margin = table.base(row)
    if table.several and margin is not None:
        return counts[margin.id]
    return sum(counts[cell.id] for cell in table.answers_of(row))


def agreed(table: Table, counts: Counts) -> Iterator[Agreed]:
    """Yield the rows of an attitude table in which all but at most one said the same."""
    if not table.attitude:
        return
    for row in table.rows:
        answers = table.answers_of(row)
        most = max(answers, key=lambda cell: counts[cell.id])
        others = [cell for cell in answers if cell is not most]
        apart = sum(counts[cell.id] for cell in others)
        if apart <= ALL_BUT and counts[most.id]:
            yield Agreed(tuple(cell.id for cell in others), ALL_BUT + 1 - apart)
