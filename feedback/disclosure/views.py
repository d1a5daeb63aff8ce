"""Which views of a population the declared tables need, and what a cell of one comes to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product
from operator import itemgetter

from feedback.disclosure.populations import JOINED, Dims, Leaf, Numbers
from feedback.disclosure.table import Cell, Counts, Table, Where


def view_of(cell: Cell) -> Dims:
    """Return the dimensions a cell looks at."""
    return tuple(sorted(cell.where))


def views_of(tables: Iterable[Table], population: str) -> tuple[Dims, ...]:
    """Return every view the tables of a population need, and where two of them meet.

    Two tables that share a dimension tell about each other through it, so what they share
    is a view of its own; the smallest is the whole population. So is what bears upon each other.
    """
    found = {view_of(cell) for table in tables if table.of == population for cell in table.cells}
    found |= {view for view in JOINED.get(population, ()) if found}
    while True:
        met = {tuple(sorted(set(a) & set(b))) for a, b in combinations(found, 2)} - found
        if not met:
            return tuple(sorted(found | {()}, key=lambda view: (len(view), view)))
        found |= met


def within(where: Where, view: Dims) -> Iterator[Leaf]:
    """Yield the leaves that are counted, those too that cannot be."""
    return product(*(where[dim] for dim in view))


def count(cell: Cell, numbers: Numbers) -> int:
    """Add up a cell from the leaves of its view; a leaf nobody counted is none."""
    return count_where(cell.where, numbers)


def count_where(where: Where, numbers: Numbers) -> int:
    """Add up what is counted, printed or not, from the leaves of the view it looks at."""
    view = tuple(sorted(where))
    found = numbers[view]
    return sum(found.get(leaf, 0) for leaf in within(where, view))


def count_table(table: Table, numbers: Numbers) -> Counts:
    """Add up every cell of a table."""
    return {cell.id: count(cell, numbers) for cell in table.cells}


def roll_up(
    rows: Iterable[tuple[Sequence[str], int]], dims: Dims, views: Iterable[Dims]
) -> Numbers:
    """Add rows that tell everything apart up into each view, a small one out of a larger one."""
    numbers: dict[Dims, dict[Leaf, int]] = {}
    sources: dict[Dims, Iterable[tuple[Sequence[str], int]]] = {dims: list(rows)}
    for view in sorted(views, key=len, reverse=True):
        near = min((one for one in sources if set(view) <= set(one)), key=len)
        found = numbers[view] = {}
        pick = _picker(tuple(near.index(dim) for dim in view))
        for leaf, many in sources[near]:
            key = pick(leaf)
            found[key] = found.get(key, 0) + many
        sources[view] = found.items()
    return numbers


def _picker(where: tuple[int, ...]) -> Callable[[Sequence[str]], Leaf]:
    """Return what takes these places out of a leaf, always as a tuple."""
    if len(where) > 1:
        return itemgetter(*where)
    return lambda leaf: tuple(leaf[place] for place in where)


def sum_of(parts: Sequence[Numbers]) -> Numbers:
    """Add the numbers of several periods."""
    combined: dict[Dims, dict[Leaf, int]] = {view: {} for view in parts[0]}
    for part in parts:
        for view, found in combined.items():
            for leaf, many in part.get(view, {}).items():
                found[leaf] = found.get(leaf, 0) + many
    return combined
