"""A table of a release as it was declared: its unit, its cells, and what each cell counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SERVICE = "service"
"""The one row of a table about the whole service; its cells stand in columns."""

Counts = Mapping[str, int]
"""How many, by the id of a cell. A cell that is withheld has no number there."""

Where = Mapping[str, frozenset[str]]
"""What is counted: of each dimension named, the categories that count."""


class Unit(StrEnum):
    """What a table counts. It is printed with every figure."""

    REVIEWS = "reviews"
    SHEETS = "answer sheets"
    ASKS = "things asked for"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Cell:
    """One count. ``counts`` names the smallest things it adds up: codes, or answers.

    An *omission* is the service’s own (a null return): it tells about the service and not
    about children, so it is never a reason to withhold. A *margin* adds up other cells of
    its row and carries their shares.
    """

    column: str
    label: str
    counts: tuple[str, ...]
    omission: bool = False
    not_sure: bool = False
    margin: bool = False
    row: str = SERVICE
    row_label: str = ""
    where: Where = field(default_factory=dict, compare=False)

    @property
    def id(self) -> str:
        """Return its name within its table: the column, after the row where there are several."""
        return self.column if self.row == SERVICE else f"{self.row}/{self.column}"

    @property
    def is_answer(self) -> bool:
        """Whether it belongs to the row whose base and unanimity are judged."""
        return not (self.omission or self.not_sure or self.margin)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells over the whole service, one way in a quarter and at most two ways in a year.

    ``name`` is the line of the catalogue it belongs to; a line may hold the same table for
    each of the six anchors. ``attitude`` marks tables of what children think.
    """

    id: str
    title: str
    unit: Unit
    cells: tuple[Cell, ...]
    name: str = ""
    of: str = ""
    """The population counted, such as ``reviews``."""
    yearly: bool = False
    attitude: bool = False
    question: str = ""
    """The question whose answers are counted, of a table of answer sheets."""
    code: str = ""
    """The code of an anchor, such as A4."""
    several: bool = False
    """Whether one thing may stand in several cells, so that they do not add up to the base."""

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the ids of its rows; a table about the whole service has the one."""
        return tuple(dict.fromkeys(cell.row for cell in self.cells))

    @property
    def two_way(self) -> bool:
        """Whether it has rows as well as columns."""
        return self.rows != (SERVICE,)

    @property
    def answers(self) -> tuple[Cell, ...]:
        """Return the cells that say how children answered or took part."""
        return tuple(cell for cell in self.cells if cell.is_answer)

    def row(self, row: str = SERVICE) -> tuple[Cell, ...]:
        """Return the cells of one row."""
        return tuple(cell for cell in self.cells if cell.row == row)

    def answers_of(self, row: str = SERVICE) -> tuple[Cell, ...]:
        """Return the cells of one row that say how children answered or took part."""
        return tuple(cell for cell in self.row(row) if cell.is_answer)

    def base(self, row: str = SERVICE) -> Cell | None:
        """Return the cell that adds up the answers of a row, if it is printed."""
        return next((cell for cell in self.row(row) if cell.margin), None)
