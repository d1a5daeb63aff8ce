"""How much solving a release may cost, and how much it has cost.

Never by the clock: work is the same everywhere, so a release comes out the same everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_STEPS = 3_000_000
"""Simplex steps and branches together."""
Solver = Any
"""A HiGHS object; the library says nothing of its types."""
Array = Any
"""A numpy array, loaded only where tables are solved."""
Tell = Callable[[str, int], None]
"""Takes what is being done and how many things of it are left."""


def tell_nobody(_what: str, _left: int) -> None:
    """Keep progress to oneself."""


class OutOfWork(Exception):
    """The tables could not be solved within the work allowed."""


@dataclass(slots=True)
class Work:
    """Work done so far, in solver steps."""

    most: int = MOST_STEPS
    steps: int = 0
    solves: int = 0
    cuts: int = 0
    seconds: float = 0.0
    """How long it took, to be told. It decides nothing."""
    tell: Tell = field(default=tell_nobody)
    until: int | None = None
    """How many steps may be done at the end of what is solved now; all, where nothing is said."""

    def share(self, among: int) -> None:
        """Let what is solved next use its share of the work left, among so many still to solve."""
        self.until = self.steps + max(0, self.most - self.steps) // among

    def solved(self, solver: Solver) -> None:
        """Count one solve. Raises ``OutOfWork`` when there was too much."""
        info = solver.getInfo()
        self.solves += 1
        self.steps += max(0, info.simplex_iteration_count) + max(0, info.mip_node_count) + 1
        if self.steps > (self.most if self.until is None else self.until):
            raise OutOfWork


Solve = Callable[[Sequence[int]], tuple[set[int], bool]]
"""Solves one component: what to hide of it, and whether that is proved to be enough."""


def in_shares(
    components: Iterable[Sequence[int]], work: Work, solve: Solve
) -> Iterator[tuple[set[int], bool]]:
    """Solve each component with its share of the work left, the smaller first.

    What one saves goes to those after it. Those for which their share was too little are tried
    once more with what is left at the end, so a hard one takes no other with it.
    """
    waiting = sorted(components, key=len)
    for last in (False, True):
        hard = []
        for number, component in enumerate(waiting):
            work.tell("components", len(waiting) - number)
            work.share(len(waiting) - number)
            chosen, proved = solve(component)
            if proved or last:
                yield chosen, proved
            else:
                hard.append(component)
        waiting = hard
