"""Choosing which cells to hide: the cheapest set that meets every cut so far.

A small integer programme over the cells of a release that may be hidden, solved by HiGHS. Each
cut asks for room: of these cells so many must be hidden together.
"""

from collections.abc import Sequence

from feedback.disclosure.work import Array, OutOfWork, Work
from feedback.solving import new_solver

_MOST_BRANCHES = 20_000
_NEAR_ENOUGH = 0.01
"""How much dearer than the cheapest a choice may be. It changes the cost, never the protection."""
_SURE = 0.5


class Choice:
    """Cells by number, what each costs, those that must be hidden, and the cuts."""

    def __init__(self, costs: Sequence[float], forced: Sequence[bool], work: Work) -> None:
        """Set the programme up once; cuts come later."""
        import highspy  # noqa: PLC0415  heavy: loaded where tables are solved

        self.work, self.forced = work, list(forced)
        self._solver = new_solver(
            mip_rel_gap=_NEAR_ENOUGH, random_seed=1, mip_max_nodes=_MOST_BRANCHES
        )
        for cost, must in zip(costs, forced, strict=True):
            self._solver.addVar(float(must), 1.0)
            number = self._solver.getNumCol() - 1
            self._solver.changeColCost(number, cost)
            self._solver.changeColIntegrality(number, highspy.HighsVarType.kInteger)
        self._fine = highspy.HighsModelStatus.kOptimal

    def ask(self, cells: Array, gives: Array, need: float) -> None:
        """Add a cut: what these cells give must come to the need."""
        self.work.cuts += 1
        self._solver.addRow(need, float("inf"), len(cells), cells, gives)

    def keep(self, chosen: Array) -> None:
        """Hide these in any case from now on."""
        for number, hide in enumerate(chosen):
            if hide:
                self._solver.changeColBounds(number, 1.0, 1.0)

    def cheapest(self) -> Array:
        """Return which cells to hide. Raises ``OutOfWork`` where none was proved cheapest."""
        import numpy as np  # noqa: PLC0415  as above

        self._solver.run()
        self.work.solved(self._solver)
        if self._solver.getModelStatus() != self._fine:
            raise OutOfWork
        return np.array(self._solver.getSolution().col_value) > _SURE
