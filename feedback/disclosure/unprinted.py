"""Numbers nobody prints but everybody can take from those printed, and their names.

Children are counted behind them as behind printed numbers, so they need names to be kept by.
"""

from collections.abc import Collection, Iterator

from feedback.disclosure.edition import Place
from feedback.disclosure.populations import NO, POPULATIONS, THEMES, UNKNOWN
from feedback.disclosure.table import Table, Where

_UNKNOWN = frozenset((UNKNOWN,))
_APART = ("disabled", "distance", "unaccompanied", *THEMES)


def left_over(table: Table) -> Iterator[Where]:
    """Yield what the cells of a table leave over.

    Of how many it is not known whether a child is disabled is printed too, and with it of how many
    it is known that they are not.
    """
    for cell in table.cells:
        apart = next((dim for dim in _APART if dim in cell.where), None)
        if apart and not cell.omission:
            rest = frozenset(POPULATIONS[table.of][apart]) - cell.where[apart]
            yield {**cell.where, apart: rest}
        elif apart and cell.where[apart] == _UNKNOWN:
            yield {**cell.where, apart: frozenset((NO,))}
        elif cell.where.keys() == {"age"}:
            yield from ({"age": frozenset((one,))} for one in cell.where["age"])


def of_left_over(population: str, where: Where) -> Place:
    """Name what is left over."""
    return population, _spelt(where)


def of_rest(population: str, where: Where, quarters: Collection[str]) -> Place:
    """Name what a year holds beside some quarters that left."""
    return population, f"{_spelt(where)} beside {'+'.join(sorted(quarters))}"


def _spelt(where: Where) -> str:
    return ";".join(f"{dim}={'+'.join(sorted(some))}" for dim, some in sorted(where.items()))
