"""Ways to be wrong: sets of numbers, other than the true ones, that would look just the same.

A way once found stays open while the cells it moves stay hidden, so it is kept with every need
it meets. Most attacks are answered by a way that is known already.
"""

from collections.abc import Sequence

from feedback.disclosure.needs import Need
from feedback.disclosure.work import Array

_STILL = 1e-6
_FIRST = 256
Aim = tuple[int, int, int]
"""A place, the sense in which it must be able to move, and by how much."""


def aims_of(needs: Sequence[Need]) -> list[Aim]:
    """Return what must be possible for every need to be met."""
    down = [(need.node, -1, need.down) for need in needs if need.down]
    return down + [(need.node, 1, need.up) for need in needs if need.up]


class Ways:
    """Ways found so far, by what they make possible, with the cells each needs hidden."""

    def __init__(self, aims: Sequence[Aim], cells: Sequence[int], hidden: Sequence[int]) -> None:
        """Know no way yet. ``hidden`` are cells that earlier releases hid."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where tables are solved

        self.np = np
        self.cells = np.array(cells, dtype=np.int64)
        self.watched = np.array([*cells, *hidden], dtype=np.int64)
        self.places = np.array([aim[0] for aim in aims], dtype=np.int64)
        self.rooms = np.array([aim[1] * aim[2] for aim in aims], dtype=float)
        self._at = {aim: number for number, aim in enumerate(aims)}
        self._rows = np.zeros((_FIRST, len(self.watched)), dtype=bool)
        self._number = 0
        self.latest: Array | None = None
        self._meets = np.zeros((_FIRST, len(aims)), dtype=bool)

    def keep(self, moves: Array, aim: Aim, target: float) -> None:
        """Keep a way, no larger than it has to be: a smaller step of a way is a way.

        ``target`` is less than the aim asks where earlier releases or facts left no more room.
        """
        place, sense, _ = aim
        step = moves * min(1.0, sense * target / moves[place])
        if self._number == len(self._rows):
            self._rows = self.np.concatenate([self._rows, self.np.zeros_like(self._rows)])
            self._meets = self.np.concatenate([self._meets, self.np.zeros_like(self._meets)])
        self.latest = self.np.abs(step[self.watched]) > _STILL
        self._rows[self._number] = self.latest
        met = self.np.sign(self.rooms) * (step[self.places] - self.rooms) >= -_STILL
        met[self._at[aim]] = True
        self._meets[self._number] = met
        self._number += 1

    def left(self, aim: Aim, chosen: Array) -> tuple[bool, Array]:
        """Say whether an aim is met, and which watched cells are moved by every way to it."""
        known = self._meets[: self._number, self._at[aim]].nonzero()[0]
        ways = self._rows[known]
        ways = ways[~ways[:, self.np.flatnonzero(~chosen)].any(axis=1)]
        return bool(len(ways)), ways.all(axis=0)
