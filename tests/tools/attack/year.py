"""One simulated year of a council, released quarter by quarter and attacked each time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from feedback.auditor.audit import audit
from feedback.auditor.breaks import Kind
from feedback.auditor.structure import lines, smallest
from feedback.disclosure.edition import Edition
from feedback.disclosure.needs import primary
from feedback.disclosure.protect import protect
from tests.feedback.auditor.exported import entered, files_of
from tests.feedback.disclosure.town import KEY, as_today, drawn_year, editions_of
from tests.tools.attack.children import OF_CHILDREN, few_beside, few_of
from tests.tools.attack.late import Late, settled

SIZES = (470, *(1500, 2000, 2500, 3000) * 6)
"""Children: a usual council has some 470, and takes ten times as long: ``--children``."""
ONE_KNOWN = 4
"""Pairs tried with the true number of one hidden cell, beside those that settle each other."""


ADDED_UP = ("releases", "cells", "hidden", "exact", "presence", "narrow", "told", "refused",
            "steps", "solves")  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What came of attacking some releases."""

    releases: int = 0
    cells: int = 0
    hidden: int = 0
    exact: int = 0
    presence: int = 0
    narrow: int = 0
    """Small numbers that are known to be less than 6, or than twice what they are."""
    told: int = 0
    """Large numbers of a year of which no more is proven than its quarters print."""
    refused: int = 0
    steps: int = 0
    solves: int = 0
    breaks: dict[Kind, int] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        for name in ADDED_UP:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, many in other.breaks.items():
            self.breaks[kind] = self.breaks.get(kind, 0) + many


Hide = Callable[[Edition], frozenset]


def attacked_year(seed: int, *, children: int | None = None, hide: Hide | None = None) -> Tally:
    """Draw a year, release it and attack every release; ``hide`` replaces the protector."""
    random = Random(seed)
    tally, ledger, files, small = Tally(), [], [], set()
    for fresh in a_drawn_year(random, children or random.choice(SIZES)):
        done = protect(fresh, ledger, key=KEY) if hide is None else None
        hidden = hide(fresh) if hide else done.hidden
        shown = {
            (table.id, cell): number
            for table in fresh.tables
            for cell, number in fresh.counts(table).items()
            if (table.id, cell) not in hidden
        }
        ledger.append(Edition(fresh.period, fresh.tables, fresh.numbers, fresh.few, shown))
        files.append(files_of(ledger[-1]))
        small |= {(fresh.period.name, key_of(fresh, place)) for place in small_of(ledger[-1])}
        true = {(one.period.name, key_of(one, place)): _truth(one, place)
                for one in ledger for place in _hidden(one)}  # fmt: skip
        verdict = audit(
            files[-1], files[:-1], entered(ledger), small=frozenset(small),
            few=frozenset().union(*(one.few for one in ledger)),
            true=true if fresh.period.is_year else {},
        )  # fmt: skip
        tally.add(Tally(1, sum(len(t.cells) for t in fresh.tables), len(hidden)))
        tally.refused += not verdict.holds
        for one in verdict.breaks:
            tally.breaks[one.kind] = tally.breaks.get(one.kind, 0) + 1
        if done is not None:
            tally.steps += done.work.steps
            tally.solves += done.work.solves
        _with_the_truth(tally, random, ledger, verdict.attack)
    return tally


def a_drawn_year(random: Random, children: int) -> list[Edition]:
    """Draw what each quarter and the year hold, with what came late and who is behind it."""
    quarters = drawn_year(random, children)
    late = Late(quarters, random)
    *told, whole = map(as_today, editions_of(quarters))
    made = [replace(one, few=few_of(one, rows))
            for one, rows in zip(told, quarters.values(), strict=True)]  # fmt: skip
    year, rows = late.into(whole), settled(quarters, late)
    every = {name: [one for some in rows.values() for one in some[name]] for name in OF_CHILDREN}
    few = few_of(year, every) | few_beside(year, made, rows, late)
    return [*made, replace(year, few=few)]


def _with_the_truth(tally, random, ledger, attack):
    """Hold what the attacker found against the true numbers, which only we know.

    Neither the protector’s word for what is small is taken here, nor what the auditor spares.
    What left before is tried anew with every release that leaves.
    """
    for edition in ledger:
        small = small_of(edition)
        for place in _hidden(edition):
            at = edition.period.name, key_of(edition, place)
            least, least_shown = attack.least(*at), _least_shown(at)
            tally.exact += least >= 1 and least == attack.most(*at)
            if place in small:
                tally.narrow += _is_narrow(attack, at, _truth(edition, place))
            is_small = place in small or 0 < _truth(edition, place) < least_shown
            if least < 1 or not (is_small or least < least_shown):
                continue
            told = edition.period.is_year and least <= _printed(ledger, place)
            tally.told += told and not is_small
            tally.presence += is_small or not told
    fresh, small = ledger[-1], sorted(small_of(ledger[-1]))
    for _ in range(ONE_KNOWN if small and fresh.period.is_year else 0):
        _knowing(tally, attack, fresh, random.choice(small), random.choice(_hidden(fresh)))


def _is_narrow(attack, at, number):
    """Whether a small number is known to be less than rule 4 keeps possible."""
    most = attack.most(*at)
    return most is not None and most < max(6, 2 * number)


def _hidden(edition):
    return [
        (table.id, cell.id)
        for table in edition.tables
        for cell in table.cells
        if (table.id, cell.id) not in edition.shown and not cell.omission
    ]


def _least_shown(at):
    period, key = at
    return smallest(lines(year=True)[key].population, year="Q" not in period)


def _printed(ledger, place):
    """Add up what the quarters of a year print of it."""
    return sum(one.shown.get(place, 0) for one in ledger if not one.period.is_year)


def small_of(edition):
    """Return the cells of an edition that are small, and not none."""
    return {place for place in primary(edition) if _truth(edition, place)}


def _knowing(tally, attack, fresh, place, known):
    period = fresh.period.name
    room, form = attack.model.place(period, key_of(fresh, place))
    other, known_form = attack.model.place(period, key_of(fresh, known))
    if room is other and form != known_form:
        least = room.fixed(known_form, _truth(fresh, known)).least(form)
        tally.presence += least >= 1


def _truth(edition, place):
    table = next(table for table in edition.tables if table.id == place[0])
    return edition.counts(table)[place[1]]


def key_of(edition, place):
    table = next(table for table in edition.tables if table.id == place[0])
    cell = next(cell for cell in table.cells if cell.id == place[1])
    return table.id, cell.row, cell.column
