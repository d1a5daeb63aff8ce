"""What an attacker must not find out: every sensitive number with the room it needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.disclosure.building import BESIDE, REST, named, place_of
from feedback.disclosure.edition import Edition, Place
from feedback.disclosure.rules import Sensitive, agreed, room, sensitive, smallest_shown
from feedback.disclosure.system import Name, System
from feedback.disclosure.table import Table, Unit, Where
from feedback.disclosure.unprinted import left_over, of_left_over, of_rest

QUARTERS = 4


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """A node that must stay unsure by so much below and above.

    ``whole`` says that the room below must be there for somebody who knows any one other hidden
    cell too.
    """

    node: int
    down: int
    up: int
    whole: bool = True


def primary(edition: Edition) -> frozenset[Place]:
    """Return the cells that must be hidden for themselves."""
    return frozenset(
        (table.id, one.cell) for table in edition.tables for one in _sensitive(edition, table)
    )


def needs(system: System, editions: Sequence[Edition]) -> list[Need]:
    """Return every need of these editions, once each."""
    found: set[Need] = set()
    for edition in editions:
        for table in edition.tables:
            found |= set(_of_table(system, edition, table))
    found |= set(_of_rests(system, editions)) | set(_without_a_theme(system, editions))
    return sorted(need for need in found if need.node not in system.known)


def _sensitive(edition: Edition, table: Table) -> Iterator[Sensitive]:
    year = edition.period.is_year
    return sensitive(table, edition.counts(table), year=year, few=edition.few_of(table))


def _of_table(system: System, edition: Edition, table: Table) -> Iterator[Need]:
    cells = {cell.id: cell for cell in table.cells}
    for one in _sensitive(edition, table):
        if one.down:
            yield Need(_place(system, edition, table, cells[one.cell].where), one.down, one.up)
    for row in agreed(table, edition.counts(table)):
        parts = {_place(system, edition, table, cells[cell].where): 1 for cell in row.others}
        name = ("others", edition.period.name, table.id, row.others)
        yield Need(system.sum_of(name, parts, floor=0), 0, row.up, whole=False)
    for where in left_over(table):
        yield from _unprinted(system, edition, table, where)


def _unprinted(system: System, edition: Edition, table: Table, where: Where) -> Iterator[Need]:
    parts = place_of(system, edition, table.of, where)
    number = system.values[parts]
    few = of_left_over(table.of, where) in edition.few
    if few or 0 < number < smallest_shown(table.unit, year=edition.period.is_year):
        yield Need(parts, *room(number))


def _without_a_theme(system: System, editions: Sequence[Edition]) -> Iterator[Need]:
    """Judge sheets without a coded comment: everybody can take the others from all of them."""
    for edition in editions:
        place = system.places.get((BESIDE, edition.period.name))
        least = smallest_shown(Unit.SHEETS, year=edition.period.is_year)
        if place is not None and 0 < system.values[place] < least:
            yield Need(place, *room(system.values[place]))


def _place(system: System, edition: Edition, table: Table, where: Where) -> int:
    return system.places[named(edition.period.name, table.of, where)]


def _of_rests(system: System, editions: Sequence[Edition]) -> Iterator[Need]:
    """Judge what a year holds beside some quarters like any other cell."""
    few = frozenset().union(*(edition.few for edition in editions))
    counted = {
        named("", table.of, cell.where)[1:]: (table, cell)
        for edition in editions
        if not edition.period.is_year
        for table in edition.tables
        for cell in table.cells
        if not cell.omission
    }
    for name, place in list(system.places.items()):
        if name[0] == REST and (name[1], name[2]) in counted:
            table, cell = counted[name[1], name[2]]
            number = system.values[place]
            if (
                _is_small_rest(table, name, number)
                or of_rest(name[1], dict(name[2]), name[3]) in few
            ):
                yield Need(place, *room(number), whole=cell.is_answer)


def _is_small_rest(table: Table, name: Name, number: int) -> bool:
    """Sheets of a single quarter are judged as in that quarter’s own release."""
    one_quarter = len(name[3]) == QUARTERS - 1
    return 0 < abs(number) < smallest_shown(table.unit, year=not one_quarter)
