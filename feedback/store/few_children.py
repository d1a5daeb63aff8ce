"""Which cells are about five children or fewer, however many reviews or asks they count.

Children are counted for this test alone and never printed. Of sheets nobody knows whose
they are. A cell can only be about few children when its number is small beside what one
child can bring to it, so all others are spared the counting.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from feedback.disclosure.populations import ASKS, REVIEWS
from feedback.disclosure.rules import SMALLEST_CHILDREN
from feedback.disclosure.table import Cell, Counts, Table
from feedback.disclosure.views import view_of
from feedback.periods import Period
from feedback.store.counting import rows_of

Place = tuple[str, str]
"""A table and a cell of it."""


def few_children(
    transaction: Session, tables: Mapping[str, tuple[Table, Counts]], period: Period
) -> frozenset[Place]:
    """Return the cells with one to five children behind them."""
    found: set[Place] = set()
    for population in (REVIEWS, ASKS):
        cells = [
            ((table.id, cell.id), cell, counts[cell.id])
            for table, counts in tables.values()
            if table.of == population
            for cell in table.cells
            if counts[cell.id] >= SMALLEST_CHILDREN and not cell.omission
        ]
        if cells:
            most = _most_of_one_child(transaction, population, period)
            doubted = [
                (place, cell)
                for place, cell, number in cells
                if number <= most * (SMALLEST_CHILDREN - 1)
            ]
            found |= _few(transaction, population, doubted, period)
    return frozenset(found)


def _most_of_one_child(transaction: Session, population: str, period: Period) -> int:
    things = rows_of(population, (), period).subquery()
    counted = select(func.count().label("many")).select_from(things)
    each = counted.group_by(things.c.child_id).subquery()
    return transaction.scalar(select(func.max(each.c.many))) or 0


def _few(
    transaction: Session, population: str, doubted: Sequence[tuple[Place, Cell]], period: Period
) -> frozenset[Place]:
    if not doubted:
        return frozenset()
    dims = tuple(sorted({dim for _, cell in doubted for dim in view_of(cell)}))
    things = rows_of(population, dims, period).subquery()
    numbers = [
        func.count(
            case(
                (
                    and_(*(things.c[dim].in_(sorted(some)) for dim, some in cell.where.items())),
                    things.c.child_id,
                )
            ).distinct()
        )
        for _, cell in doubted
    ]
    counted = transaction.execute(select(*numbers)).one()
    return frozenset(
        place
        for (place, _), children in zip(doubted, counted, strict=True)
        if 0 < children < SMALLEST_CHILDREN
    )
