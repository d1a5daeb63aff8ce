"""The figures of a released table, worked out from its printed counts and from nothing else.

Trust.md, *Anonymised releases*, rule 5: percentages stand on a base of 20 or more; those of
reviews carry one decimal from 200 up, those of answer sheets are whole.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from feedback.disclosure.table import Cell, Counts, Table, Unit
from feedback.evaluation import wilson
from feedback.rates import ONE_DECIMAL_FROM, SMALLEST_BASE, percent
from feedback.releases.report import Reported

YES = "yes"
TOOK_PART = "took-part"


class Symbol(StrEnum):
    """What stands in the place of a number."""

    WITHHELD = "c"
    DOES_NOT_APPLY = "z"
    TOO_FEW = "u"


SYMBOLS = {
    Symbol.WITHHELD: "withheld to protect children: it may be 0 to 5, or it is hidden so that"
    " another number cannot be worked out",
    Symbol.DOES_NOT_APPLY: "does not apply here",
    Symbol.TOO_FEW: f"not worked out, because it would rest on fewer than {SMALLEST_BASE}",
}

Number = int | Symbol
Percentage = Decimal | Symbol


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell as it is printed. ``low`` and ``high`` say how far the percentage may be off.

    Of *took part* they are its bounds if nobody, or everybody, in the null returns took part;
    of *Yes* they are Wilson’s 95 % interval.
    """

    cell: Cell
    count: Number
    base: Number
    percent: Percentage
    low: Percentage
    high: Percentage


def figures(reported: Reported) -> tuple[Figure, ...]:
    """Work out every figure of one table."""
    counts = reported.counts
    if counts is None:
        return tuple(Figure(cell, *[Symbol.WITHHELD] * 5) for cell in reported.table.cells)
    return tuple(_figure(reported.table, cell, counts) for cell in reported.table.cells)


def base_of(table: Table, counts: Counts) -> int:
    """Add up the answers a share is taken of: no null returns, nobody who was not sure."""
    return sum(counts[cell.id] for cell in table.answers)


def _figure(table: Table, cell: Cell, counts: Counts) -> Figure:
    none = Symbol.DOES_NOT_APPLY
    count = counts[cell.id]
    if cell.omission or len(table.answers) == 1:
        return Figure(cell, count, none, none, none, none)
    base = base_of(table, counts) + (count if cell.not_sure else 0)
    share = _percent(table.unit, Fraction(count, base), base)
    return Figure(cell, count, base, share, *_bounds(table, cell, counts))


def _bounds(table: Table, cell: Cell, counts: Counts) -> tuple[Percentage, Percentage]:
    count, base = counts[cell.id], base_of(table, counts)
    if cell.id == TOOK_PART:
        null = sum(counts[other.id] for other in table.cells if other.omission)
        ends = (Fraction(count, base + null), Fraction(count + null, base + null))
    elif cell.id == YES:
        interval = wilson(count, base)
        ends = (Fraction(interval.low), Fraction(interval.high))
    else:
        return Symbol.DOES_NOT_APPLY, Symbol.DOES_NOT_APPLY
    low, high = (_percent(table.unit, end, base) for end in ends)
    return low, high


def _percent(unit: Unit, share: Fraction, base: int) -> Percentage:
    if base < SMALLEST_BASE:
        return Symbol.TOO_FEW
    decimal = unit is Unit.REVIEWS and base >= ONE_DECIMAL_FROM
    return percent(share, Decimal("0.1") if decimal else Decimal(1))
