"""Nought in one place beside the true number in another: finding a set of numbers with both.

To ask it of each pair would take tens of thousands of questions. Instead a set of numbers is
looked for that has nought there and lies as near to all that is true as can be. In it nearly
every other number is what it is, for a sum of distances is least where most of them are none;
the few that are not are asked one by one.
"""

from collections.abc import Sequence

from feedback.auditor.room import CLOSE, Contradiction, Form, Room, solver_of

_ANYTHING = float("inf")


class Beside(Room):
    """A room that knows how far each of some numbers lies from what it is."""

    def __init__(
        self, room: Room, small: Sequence[Form], known: Sequence[tuple[Form, int]]
    ) -> None:
        """Take over a room with its small numbers, and with others and what they are."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where a release is attacked

        super().__init__()
        self._room, self._small, self._known = room, small, known
        self._own = self.take_over(room)
        self._apart = [self._tell_apart(form, number) for form, number in known]
        self._first = len(self._rows)
        for form in small:
            self.know(form, -_ANYTHING, _ANYTHING)
        self._solver = solver_of(self._floors, self._rows)
        self._times = np.zeros((self._own, len(known)))
        for one, (form, _) in enumerate(known):
            self._times[list(form), one] = list(form.values())
        self._true = np.array([number for _, number in known])
        for point in room.seen:
            self._saw(np.pad(point, (0, 2 * len(known))))

    def may_be_nought(self, small: int, beside: Sequence[int]) -> bool:
        """Whether a small number may be nought beside each of these, all named by their places."""
        waiting = self._unseen(small, beside)
        if not waiting:
            return True
        row = self._first + small
        self._solver.changeRowBounds(row, 0.0, 0.0)
        try:
            self._look(waiting)
            return self._each_may_be(small, self._unseen(small, waiting))
        finally:
            self._solver.changeRowBounds(row, -_ANYTHING, _ANYTHING)

    def _tell_apart(self, form: Form, number: int) -> Form:
        below, above = self.unknown(), self.unknown()
        self.know({**form, below: 1, above: -1}, number)
        return {below: 1, above: 1}

    def _unseen(self, small: int, beside: Sequence[int]) -> list[int]:
        """Return those of which no set seen so far has the true number, and nought there."""
        nought = self.seen[self.worth(self._small[small]) < CLOSE, : self._own]
        met = abs(nought @ self._times[:, beside] - self._true[beside]) < CLOSE
        return [one for one, is_met in zip(beside, met.any(axis=0), strict=True) if not is_met]

    def _look(self, some: Sequence[int]) -> None:
        """Look for whole numbers as near to the true ones of these as can be."""
        apart = {unknown: 1 for one in some for unknown in self._apart[one]}
        point = self._ask(self._solver, apart, 1)
        if point is not None and self._is_whole(point):
            self._saw(point)

    def _each_may_be(self, small: int, waiting: list[int]) -> bool:
        while waiting:
            one, *others = waiting
            self._look([one])
            if self._unseen(small, [one]) and not self._may_be_whole(small, one):
                return False
            waiting = self._unseen(small, others)  # what was found for one may have others too
        return True

    def _may_be_whole(self, small: int, one: int) -> bool:
        """Ask in whole numbers, where the nearest were none or lay apart."""
        both = self._room.fixed(self._small[small], 0.0).fixed(*self._known[one])
        try:
            both.check()
        except Contradiction:
            return False
        return True
