"""A table of a release as it was declared: its unit, its cells, and what each cell counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Counts = Mapping[str, int]
"""How many, by the id of a cell."""


class Unit(StrEnum):
    """What a table counts. It is printed with every figure."""

    REVIEWS = "reviews"
    SHEETS = "answer sheets"


@dataclass(frozen=True, slots=True)
class Cell:
    """One count. ``counts`` names the smallest things it adds up: codes, or answers.

    An *omission* is the service’s own (a null return): it tells about the service and not
    about children, so it is never a reason to withhold.
    """

    id: str
    label: str
    counts: tuple[str, ...]
    omission: bool = False
    not_sure: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether it belongs to the row whose base and unanimity are judged."""
        return not (self.omission or self.not_sure)


@dataclass(frozen=True, slots=True)
class Table:
    """One row of cells over the whole service, one way, for one period."""

    id: str
    title: str
    unit: Unit
    cells: tuple[Cell, ...]
    question: str = ""
    """The question whose answers are counted, of a table of answer sheets."""
    code: str = ""
    """The code of an anchor, such as A4."""

    @property
    def family(self) -> str:
        """Name the tables that count the same things and so may give one another away."""
        return self.question or Unit.REVIEWS

    @property
    def answers(self) -> tuple[Cell, ...]:
        """Return the cells that say how children answered or took part."""
        return tuple(cell for cell in self.cells if cell.is_answer)

    def count(self, numbers: Mapping[str, int]) -> Counts:
        """Add up each cell from the smallest counts; a thing nobody counted is none."""
        return {cell.id: sum(numbers.get(one, 0) for one in cell.counts) for cell in self.cells}
