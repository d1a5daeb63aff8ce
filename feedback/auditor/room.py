"""How much room a set of printed numbers leaves: the least and most that others could be.

Integer unknowns of nought or more, bound by sums; bounds are found by linear programming and,
where that ends between whole numbers, by integer programming.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from feedback.solving import new_solver

Form = Mapping[int, int]
"""How often each unknown is counted."""
CLOSE = 1e-6
"""How far from a whole number what the solver gives back may lie."""
_FAR = 1_000.0
_MOST_BRANCHES = 5_000
Array = Any
_NO_END = ("Unbounded", "Primal infeasible or unbounded")


class Contradiction(Exception):
    """No numbers at all agree with what is printed."""


class Unsolved(Exception):
    """The solver gave no answer. What is not known to be safe is not safe."""


class Room:
    """Unknowns and what is known of them. Questions are answered one after another."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._floors: list[float] = []
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._solver: Any = None
        self._whole: Any = None
        self._ended: Any = None
        self._points: Array = None
        self._number = 0
        self.solves = 0

    def unknown(self, *, floor: float = 0.0) -> int:
        """Add one unknown."""
        self._floors.append(floor)
        return len(self._floors) - 1

    def know(self, form: Form, low: float, high: float | None = None) -> None:
        """Add what a form comes to, or between which numbers it lies."""
        row = {unknown: float(times) for unknown, times in form.items() if times}
        self._rows.append((row, low, low if high is None else high))

    @property
    def seen(self) -> Array:
        """Return every whole set of numbers that was found to agree with what is printed."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where a release is attacked

        return self._points[: self._number] if self._number else np.zeros((0, len(self._floors)))

    def worth(self, form: Form) -> Array:
        """Return what a form comes to in each set of numbers seen so far."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where a release is attacked

        if not self._number:
            return np.zeros(0)
        return self.seen[:, list(form)] @ np.array(list(form.values()), dtype=float)

    def bounds(self, form: Form) -> tuple[int, int | None]:
        """Return the least and the most a form can be, in whole numbers; no most is None."""
        return max(0, self.least(form)), self.most(form)

    def least(self, form: Form) -> int:
        """Return the least a form can be. What was seen to be nought is not asked again."""
        if self._is_never_below_nought(form) and (self.worth(form) < CLOSE).any():
            return 0
        least = self._end(form, 1)
        return -(10**9) if least is None else least

    def most(self, form: Form) -> int | None:
        """Return the most a form can be, or nothing where there is no end."""
        most = self._end(form, -1)
        return None if most is None else -most

    def _is_never_below_nought(self, form: Form) -> bool:
        return all(times > 0 and self._floors[unknown] >= 0 for unknown, times in form.items())

    def _saw(self, point: Array) -> None:
        import numpy as np  # noqa: PLC0415  as above

        if self._points is None or self._number == len(self._points):
            more = np.zeros((max(64, 2 * self._number), len(point)))
            more[: self._number] = self._points[: self._number] if self._number else 0.0
            self._points = more
        self._points[self._number] = point
        self._number += 1

    def take_over(self, room: "Room") -> int:
        """Know what another room knows. Return how many unknowns that are."""
        self._floors, self._rows = [*room._floors], [*room._rows]  # noqa: SLF001  one of its own
        return len(self._floors)

    def fixed(self, form: Form, at: float) -> "Room":
        """Return the room left to somebody who knows one form besides."""
        other = Room()
        other._floors, other._rows = self._floors, [*self._rows]
        other.know(form, at)
        return other

    def width(self, form: Form) -> float:
        """Return how far apart the ends of a form are, fractions allowed."""
        if self._solver is None:
            self._solver = solver_of(self._floors, self._rows)
        points = [self._ask(self._solver, form, sense) for sense in (1, -1)]
        ends = [
            sum(times * point[unknown] for unknown, times in form.items())
            for point in points
            if point is not None
        ]
        return abs(ends[1] - ends[0]) if len(ends) == len(points) else float("inf")

    def see_far(self, form: Form) -> None:
        """See what moves with a form that nothing ends, as if everything ended far away.

        Fractions prove nothing about whole numbers, and are not kept.
        """
        if self._ended is None:
            known = [abs(end) for _, low, high in self._rows for end in (low, high)]
            self._ended = solver_of(
                self._floors, self._rows, most=10 * max(known, default=0) + _FAR
            )
        point = self._ask(self._ended, form, -1)
        if self._is_whole(point):
            self._saw(point)

    def check(self) -> None:
        """Raise ``Contradiction`` where nothing agrees."""
        if self._floors:
            self._end({}, 1)

    def _end(self, form: Form, sense: int) -> int | None:
        """Find one end; where it falls between whole numbers, ask again in whole numbers."""
        if self._solver is None:
            self._solver = solver_of(self._floors, self._rows)
        point = self._ask(self._solver, form, sense)
        if point is not None and not self._is_whole(point):
            if self._whole is None:
                self._whole = solver_of(self._floors, self._rows, whole=True)
            point = self._ask(self._whole, form, sense)
        if point is None:
            return None
        self._saw(point)
        return _up(sense * sum(times * point[unknown] for unknown, times in form.items()))

    def _ask(self, solver: Any, form: Form, sense: int) -> Array | None:  # noqa: ANN401  untyped
        import numpy as np  # noqa: PLC0415  heavy: loaded where a release is attacked

        for unknown, times in form.items():
            solver.changeColCost(unknown, float(sense * times))
        status = self._run(solver)
        if status == "Unknown":  # it lost its way from the last question; ask it afresh
            solver.clearSolver()
            status = self._run(solver)
        point = np.array(solver.getSolution().col_value)
        for unknown in form:
            solver.changeColCost(unknown, 0.0)
        if status == "Infeasible":
            raise Contradiction
        if status not in ("Optimal", *_NO_END):
            raise Unsolved(status)
        return point if status == "Optimal" else None

    def _run(self, solver: Any) -> str:  # noqa: ANN401  as above
        solver.run()
        self.solves += 1
        return str(solver.modelStatusToString(solver.getModelStatus()))

    @staticmethod
    def _is_whole(point: Array) -> bool:
        return bool((abs(point - point.round()) < CLOSE).all())


def solver_of(
    floors: Sequence[float],
    rows: Sequence[tuple[Mapping[int, float], float, float]],
    *,
    whole: bool = False,
    most: float = float("inf"),
) -> Any:  # noqa: ANN401  the library says nothing of its types
    """Return a solver that knows these, to be asked one question after another."""
    import highspy  # noqa: PLC0415  heavy: loaded where a release is attacked
    import numpy as np  # noqa: PLC0415  as above

    solver = new_solver(presolve="on" if whole else "off", mip_max_nodes=_MOST_BRANCHES)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(floors), len(rows)
    model.col_cost_ = np.zeros(len(floors))
    model.col_lower_ = np.array(floors)
    model.col_upper_ = np.full(len(floors), most)
    model.row_lower_ = np.array([low for _, low, _ in rows], dtype=float)
    model.row_upper_ = np.array([high for _, _, high in rows], dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row, _, _ in rows)])
    model.a_matrix_.index_ = np.array([unknown for row, _, _ in rows for unknown in row])
    model.a_matrix_.value_ = np.array([times for row, _, _ in rows for times in row.values()])
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(floors)
    solver.passModel(model)
    return solver


def _up(worth: float) -> int:
    nearest = round(worth)
    return nearest if abs(worth - nearest) < CLOSE else int(-(-worth // 1))
