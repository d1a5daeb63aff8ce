"""Exact cell suppression by cuts (Fischetti and Salazar): hide the least that protects.

Choose the cheapest cells to hide; let the attacker try every need; where one finds too little
room, the dual values of the attack name the cells that could give more, and that is a cut.
Repeat until nobody finds anything. Somebody who knows one other hidden cell attacks too: a need
is met against them when for each such cell some way to be wrong leaves that cell alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from feedback.disclosure.attacker import Attacker, Found
from feedback.disclosure.choice import Choice
from feedback.disclosure.needs import Need
from feedback.disclosure.ways import Aim, Ways, aims_of
from feedback.disclosure.work import Array, Work

_CLOSE = 1e-6
_CUTS_AT_ONCE = 2
_SOME = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One component as numbers within it.

    ``attacker`` attacks what is chosen, ``hopeful`` what would be if everything were hidden.
    ``cells`` are the places that may be hidden, with their costs; ``forced`` those that must.
    ``hidden`` are cells hidden by earlier releases. ``smallest`` is the least number of each of
    both that may be known: one hidden for others must not be proven to hold fewer.
    """

    attacker: Attacker
    hopeful: Attacker
    values: Sequence[int]
    needs: Sequence[Need]
    cells: Sequence[int]
    costs: Sequence[float]
    forced: Sequence[bool]
    hidden: Sequence[int]
    smallest: Mapping[int, int]


class Suppression:
    """One component being solved."""

    def __init__(self, part: Part, work: Work) -> None:
        """Start with what must be hidden and no cut."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where tables are solved

        self.part, self.work, self.np = part, work, np
        self.choice = Choice(part.costs, part.forced, work)
        self.cells = np.array(part.cells, dtype=np.int64)
        self.aims = aims_of(part.needs)
        self.ways = Ways(self.aims, part.cells, part.hidden)
        self.hopes: dict[tuple[Aim, int | None], float] = {}
        self.forced = np.array(part.forced, dtype=bool)
        self.chosen = self.forced.copy()
        self.printed = {*part.cells, *part.hidden}
        part.hopeful.hide(np.ones(len(part.values)))

    def solve(self) -> Array:
        """Return which of the cells to hide. Raises ``OutOfWork``.

        First the cheapest that protects against everybody; then, on top of it, the cheapest
        more that protects against somebody who knows one cell besides.
        """
        self._until_nothing_is_found(self._attack_openly)
        self.choice.keep(self.chosen)
        self._until_nothing_is_found(
            lambda: self._attack_openly() or self._attack_knowing() or self._prove_the_others()
        )
        return self.chosen & ~self._known_anyway()

    def _known_anyway(self) -> Array:
        """Find cells hidden for others that can be worked out: to print them tells nothing new.

        The cheapest choice is only nearly so, and may hold one that protects nobody.
        """
        known = self.np.zeros(len(self.cells), dtype=bool)
        for number in self.np.flatnonzero(self.chosen & ~self.forced):
            ends = (self.part.attacker.reach(int(self.cells[number]), way) for way in (-1, 1))
            known[number] = all(found.reach <= _CLOSE for found in ends)
        return known

    def _until_nothing_is_found(self, attack: Callable[[], int]) -> None:
        found = 1
        while found:
            self.chosen = self.choice.cheapest()
            hidden = self.np.ones(len(self.part.values))
            hidden[self.cells] = self.chosen
            self.part.attacker.hide(hidden)
            found = attack()
            self.work.tell("cuts", self.work.cuts)

    def _attack_openly(self) -> int:
        """Attack with nothing but what is published. Return how many cuts came of it."""
        return sum(
            self._attack(aim, None) for aim in self.aims if not self.ways.left(aim, self.chosen)[0]
        )

    def _attack_knowing(self) -> int:
        """Attack knowing one hidden cell besides, each in turn."""
        return sum(
            self._attack_one_knowing((need.node, -1, need.down))
            for need in self.part.needs
            if need.whole and need.down
        )

    def _attack_one_knowing(self, aim: Aim) -> int:
        """Find ways until no cell is moved by all of them, or cut where there is none."""
        _, moved = self.ways.left(aim, self.chosen)
        earlier = self.np.ones(len(self.part.hidden), dtype=bool)
        moved &= self.np.append(self.chosen, earlier) & (self.ways.watched != aim[0])
        cuts = 0
        while cuts < _CUTS_AT_ONCE and moved.any():
            other = int(self.np.argmax(moved))
            cuts += self._attack(aim, int(self.ways.watched[other]))
            moved[other] = False
            if self.ways.latest is not None:
                moved &= self.ways.latest
        return cuts

    def _attack(self, aim: Aim, other: int | None) -> int:
        """Try one attack; add a cut where it finds too little room. Count the cuts."""
        self.ways.latest = None
        place, sense, need = aim
        if self.hopes.get((aim, other), need) <= _CLOSE:
            return self._attack_above(place, other)
        found = self.part.attacker.reach(place, sense, but=other)
        if found.reach >= need - _CLOSE:
            self.ways.keep(found.moves, aim, need)
            return 0
        target = min(need, self._hope(aim, other))
        if target <= _CLOSE:
            return self._attack_above(place, other)
        if found.reach < target - _CLOSE:
            return self._cut(found, target)
        if other is None:
            self.ways.keep(found.moves, aim, target)
        return 0

    def _attack_above(self, place: int, other: int | None) -> int:
        """Leave some room above where none below is left to whoever knows another cell.

        What a year holds beside its quarters is printed nowhere, and so never the one asked for.
        """
        if other is None or place not in self.printed:
            return 0
        target = min(_SOME, self._hope((place, 1, _SOME), other))
        found = self.part.attacker.reach(place, 1, but=other)
        return self._cut(found, target) if found.reach < target - _CLOSE else 0

    def _hope(self, aim: Aim, other: int | None) -> float:
        """Return the room that hiding everything would give; the rest was lost before."""
        if (aim, other) not in self.hopes:
            place, sense, _ = aim
            self.hopes[aim, other] = self.part.hopeful.reach(place, sense, but=other).reach
        return self.hopes[aim, other]

    def _cut(self, found: Found, need: float, when: int | None = None) -> int:
        """Ask for more room; ``when``: only while that very cell is hidden."""
        gives = self.np.minimum(found.gives, need)
        left = need - (gives.sum() - gives[self.cells].sum())
        of_cells = self.np.minimum(gives[self.cells], left)
        if when is not None:
            of_cells[when] = -left
        used = self.np.flatnonzero(self.np.abs(of_cells) > _CLOSE).astype(self.np.int32)
        self.choice.ask(used, of_cells[used].astype(float), left if when is None else 0.0)
        return 1

    def _prove_the_others(self) -> int:
        """Cut where a cell hidden for others is proven to hold some, but fewer than may be.

        One that is hidden already stays so, whatever is chosen: a year must not prove it either.
        """
        own = {need.node for need in self.part.needs}
        here = {int(self.cells[at]): int(at) for at in self.np.flatnonzero(self.chosen)}
        hidden: dict[int, int | None] = {**dict.fromkeys(self.part.hidden), **here}
        return sum(
            self._prove(place, when)
            for place, when in hidden.items()
            if place not in own and self.part.values[place]
        )

    def _prove(self, place: int, when: int | None) -> int:
        value = self.part.values[place]
        found = self.part.attacker.reach(place, -1)
        least = value - found.reach
        small = _CLOSE < least < self.part.smallest[place] - 1 + _CLOSE
        if small and self._hope((place, -1, value), None) >= value - _CLOSE:
            return self._cut(found, value, when)
        return 0
