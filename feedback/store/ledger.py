"""The ledger: every figure that has ever left, or the word that it was withheld."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure import kept
from feedback.disclosure.declared import load_tables
from feedback.disclosure.edition import Edition
from feedback.errors import LedgerUnreadable
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from feedback.store.keys import Keys
from feedback.store.models import Installation, LedgerCell, Release
from feedback.store.sealing import Place

WITHHELD, UNPROVEN = "c", "w"
"""What stands for a number that is hidden; and for those of a table withheld for want of proof."""


def enter(transaction: Session, release: Release, report: Report) -> None:
    """Enter every cell of a release, the withheld ones too."""
    transaction.add_all(
        LedgerCell(
            release_id=release.id,
            table_name=reported.table.id,
            row=cell.row,
            column=cell.column,
            value=reported.number(cell.id),
            symbol=_symbol(reported, cell.id),
        )
        for reported in report.tables
        for cell in reported.table.cells
    )


def _symbol(reported: Reported, cell: str) -> str | None:
    if reported.number(cell) is not None:
        return None
    return UNPROVEN if reported.withheld and reported.unproven else WITHHELD


def editions_of(transaction: Session, year: Period, *, keys: Keys) -> list[Edition]:
    """Return everything that ever left about a year or a quarter of it, with its true counts.

    A release that was withdrawn has been read all the same, so it stays in. Opening what was
    counted is part of making a release, which the log tells.
    """
    return [
        edition
        for period in (year, *year.quarters)
        if (edition := _edition(transaction, period, keys)) is not None
    ]


def _edition(transaction: Session, period: Period, keys: Keys) -> Edition | None:
    release = transaction.scalar(select(Release).where(Release.period == period.name))
    if release is None:
        return None
    if release.counted is None:
        raise LedgerUnreadable("release")
    reported = tuple(_tables(transaction, period))
    numbers, few = kept.read(keys.open(release.counted, Place("release", "counted", release.id)))
    return Edition(
        period,
        tuple(one.table for one in reported),
        numbers,
        few,
        {
            (one.table.id, cell): number
            for one in reported
            for cell, number in (one.counts or {}).items()
        },
    )


def years_before(
    transaction: Session, period: Period
) -> dict[tuple[str, str, str, str], int | None]:
    """Return every figure that ever left of the years before a year; before a quarter, none.

    By period, table, row and column; those of a release that was withdrawn since stay.
    """
    if not period.is_year:
        return {}
    cells = transaction.execute(
        select(
            Release.period,
            LedgerCell.table_name,
            LedgerCell.row,
            LedgerCell.column,
            LedgerCell.value,
        )
        .join(Release)
        .where(Release.period < period.name, Release.period.not_like("%Q%"))
    )
    return {(name, table, row, column): value for name, table, row, column, value in cells}


def report_of(transaction: Session, period: Period) -> Report | None:
    """Read back what the release of a period said, if there is one."""
    release = transaction.scalar(select(Release).where(Release.period == period.name))
    if release is None:
        return None
    installation = transaction.get(Installation, 1)
    made_up = installation is not None and installation.made_up
    return Report(period, release.made_at.date(), made_up, tuple(_tables(transaction, period)))


def _tables(transaction: Session, period: Period) -> Iterator[Reported]:
    cells = transaction.execute(
        select(
            LedgerCell.table_name,
            LedgerCell.row,
            LedgerCell.column,
            LedgerCell.value,
            LedgerCell.symbol,
        )
        .join(Release)
        .where(Release.period == period.name)
    )
    entered: dict[str, dict[tuple[str, str], int | None]] = {}
    unproven = set()
    for name, row, column, value, symbol in cells:
        entered.setdefault(name, {})[row, column] = value
        unproven |= {name} if symbol == UNPROVEN else set()
    for table in load_tables():
        values = entered.pop(table.id, None)
        if values is None:
            continue
        if values.keys() != {(cell.row, cell.column) for cell in table.cells}:
            raise LedgerUnreadable(table.id)
        found = {cell.id: values[cell.row, cell.column] for cell in table.cells}
        counts = {name: value for name, value in found.items() if value is not None}
        yield Reported(table, counts or None, unproven=table.id in unproven)
    if entered:
        raise LedgerUnreadable(min(entered))
