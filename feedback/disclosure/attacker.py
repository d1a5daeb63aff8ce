"""The attacker: how far a number may be from the truth, given what is published.

A linear programme in deviations from the true numbers, kept by HiGHS from question to
question so that each is answered from where the last one ended. Its dual values say which
hidden cells the room came from, and so give the cut that asks for more of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.disclosure.system import System
from feedback.disclosure.work import Array, OutOfWork, Solver, Work
from feedback.solving import new_solver

_FAR = 1_000.0
_NEAR_ZERO = 1e-7


@dataclass(frozen=True, slots=True)
class Found:
    """How far a number may move, by which moves, and what each place contributes."""

    reach: float
    moves: Array
    gives: Array


class Attacker:
    """One component of a system under attack. Places are counted from 0 within it."""

    def __init__(self, system: System, places: Sequence[int], work: Work) -> None:
        """Set the programme up once."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where tables are solved

        self.work = work
        self.places = list(places)
        at = {place: one for one, place in enumerate(self.places)}
        self.down = np.array([system.values[p] - system.floors[p] for p in self.places], float)
        far = float(max(map(abs, system.values)) + _FAR)
        ceilings = [(system.ceilings[p], system.values[p]) for p in self.places]
        self.up = np.array([far if top is None else top - v for top, v in ceilings], float)
        rows = [
            {at[place]: times for place, times in row.items() if place in at}
            for row in system.sums
        ]
        self._solver = _solver(len(self.places), [row for row in rows if row])
        self._columns = np.arange(len(self.places), dtype=np.int32)

    def hide(self, hidden: Array) -> None:
        """Say which places may move: all that are not published."""
        self.hidden = hidden
        self._solver.changeColsBounds(
            len(self.places), self._columns, -self.down * hidden, self.up * hidden
        )

    def reach(self, place: int, sense: int, *, but: int | None = None) -> Found:
        """Find how far a place may move down (-1) or up (1); ``but`` is known and stays."""
        import numpy as np  # noqa: PLC0415  as above

        solver = self._solver
        if but is not None:
            solver.changeColBounds(but, 0.0, 0.0)
        solver.changeColCost(place, -float(sense))
        self._run()
        solution = solver.getSolution()
        moves = np.array(solution.col_value)
        dual = np.array(solution.col_dual)
        solver.changeColCost(place, 0.0)
        if but is not None:
            solver.changeColBounds(
                but, -self.down[but] * self.hidden[but], self.up[but] * self.hidden[but]
            )
        gives = np.where(dual > _NEAR_ZERO, dual * self.down, 0.0)
        gives += np.where(dual < -_NEAR_ZERO, -dual * self.up, 0.0)
        if but is not None:
            gives[but] = 0.0
        return Found(float(sense * moves[place]), moves, gives)

    def _run(self) -> None:
        """Solve; where the solver lost its way, afresh. No answer is no protection."""
        import highspy  # noqa: PLC0415  as above

        for _ in range(2):
            self._solver.run()
            self.work.solved(self._solver)
            if self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                return
            self._solver.clearSolver()
        raise OutOfWork


def _solver(columns: int, rows: Sequence[dict[int, int]]) -> Solver:
    import highspy  # noqa: PLC0415  heavy: loaded where tables are solved
    import numpy as np  # noqa: PLC0415  as above

    solver = new_solver(presolve="off")
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.zeros(columns)
    model.col_lower_ = model.col_upper_ = np.zeros(columns)
    model.row_lower_ = model.row_upper_ = np.zeros(len(rows))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, rows)])
    model.a_matrix_.index_ = np.array([place for row in rows for place in row])
    model.a_matrix_.value_ = np.array([t for row in rows for t in row.values()], float)
    solver.passModel(model)
    return solver
