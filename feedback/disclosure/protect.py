"""Which cells of a new release are hidden, given every number that has ever left.

Small numbers are hidden for themselves; then exact cell suppression hides the least that keeps
them unsure over all linked tables, the whole ledger and the outside facts together. Where the
solver runs out of work, the tables concerned are withheld whole: protection is never weakened.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from feedback.disclosure.attacker import Attacker
from feedback.disclosure.building import build, named
from feedback.disclosure.edition import Edition, Place
from feedback.disclosure.needs import Need, needs, primary
from feedback.disclosure.rules import smallest_shown
from feedback.disclosure.suppress import Part, Suppression
from feedback.disclosure.system import System
from feedback.disclosure.weights import weight
from feedback.disclosure.work import OutOfWork, Work, in_shares
from feedback.facts import Fact


@dataclass(frozen=True, slots=True)
class Protected:
    """The cells to hide, the tables withheld because nothing was proved, and the work it took."""

    hidden: frozenset[Place]
    primary: frozenset[Place]
    unproven: tuple[str, ...]
    cells: int
    work: Work

    @property
    def share_hidden(self) -> float:
        """Return the share of cells hidden."""
        return len(self.hidden) / self.cells if self.cells else 0.0

    @property
    def in_words(self) -> str:
        """Say how many numbers are hidden, and what finding that out cost."""
        work, withheld = self.work, ""
        if self.unproven:
            named = ", ".join(self.unproven)
            withheld = f" Withheld whole, because the steps allowed were not enough: {named}."
        return (
            f"{len(self.hidden):,} of {self.cells:,} numbers are hidden"
            f" ({100 * self.share_hidden:.1f} %). Choosing them took {work.seconds:.1f} s,"
            f" {work.solves:,} solves and {work.steps:,} of {work.most:,} steps.{withheld}"
        )


def protect(
    fresh: Edition,
    ledger: Sequence[Edition],
    *,
    key: bytes,
    facts: Collection[Fact] = (),
    work: Work | None = None,
) -> Protected:
    """Choose what to hide in a new edition.

    ``ledger`` holds the editions of the same year that have left: a year and its quarters tell
    about each other, and nothing else does. ``facts`` are known from elsewhere; where one is
    about a period of the year that has not left, the ledger must hold an edition of it that
    shows nothing. A fact about a period that is not there changes nothing.
    """
    began = monotonic()
    work = Work() if work is None else work
    editions = _together(fresh, ledger, facts)
    system = build(editions, facts)
    must = primary(fresh)
    wanted = needs(system, editions)
    places = _places(system, fresh)
    forced = {places[place] for place in must} - system.known
    hidden, unproven = set(forced), set[int]()

    def solve(component: Sequence[int]) -> tuple[set[int], bool]:
        return _solve(system, component, (fresh, editions), wanted, forced, key, work)

    for chosen, proved in in_shares(_to_solve(system, wanted), work, solve):
        hidden |= chosen
        unproven |= set() if proved else chosen
    work.seconds += monotonic() - began
    whole = _tables(places, unproven)
    return Protected(
        hidden=frozenset(p for p, node in places.items() if node in hidden or p[0] in whole),
        primary=must,
        unproven=whole,
        cells=len(places),
        work=work,
    )


def _together(fresh: Edition, ledger: Sequence[Edition], facts: Iterable[Fact]) -> list[Edition]:
    """Return what tells about one another: nothing but itself where nothing binds quarters."""
    editions = [fresh, *ledger]
    bound = any(edition.period.is_year for edition in editions)
    if bound or any(len(fact.periods) > 1 for fact in facts):
        return editions
    return [fresh]


def _places(system: System, edition: Edition) -> dict[Place, int]:
    return {
        (table.id, cell.id): system.places[named(edition.period.name, table.of, cell.where)]
        for table in edition.tables
        for cell in table.cells
    }


def _to_solve(system: System, wanted: Iterable[Need]) -> list[Sequence[int]]:
    """Return the components in which something needs protection."""
    needed = {need.node for need in wanted}
    return [component for component in system.components() if not needed.isdisjoint(component)]


def _solve(  # noqa: PLR0913, PLR0917  one component, of what, and with what
    system: System,
    component: Sequence[int],
    of: tuple[Edition, Sequence[Edition]],
    wanted: Sequence[Need],
    forced: set[int],
    key: bytes,
    work: Work,
) -> tuple[set[int], bool]:
    at = {place: number for number, place in enumerate(component)}
    mine = [need for need in wanted if need.node in at]
    costs = _costs(system, of[0], at, key)
    cells = sorted(costs)
    before = _hidden_before(system, of[1], at)
    try:
        part = Part(
            attacker=Attacker(system, component, work),
            hopeful=Attacker(system, component, work),
            values=[system.values[place] for place in component],
            needs=[Need(at[n.node], n.down, n.up, n.whole) for n in mine],
            cells=[at[place] for place in cells],
            costs=[costs[place][0] for place in cells],
            forced=[place in forced for place in cells],
            hidden=sorted(before),
            smallest={**before, **{at[place]: costs[place][1] for place in cells}},
        )
        chosen = Suppression(part, work).solve()
    except OutOfWork:
        return set(cells), False
    return {place for place, hide in zip(cells, chosen, strict=True) if hide}, True


def _costs(
    system: System, fresh: Edition, at: Mapping[int, int], key: bytes
) -> dict[int, tuple[float, int]]:
    """Return what hiding each cell of a component costs, and the least of it that may be known."""
    costs: dict[int, tuple[float, int]] = {}
    for table in fresh.tables:
        smallest = smallest_shown(table.unit, year=fresh.period.is_year)
        for cell in table.cells:
            place = system.places[named(fresh.period.name, table.of, cell.where)]
            if place in at:
                cost, _ = costs.get(place, (0.0, 0))
                costs[place] = (cost + weight(key, fresh.period, table, cell), smallest)
    return costs


def _hidden_before(
    system: System, editions: Iterable[Edition], at: Mapping[int, int]
) -> dict[int, int]:
    """Return what left as hidden, with the least of each that may be known."""
    found = {
        system.places[named(edition.period.name, table.of, cell.where)]: smallest_shown(
            table.unit, year=edition.period.is_year
        )
        for edition in editions
        if edition.shown
        for table in edition.tables
        for cell in table.cells
    }
    return {at[place]: smallest for place, smallest in found.items() if place in at}


def _tables(places: Mapping[Place, int], nodes: set[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table for (table, _), node in places.items() if node in nodes))
