"""Exact cell suppression by cuts (Fischetti and Salazar): hide the least that protects.

Choose the cheapest cells to hide; let the attacker try every need; where one finds too little
room, the dual values of the attack name the cells that could give more, and that is a cut.
Repeat until nobody finds anything. Somebody who knows one other hidden cell attacks too: a need
is met against them when for each such cell some way to be wrong leaves that cell alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feedback.disclosure.attacker import Attacker, Found
from feedback.disclosure.choice import Choice
from feedback.disclosure.needs import Need
from feedback.disclosure.ways import Aim, Ways, aims_of
from feedback.disclosure.work import Array, Work

_CLOSE = 1e-6
_CUTS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One component as numbers within it.

    ``attacker`` attacks what is chosen, ``hopeful`` what would be if everything were hidden.
    ``cells`` are the places that may be hidden, with their costs; ``forced`` those that must.
    ``hidden`` are cells hidden by earlier releases. ``smallest`` is the least number of each
    cell that may be known: one hidden for others must not be proven to hold fewer.
    """

    attacker: Attacker
    hopeful: Attacker
    values: Sequence[int]
    needs: Sequence[Need]
    cells: Sequence[int]
    costs: Sequence[float]
    forced: Sequence[bool]
    hidden: Sequence[int]
    smallest: Sequence[int]


class Suppression:
    """One component being solved."""

    def __init__(self, part: Part, work: Work) -> None:
        """Start with what must be hidden and no cut."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where tables are solved

        self.part, self.work, self.np = part, work, np
        self.choice = Choice(part.costs, part.forced, work)
        self.cells = np.array(part.cells, dtype=np.int64)
        self.ways = Ways(aims_of(part.needs), part.cells, part.hidden)
        self.hopes: dict[tuple[Aim, int | None], bool] = {}
        self.chosen = np.array(part.forced, dtype=bool)
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
        return self.chosen

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
            self._attack(aim, None)
            for aim in aims_of(self.part.needs)
            if not self.ways.left(aim, self.chosen)[0]
        )

    def _attack_knowing(self) -> int:
        """Attack knowing one hidden cell besides, each in turn."""
        return sum(
            self._attack_one_knowing((need.node, -1, need.down))
            for need in self.part.needs
            if need.whole
            and need.down
            and self.hopes.get(((need.node, -1, need.down), None), True)
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
        if not self.hopes.get((aim, other), True):
            return 0
        place, sense, need = aim
        found = self.part.attacker.reach(place, sense, but=other)
        if found.reach >= need - _CLOSE:
            self.ways.keep(found.moves, aim)
            return 0
        return self._cut(found, need) if self._could_be_met(aim, other) else 0

    def _could_be_met(self, aim: Aim, other: int | None) -> bool:
        """Whether hiding everything would give the room; if not, it was lost before."""
        if (aim, other) not in self.hopes:
            place, sense, need = aim
            found = self.part.hopeful.reach(place, sense, but=other)
            self.hopes[aim, other] = found.reach >= need - _CLOSE
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
        """Cut where a cell hidden for others is proven to hold some, but fewer than may be."""
        own = {need.node for need in self.part.needs}
        return sum(
            self._prove(int(number), int(self.cells[number]))
            for number in self.np.flatnonzero(self.chosen)
            if int(self.cells[number]) not in own and self.part.values[self.cells[number]]
        )

    def _prove(self, number: int, place: int) -> int:
        value = self.part.values[place]
        found = self.part.attacker.reach(place, -1)
        least = value - found.reach
        small = _CLOSE < least < self.part.smallest[number] - 1 + _CLOSE
        if small and self._could_be_met((place, -1, value), None):
            return self._cut(found, value, number)
        return 0
