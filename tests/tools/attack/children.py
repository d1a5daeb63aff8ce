"""Whose the things of a drawn year are, looked at row by row, not as the service counts them."""

from collections import Counter
from itertools import combinations

from feedback.disclosure.building import named
from feedback.disclosure.unprinted import left_over, of_left_over, of_rest
from feedback.disclosure.views import count_where

FEW = 5
OF_CHILDREN = ("reviews", "asks", "pathway")


def few_of(edition, rows):
    """Return the cells of an edition, and what they leave over, that are about few children."""
    found = set()
    for population in OF_CHILDREN:
        most = FEW * _most(rows[population])
        for table in edition.tables:
            if table.of != population:
                continue
            printed = [((table.id, cell.id), cell.where) for cell in table.cells
                       if not cell.omission]  # fmt: skip
            rest = [(of_left_over(population, where), where) for where in left_over(table)]
            for name, where in printed + rest:
                if FEW < count_where(where, edition.numbers[population]) <= most:
                    children = {one["child"] for one in _those(rows[population], where)}
                    found |= {name} if len(children) <= FEW else set()
    return frozenset(found)


def few_beside(year, quarters, rows, late):
    """Return what a year holds beside some quarters that may be about few children.

    ``rows`` are those of each quarter as the year counts them, ``late`` what came into them.
    """
    found = set()
    for population in OF_CHILDREN:
        every = [one for some in rows.values() for one in some[population]]
        came = {id(one) for one in late.came[population]}
        most = FEW * _most(every)
        for where in _told(quarters[0], population):
            for taken, number in _beside(year, quarters, population, where):
                if not FEW < abs(number) <= most:
                    continue
                new = [one for one in _those(every, where)
                       if one["quarter"] not in taken or id(one) in came]  # fmt: skip
                children = len({one["child"] for one in new}) - (len(new) - number)
                if number < 0 or children <= FEW:
                    found.add(of_rest(population, where, [one.name for one in taken]))
    return frozenset(found)


def _beside(year, quarters, population, where):
    whole = count_where(where, year.numbers[population])
    parts = {one.period: count_where(where, one.numbers[population]) for one in quarters}
    for size in range(1, len(parts) + 1):
        for taken in combinations(parts, size):
            yield taken, whole - sum(parts[one] for one in taken)


def _told(quarter, population):
    names = {
        named("", population, cell.where)[2]
        for table in quarter.tables
        if table.of == population
        for cell in table.cells
        if not cell.omission
    }
    return [dict(where) for where in names]


def _most(rows):
    return max(Counter(one["child"] for one in rows).values(), default=0)


def _those(rows, where):
    for dim, some in where.items():
        rows = [row for row in rows if row[dim] in some]
    return rows
