"""The figures of a released table, worked out from its printed counts and from nothing else.

Trust.md, *Anonymised releases*, rule 5: percentages stand on a base of 20 or more. Those of
the whole service’s participation and timeliness carry one decimal from 200 up; all others are
whole.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from feedback.disclosure.table import Cell, Table
from feedback.evaluation import wilson
from feedback.rates import ONE_DECIMAL_FROM, SMALLEST_BASE, percent
from feedback.releases.report import Reported

WITH_A_DECIMAL = frozenset({"participation", "timeliness"})
"""The lines of the catalogue whose shares may carry one: of the service and of no group."""
YES = "yes"
TOOK_PART = "took-part"


class Symbol(StrEnum):
    """What stands in the place of a number."""

    WITHHELD = "c"
    DOES_NOT_APPLY = "z"
    TOO_FEW = "u"


def shown(number: int | None) -> int | Symbol:
    """Return a number, or the sign of one that is hidden."""
    return Symbol.WITHHELD if number is None else number


SYMBOLS = {
    Symbol.WITHHELD: "withheld: it is 0 to 5, or hidden to protect children",
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
    return tuple(_figure(reported, cell) for cell in reported.table.cells)


def _figure(reported: Reported, cell: Cell) -> Figure:
    none, hidden = Symbol.DOES_NOT_APPLY, Symbol.WITHHELD
    count = reported.number(cell.id)
    shown = hidden if count is None else count
    if _has_no_share(reported.table, cell):
        return Figure(cell, shown, *[none if reported.counts else hidden] * 4)
    base = _base(reported, cell, count)
    bounds = hidden if _has_bounds(reported.table, cell) or not reported.counts else none
    if base is None:
        return Figure(cell, shown, hidden, hidden, bounds, bounds)
    if count is None:
        return Figure(cell, shown, base, hidden, bounds, bounds)
    share = _percent(reported.table, count, base, base)
    return Figure(cell, count, base, share, *_bounds(reported, cell, count))


def _has_bounds(table: Table, cell: Cell) -> bool:
    return cell.column == TOOK_PART or (cell.column == YES and table.attitude)


def _has_no_share(table: Table, cell: Cell) -> bool:
    alone = len(table.answers_of(cell.row)) == 1
    return cell.margin or alone or (cell.omission and not _is_part(table, cell))


def _is_part(table: Table, cell: Cell) -> bool:
    """Whether an omission is part of what its table adds up, and so has a share of it."""
    margin = table.base()
    return _of_omissions(table) and margin is not None and set(cell.counts) <= set(margin.counts)


def _of_omissions(table: Table) -> bool:
    """Whether a table tells about the service alone, so that its omissions have shares."""
    margin = table.base()
    return margin is not None and margin.omission


def _base(reported: Reported, cell: Cell, count: int | None) -> int | None:
    """Return what a share is taken of; those who were not sure are among all who answered."""
    table = reported.table
    if _of_omissions(table):
        margin = table.base()
        return reported.number(margin.id) if margin else None
    base = reported.base(cell.row)
    if base is None or not cell.not_sure:
        return base
    return None if count is None else base + count


def _bounds(reported: Reported, cell: Cell, count: int) -> tuple[Percentage, Percentage]:
    base, table = reported.base(cell.row) or 0, reported.table
    if cell.column == TOOK_PART:
        null = _null_returns(reported, cell.row)
        if null is None:
            return Symbol.WITHHELD, Symbol.WITHHELD
        whole = base + null
        return _percent(table, count, whole, base), _percent(table, count + null, whole, base)
    if not _has_bounds(reported.table, cell):
        return Symbol.DOES_NOT_APPLY, Symbol.DOES_NOT_APPLY
    if base < SMALLEST_BASE:
        return Symbol.TOO_FEW, Symbol.TOO_FEW
    interval = wilson(count, base)
    return _whole(interval.low), _whole(interval.high)


def _null_returns(reported: Reported, row: str) -> int | None:
    null = [reported.number(cell.id) for cell in reported.table.row(row) if cell.omission]
    known = [one for one in null if one is not None]
    return sum(known) if len(known) == len(null) else None


def _percent(table: Table, part: int, whole: int, base: int) -> Percentage:
    if base < SMALLEST_BASE:
        return Symbol.TOO_FEW
    decimal = table.name in WITH_A_DECIMAL and base >= ONE_DECIMAL_FROM
    return percent(Fraction(part, whole), Decimal("0.1") if decimal else Decimal(1))


def _whole(share: float) -> Decimal:
    return percent(Fraction(share), Decimal(1))
