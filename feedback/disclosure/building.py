"""Building the system of a release: its own cells, those of the ledger, and what lies between.

Within a period leaves add up to leaves of smaller views and to cells. Between periods a year
is the quarters that left and a *rest*: quarters that have not left, and what came late. A year
less some of its quarters is a number of its own and may tell just as much.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from feedback.disclosure.edition import Edition, Place
from feedback.disclosure.populations import (
    BEHIND,
    PART_OF,
    POPULATIONS,
    REVIEWS,
    SAME,
    YES,
    Dims,
    Leaf,
    leaves,
)
from feedback.disclosure.system import Name, System
from feedback.disclosure.table import Cell, Table, Where
from feedback.disclosure.unprinted import of_rest
from feedback.disclosure.views import views_of, within
from feedback.facts import Cell as OneCell
from feedback.facts import Fact

Counted = frozenset[tuple[str, frozenset[str]]]
"""What a node counts, as it stands in its name."""
REST, BESIDE, MORE, NO_FEWER = "rest", "beside", "more", "no fewer"
"""What no table holds: of a year beside quarters, of sheets beside those with a theme, of
reviews beside children."""


def named(scope: str, population: str, where: Where) -> Name:
    """Name a node; a dimension of which every category counts is no dimension at all."""
    dims = POPULATIONS[population]
    kept = {dim: some for dim, some in where.items() if some != frozenset(dims[dim])}
    return scope, population, frozenset(kept.items())


def build(editions: Sequence[Edition], facts: Iterable[Fact] = ()) -> System:
    """Build the system of these editions, and of the facts that are about no other period."""
    system = System()
    for edition in editions:
        for population in dict.fromkeys(table.of for table in edition.tables):
            _within(system, edition, population)
    for edition in editions:
        for population in PART_OF.keys() & edition.numbers.keys():
            _part_of(system, edition, population)
        for population in BEHIND.keys() & edition.numbers.keys():
            _behind(system, edition, population)
    years = [edition for edition in editions if edition.period.is_year]
    quarters = [edition for edition in editions if not edition.period.is_year]
    for year in years:
        _between(system, year, quarters)
    _know(system, editions, facts)
    return system


def _know(system: System, editions: Sequence[Edition], facts: Iterable[Fact]) -> None:
    """Write down what everybody knows: what has left, and what is told elsewhere."""
    places: dict[OneCell, int] = {}
    for edition, table, cell in _cells_of(editions):
        place = system.places[named(edition.period.name, table.of, cell.where)]
        places[edition.period.name, table.id, cell.row, cell.column] = place
        if (table.id, cell.id) in edition.shown:
            system.known.add(place)
    periods = {edition.period.name for edition in editions}
    for fact in facts:
        if fact.periods <= periods:
            _outside(system, fact, [places[cell] for cell in fact.cells])


def _cells_of(editions: Sequence[Edition]) -> Iterator[tuple[Edition, Table, Cell]]:
    for edition in editions:
        for table in edition.tables:
            yield from ((edition, table, cell) for cell in table.cells)


def _outside(system: System, fact: Fact, places: Sequence[int]) -> None:
    place = places[0]
    if len(places) > 1:
        place = system.sum_of(("fact", fact.cells), Counter(places), floor=0)
    system.limit(place, fact.low, fact.high)


def _within(system: System, edition: Edition, population: str) -> None:
    scope, numbers = edition.period.name, edition.numbers[population]
    # What left before two dimensions were counted together was counted in each of them.
    views = [view for view in views_of(edition.tables, population) if view in numbers]
    for view in views:
        for leaf in leaves(population, view):
            name = named(scope, population, _where(view, leaf))
            system.node(name, numbers[view].get(leaf, 0))
    for small, large in _nested(views):
        _add_up(system, (scope, population), small, large)
    if population in SAME and {(dim,) for dim, _ in SAME[population]} <= set(views):
        one, other = (
            place_of(system, edition, population, {dim: some}) for dim, some in SAME[population]
        )
        system.add_up(one, (other,))
    for table in edition.tables:
        if table.of == population:
            _cells(system, edition, table)


def _add_up(system: System, of: tuple[str, str], small: Dims, large: Dims) -> None:
    """Say which leaves of a view come to each leaf of a smaller one."""
    scope, population = of
    parts: dict[Leaf, list[int]] = {leaf: [] for leaf in leaves(population, small)}
    for leaf in leaves(population, large):
        place = system.places[named(scope, population, _where(large, leaf))]
        parts[_part(large, leaf, small)].append(place)
    for leaf, places in parts.items():
        system.add_up(system.places[named(scope, population, _where(small, leaf))], places)


def _part_of(system: System, edition: Edition, population: str) -> None:
    """Bind a part of a population to the whole of it, and its dimensions to the part.

    A sheet with a coded comment has a theme at least, so all themes together are no fewer.
    """
    scope, whole = edition.period.name, PART_OF[population]
    if (scope, population, frozenset()) not in system.places:
        return
    part = system.places[scope, population, frozenset()]
    system.sum_of(
        (BESIDE, scope), {system.places[scope, whole, frozenset()]: 1, part: -1}, floor=0
    )
    named_ = [
        place_of(system, edition, population, {dim: frozenset((YES,))})
        for dim in POPULATIONS[population]
    ]
    system.sum_of((MORE, scope), {**dict.fromkeys(named_, 1), part: -1}, floor=0)


def _behind(system: System, edition: Edition, population: str) -> None:
    """Say that there are no fewer reviews of a kind than children who each have one."""
    scope = edition.period.name
    if (scope, population, frozenset()) not in system.places:
        return
    for (dim, some), (of_reviews, codes) in BEHIND[population]:
        children = place_of(system, edition, population, {dim: frozenset((some,))})
        reviews = place_of(system, edition, REVIEWS, {of_reviews: codes})
        system.sum_of((NO_FEWER, scope, dim), {reviews: 1, children: -1}, floor=0)


def _nested(views: Sequence[Dims]) -> Iterator[tuple[Dims, Dims]]:
    """Yield each view with those just above it."""
    for small in views:
        above = [view for view in views if set(small) < set(view)]
        for large in above:
            if not any(set(small) < set(other) < set(large) for other in above):
                yield small, large


def _part(view: Dims, leaf: Leaf, of: Dims) -> Leaf:
    return tuple(one for dim, one in zip(view, leaf, strict=True) if dim in of)


def _where(view: Dims, leaf: Leaf) -> Where:
    return {dim: frozenset((one,)) for dim, one in zip(view, leaf, strict=True)}


def _cells(system: System, edition: Edition, table: Table) -> None:
    for cell in table.cells:
        place_of(system, edition, table.of, cell.where)


def place_of(system: System, edition: Edition, population: str, where: Where) -> int:
    """Find the node of what is counted, or make it out of its leaves."""
    scope, view = edition.period.name, tuple(sorted(where))
    counted = set(within(where, view))
    mine = [leaf for leaf in leaves(population, view) if leaf in counted]
    numbers = edition.numbers[population][view]
    place = system.node(
        named(scope, population, where), sum(numbers.get(leaf, 0) for leaf in mine)
    )
    system.add_up(
        place, (system.places[named(scope, population, _where(view, leaf))] for leaf in mine)
    )
    return place


def _between(system: System, year: Edition, quarters: Sequence[Edition]) -> None:
    """Bind a year to its quarters, number by number, and make the rest a number too."""
    scopes = {quarter.period.name for quarter in quarters}
    told = {name[1:3]: None for name in system.places if name[0] in scopes}
    few = year.few.union(*(quarter.few for quarter in quarters))
    for population, where in told:
        if (year.period.name, population, where) in system.places:
            _bind(system, (year, quarters), (population, where), few)


def _bind(
    system: System,
    editions: tuple[Edition, Sequence[Edition]],
    what: tuple[str, Counted],
    few: frozenset[Place],
) -> None:
    """Bind what the year and some of its quarters tell; older ones may not tell it yet.

    What is small, or about few children, of a year beside some of them is a number of its own.
    """
    (year, every), (population, where) = editions, what
    quarters = [one for one in every if (one.period.name, population, where) in system.places]
    whole = system.places[year.period.name, population, where]
    places = [system.places[quarter.period.name, population, where] for quarter in quarters]
    for size in range(1, len(places) + 1):
        for taken in combinations(range(len(places)), size):
            names = tuple(quarters[one].period.name for one in taken)
            name = (REST, population, where, names)
            parts = {whole: 1, **{places[one]: -1 for one in taken}}
            value = sum(times * system.values[place] for place, times in parts.items())
            # Whoever attacks believes that nothing was taken back, unless something was.
            floor = 0 if value >= 0 else -sum(system.values[places[one]] for one in taken)
            is_few = of_rest(population, dict(where), names) in few
            if len(taken) == len(places) or is_few or 0 < abs(value) < _TELLING:
                system.sum_of(name, parts, floor=floor)


_TELLING = 10
