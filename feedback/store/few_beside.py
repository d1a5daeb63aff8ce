"""Which differences of a year and its quarters may be about five children or fewer.

A difference is no list of things: what was counted when a quarter left is known by its number
alone. Of a year are counted the things outside the quarters taken from it, and those that were
confirmed or answered since these had left. As many of them as the difference holds fewer, others
may have taken back; what is left over of their children is the least there can be.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from feedback.disclosure.building import named
from feedback.disclosure.edition import Edition, Place
from feedback.disclosure.populations import Dims
from feedback.disclosure.rules import SMALLEST_CHILDREN
from feedback.disclosure.table import Where
from feedback.disclosure.unprinted import of_rest
from feedback.disclosure.views import count_where
from feedback.periods import Period
from feedback.store.counting import DAY, SINCE, rows_of
from feedback.store.few_children import KNOWN, is_one_of, most_of_few
from feedback.store.models import Release

_AT_ONCE = 100


class Rest(NamedTuple):
    """What a year counts more, or fewer, than some of its quarters together."""

    where: Where
    number: int
    taken: tuple[Period, ...]


def few_beside(transaction: Session, editions: Sequence[Edition]) -> frozenset[Place]:
    """Return the differences of these editions that may be about one to five children."""
    quarters = [one for one in editions if not one.period.is_year]
    found: set[Place] = set()
    for year in (one for one in editions if one.period.is_year):
        left = _left(transaction, year.period)
        for population in KNOWN:
            rests = [one for one in _rests(year, quarters, population) if one.number]
            large = [one for one in rests if abs(one.number) >= SMALLEST_CHILDREN]
            most = most_of_few(transaction, population, year.period) if large else 0
            doubted = [one for one in large if abs(one.number) <= most]
            for place in range(0, len(doubted), _AT_ONCE):
                some = doubted[place : place + _AT_ONCE]
                least = _least_children(transaction, population, (year.period, left), some)
                found |= {
                    of_rest(population, one.where, [quarter.name for quarter in one.taken])
                    for one, children in zip(some, least, strict=True)
                    if children < SMALLEST_CHILDREN
                }
    return frozenset(found)


def _left(transaction: Session, year: Period) -> Mapping[str, datetime]:
    """Return when each quarter left."""
    names = [quarter.name for quarter in year.quarters]
    rows = transaction.execute(
        select(Release.period, Release.made_at).where(Release.period.in_(names))
    )
    return {row.period: row.made_at for row in rows}


def _rests(year: Edition, quarters: Sequence[Edition], population: str) -> Iterator[Rest]:
    """Yield what a year holds beside every choice of those quarters that tell the same number."""
    told: dict[Place, tuple[Where, list[Edition]]] = {}
    for quarter in quarters:
        for where in _told(quarter, population):
            _, tell = told.setdefault(of_rest(population, where, ()), (where, []))
            tell.append(quarter)
    known = year.numbers.get(population, {})
    for where, tell in told.values():
        if tuple(sorted(where)) in known:
            whole = count_where(where, known)
            parts = {one.period: count_where(where, one.numbers[population]) for one in tell}
            for taken in _choices(list(parts)):
                yield Rest(where, whole - sum(parts[one] for one in taken), taken)


def _choices(periods: Sequence[Period]) -> Iterator[tuple[Period, ...]]:
    for size in range(1, len(periods) + 1):
        yield from combinations(periods, size)


def _told(quarter: Edition, population: str) -> list[Where]:
    """Return what a quarter tells, each once, as it is named where it is bound to the year."""
    names = {
        named("", population, cell.where)[2]: None
        for table in quarter.tables
        if table.of == population
        for cell in table.cells
        if not cell.omission
    }
    return [dict(where) for where in names]


def _least_children(
    transaction: Session,
    population: str,
    of: tuple[Period, Mapping[str, datetime]],
    rests: Sequence[Rest],
) -> list[int]:
    """Return how many children each rest is about at the least; of what was taken back, none."""
    year, left = of
    dims: Dims = (*sorted({dim for one in rests for dim in one.where}), DAY, SINCE)
    things = rows_of(population, dims, year).subquery()
    asked = []
    for one in rests:
        mine = case((and_(is_one_of(things, one.where), _is_fresh(things, one, left)),
                     things.c.child_id))  # fmt: skip
        asked += [func.count(mine), func.count(mine.distinct())]
    counted = list(transaction.execute(select(*asked)).one())
    return [
        children - max(0, many - one.number) if one.number > 0 else 0
        for one, many, children in zip(rests, counted[::2], counted[1::2], strict=True)
    ]


def _is_fresh(things: Subquery, rest: Rest, left: Mapping[str, datetime]) -> ColumnElement[bool]:
    """Say of a thing that it is of no quarter taken, or told otherwise since that quarter left."""
    outside = and_(*(~things.c[DAY].between(one.first, one.last) for one in rest.taken))
    since = [
        and_(things.c[DAY].between(one.first, one.last), things.c[SINCE] > left[one.name])
        for one in rest.taken
        if one.name in left
    ]
    return or_(outside, *since)
