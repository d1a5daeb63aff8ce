"""What one period’s release counts, and what of it is known: the new one’s, or the ledger’s."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from feedback.disclosure.populations import Numbers
from feedback.disclosure.table import Counts, Table
from feedback.disclosure.views import count_table
from feedback.periods import Period

Place = tuple[str, str]
"""A table and a cell of it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The tables of one period with everything counted for them.

    ``few`` names the cells about one to five children, and what nobody prints (``unprinted``) but
    can be taken from those printed. ``shown`` holds what has left; a new
    edition has none yet.
    """

    period: Period
    tables: tuple[Table, ...]
    numbers: Mapping[str, Numbers]
    few: frozenset[Place] = frozenset()
    shown: Mapping[Place, int] = field(default_factory=dict)
    _added_up: dict[str, Counts] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def counts(self, table: Table) -> Counts:
        """Return what every cell of a table comes to."""
        if table.id not in self._added_up:
            self._added_up[table.id] = count_table(table, self.numbers[table.of])
        return self._added_up[table.id]

    def few_of(self, table: Table) -> frozenset[str]:
        """Return the cells of a table about one to five children."""
        return frozenset(cell for name, cell in self.few if name == table.id)
