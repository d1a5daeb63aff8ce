"""Which numbers are about five children or fewer, however many reviews or asks they count.

Children are counted for this test alone and never printed. Of sheets nobody knows whose
they are. A number can only be about few children when it is small beside what one
child can bring to it, so all others are spared the counting.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select, true
from sqlalchemy.orm import Session

from feedback.disclosure.edition import Place
from feedback.disclosure.populations import ASKS, PATHWAY, REVIEWS, Dims, Numbers
from feedback.disclosure.rules import SMALLEST_CHILDREN
from feedback.disclosure.table import Table, Where
from feedback.disclosure.unprinted import left_over, of_left_over
from feedback.disclosure.views import count, count_where
from feedback.periods import Period
from feedback.store.counting import rows_of

KNOWN = (REVIEWS, ASKS, PATHWAY)
"""The populations of which it is known whose each thing is."""


def few_children(
    transaction: Session, tables: Sequence[Table], numbers: Mapping[str, Numbers], period: Period
) -> frozenset[Place]:
    """Return the cells, and what they leave over, with one to five children behind them."""
    found: set[Place] = set()
    for population in KNOWN:
        counted = [
            (place, where, number)
            for table in tables
            if table.of == population
            for place, where, number in _counted(table, numbers[population])
            if number >= SMALLEST_CHILDREN
        ]
        if counted:
            most = most_of_few(transaction, population, period)
            doubted = {place: where for place, where, number in counted if number <= most}
            found |= _few(transaction, population, doubted, period)
    return frozenset(found)


def most_of_few(transaction: Session, population: str, period: Period) -> int:
    """Return how many things few children can have among them at most."""
    things = rows_of(population, (), period).subquery()
    counted = select(func.count().label("many")).select_from(things)
    each = counted.group_by(things.c.child_id).subquery()
    most = transaction.scalar(select(func.max(each.c.many))) or 0
    return most * (SMALLEST_CHILDREN - 1)


def is_one_of(things: Subquery, where: Where) -> ColumnElement[bool]:
    """Say of a thing that it is counted."""
    return and_(true(), *(things.c[dim].in_(sorted(some)) for dim, some in where.items()))


def _counted(table: Table, numbers: Numbers) -> Iterator[tuple[Place, Where, int]]:
    for cell in table.cells:
        if not cell.omission:
            yield (table.id, cell.id), cell.where, count(cell, numbers)
    for where in left_over(table):
        yield of_left_over(table.of, where), where, count_where(where, numbers)


def _few(
    transaction: Session, population: str, doubted: Mapping[Place, Where], period: Period
) -> frozenset[Place]:
    if not doubted:
        return frozenset()
    dims: Dims = tuple(sorted({dim for where in doubted.values() for dim in where}))
    things = rows_of(population, dims, period).subquery()
    numbers = [
        func.count(case((is_one_of(things, where), things.c.child_id)).distinct())
        for where in doubted.values()
    ]
    counted = transaction.execute(select(*numbers)).one()
    return frozenset(
        place
        for place, children in zip(doubted, counted, strict=True)
        if 0 < children < SMALLEST_CHILDREN
    )
