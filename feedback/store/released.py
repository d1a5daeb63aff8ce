"""What releases said, read back from the ledger for several periods at once.

However many answer sheets and reviews lie beneath, this costs what its cells cost.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure.declared import load_tables
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from feedback.store.ledger import UNPROVEN
from feedback.store.models import Installation, LedgerCell, Release

_Cells = Mapping[tuple[str, str], tuple[int | None, str | None]]
"""Of each row and column the number that left, or the symbol in its place."""


def periods_released(transaction: Session) -> tuple[Period, ...]:
    """Return every period that was released and not withdrawn, in order of time."""
    names = transaction.scalars(select(Release.period).where(Release.withdrawn_at.is_(None)))
    return tuple(sorted(map(Period.named, names), key=lambda one: (one.first, one.is_year)))


def reports_of(transaction: Session, periods: Iterable[Period]) -> Mapping[Period, Report]:
    """Read the releases of these periods that stand, in one query for all their cells."""
    names = [period.name for period in periods]
    standing = (Release.period.in_(names), Release.withdrawn_at.is_(None))
    cell = (LedgerCell.table_name, LedgerCell.row, LedgerCell.column)
    said = (LedgerCell.value, LedgerCell.symbol)
    days: dict[str, date] = {}
    entered: dict[str, dict[str, dict[tuple[str, str], tuple[int | None, str | None]]]] = {}
    for period, made_at, table, row, column, value, symbol in transaction.execute(
        select(Release.period, Release.made_at, *cell, *said)
        .outerjoin(LedgerCell)
        .where(*standing)
    ):
        days[period] = made_at.date()
        entered.setdefault(period, {}).setdefault(table, {})[row, column] = value, symbol
    if not days:
        return {}
    installation = transaction.get(Installation, 1)
    made_up = installation is not None and installation.made_up
    return {
        Period.named(name): Report(
            Period.named(name), day, made_up, tuple(_tables(entered.get(name, {})))
        )
        for name, day in days.items()
    }


def why_withdrawn(transaction: Session, period: Period) -> str:
    """Return the note with which the release of a period was withdrawn, or nothing."""
    gone = (Release.period == period.name, Release.withdrawn_at.is_not(None))
    return transaction.scalar(select(Release.note).where(*gone)) or ""


def earlier_years(transaction: Session, period: Period) -> tuple[Report, ...]:
    """Read the releases of the years before a year, oldest first; before a quarter, none."""
    if not period.is_year:
        return ()
    years = [one for one in periods_released(transaction) if one.is_year and one < period]
    found = reports_of(transaction, years)
    return tuple(found[year] for year in years)


def _tables(entered: Mapping[str, _Cells]) -> Iterator[Reported]:
    """Give the numbers to the tables as declared; what is declared no longer is left out."""
    for table in load_tables():
        values = entered.get(table.id)
        if values is not None:
            found = {c.id: values.get((c.row, c.column), (None, None)) for c in table.cells}
            yield Reported(
                table,
                {name: number for name, (number, _) in found.items() if number is not None},
                unproven=any(symbol == UNPROVEN for _, symbol in found.values()),
            )
