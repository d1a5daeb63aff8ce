"""A release as values: the period, and each table with those of its numbers that are shown."""

from dataclasses import dataclass
from datetime import date

from feedback.disclosure.table import SERVICE, Counts, Table
from feedback.periods import Period


@dataclass(frozen=True, slots=True)
class Reported:
    """One table of a release. A cell without a number is hidden; without any it is withheld."""

    table: Table
    counts: Counts | None
    unproven: bool = False
    """Whether it is withheld whole because nothing was proven of it in the work allowed."""

    @property
    def withheld(self) -> bool:
        """Whether nothing of it is shown."""
        return not self.counts

    def number(self, cell: str) -> int | None:
        """Return what a cell comes to, or nothing where it is hidden."""
        return (self.counts or {}).get(cell)

    def base(self, row: str = SERVICE) -> int | None:
        """Return how many the answers of a row come to, if what is shown says so."""
        margin = self.table.base(row)
        if margin is not None and (shown := self.number(margin.id)) is not None:
            return shown
        if self.table.several:
            return None
        parts = [self.number(cell.id) for cell in self.table.answers_of(row)]
        known = [part for part in parts if part is not None]
        return sum(known) if known and len(known) == len(parts) else None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a release says. Every figure in its files is worked out from this alone."""

    period: Period
    frozen_on: date
    made_up: bool
    tables: tuple[Reported, ...]
    earlier: "tuple[Report, ...]" = ()
    """Of a year: the releases of years before it, oldest first, to set it beside."""

    def table(self, name: str) -> Reported | None:
        """Find one table by its id."""
        return next((one for one in self.tables if one.table.id == name), None)
