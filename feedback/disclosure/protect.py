"""Which tables of a new release may be shown, given every number that has left before.

A table is shown whole or withheld whole. First each table is judged by itself; then an
attacker is played who knows everything in the ledger and everything about to be shown, and
works out whatever sums and differences give away. While that breaks a rule, the table
declared latest that takes part is withheld. Order does not matter to what is safe: a quarter
made after its year is judged against the year just as well.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.disclosure.knowledge import Knowledge, Sum
from feedback.disclosure.rules import number_fault, row_fault, smallest_shown
from feedback.disclosure.spans import Span, Stretch, stretches
from feedback.disclosure.table import Cell, Counts, Table

Children = Callable[[str, str, Span], int | None]
"""How many children are behind a cell of a table in these quarters; None where not known."""

_ROW = "(row)"
Opening = tuple[str, str, Span]
"""A table, a cell of it (or the whole row) and a stretch about which too much is known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One table whose numbers are, or would be, known."""

    table: Table
    span: Span
    counts: Counts


def withheld(
    fresh: Sequence[Shown], ledger: Sequence[Shown], *, children: Children
) -> frozenset[str]:
    """Return the ids of the fresh tables that must be withheld whole."""
    hidden: set[str] = set()
    for family in dict.fromkeys(shown.table.family for shown in fresh):
        mine = [shown for shown in fresh if shown.table.family == family]
        known = [shown for shown in ledger if shown.table.family == family]
        kept = _safe(mine, known, children)
        hidden |= {shown.table.id for shown in mine if shown not in kept}
    return frozenset(hidden)


def _safe(mine: list[Shown], known: list[Shown], children: Children) -> list[Shown]:
    watched = {shown.table.id: shown.table for shown in (*mine, *known)}.values()

    def openings(shown: list[Shown]) -> frozenset[Opening]:
        knowledge = Knowledge(_facts([*known, *shown]))
        told = (_told(table, knowledge, children) for table in watched)
        return frozenset(opening for some in told for opening in some)

    already = openings([])
    kept = [shown for shown in mine if _sound(shown, children)]
    while opened := openings(kept) - already:
        kept.remove(_to_blame(kept, opened, openings))
    return kept


def _to_blame(
    kept: list[Shown],
    opened: frozenset[Opening],
    openings: Callable[[list[Shown]], frozenset[Opening]],
) -> Shown:
    """Name the table declared latest without which less is opened."""
    for shown in reversed(kept):
        if opened - openings([other for other in kept if other is not shown]):
            return shown
    return kept[-1]


def _sound(shown: Shown, children: Children) -> bool:
    """Whether a table may be shown if nothing else were ever known."""
    row = [shown.counts[cell.id] for cell in shown.table.answers]
    return row_fault(row) is None and not any(
        _gives_away(shown.table, cell, shown.counts[cell.id], Stretch(shown.span), children)
        for cell in shown.table.cells
    )


def _told(table: Table, knowledge: Knowledge, children: Children) -> Iterator[Opening]:
    for stretch in stretches():
        told: dict[str, int] = {}
        for cell in table.cells:
            number = knowledge.tells(_sum(cell, stretch.span))
            if number is not None:
                told[cell.id] = number
                if _gives_away(table, cell, number, stretch, children):
                    yield (table.id, cell.id, stretch.span)
        row = [told[cell.id] for cell in table.answers if cell.id in told]
        # A stretch in which nothing happened tells about nobody.
        if len(row) == len(table.answers) and any(row) and row_fault(row):
            yield (table.id, _ROW, stretch.span)


def _gives_away(
    table: Table, cell: Cell, number: int, stretch: Stretch, children: Children
) -> bool:
    if cell.omission:
        return False
    smallest = smallest_shown(table.unit, quarter=stretch.is_one_quarter)
    behind = children(table.id, cell.id, stretch.quarters) if stretch.quarters else None
    return number_fault(number, smallest=smallest, children=behind) is not None


def _facts(shown: Sequence[Shown]) -> Iterator[tuple[Sum, int]]:
    for one in shown:
        for cell in one.table.cells:
            yield _sum(cell, one.span), one.counts[cell.id]


def _sum(cell: Cell, span: Span) -> Mapping[tuple[str, str], int]:
    return {(part, one): 1 for part in span for one in cell.counts}
