"""The ledger: every figure that has ever left, or the word that it was withheld."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure.declared import load_tables
from feedback.disclosure.protect import Shown
from feedback.disclosure.spans import span_of
from feedback.errors import LedgerUnreadable
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from feedback.store.models import Installation, LedgerCell, Release

SERVICE = "service"
"""The one row of a table about the whole service; its cells stand in columns."""
WITHHELD = "c"


def enter(transaction: Session, release: Release, report: Report) -> None:
    """Enter every cell of a release, the withheld ones too."""
    transaction.add_all(
        LedgerCell(
            release_id=release.id,
            table_name=reported.table.id,
            row=SERVICE,
            column=cell.id,
            value=None if reported.counts is None else reported.counts[cell.id],
            symbol=WITHHELD if reported.counts is None else None,
        )
        for reported in report.tables
        for cell in reported.table.cells
    )


def shown_in(transaction: Session, year: Period) -> list[Shown]:
    """Return every table that was ever shown about a year or a quarter of it.

    A release that was withdrawn has been read all the same, so it stays in.
    """
    return [
        Shown(reported.table, span_of(period), reported.counts)
        for period in (year, *year.quarters)
        for reported in _tables(transaction, period)
        if reported.counts is not None
    ]


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
        select(LedgerCell.table_name, LedgerCell.column, LedgerCell.value)
        .join(Release)
        .where(Release.period == period.name)
    )
    entered: dict[str, dict[str, int | None]] = {}
    for name, column, value in cells:
        entered.setdefault(name, {})[column] = value
    for table in load_tables():
        values = entered.pop(table.id, None)
        if values is None:
            continue
        if values.keys() != {cell.id for cell in table.cells}:
            raise LedgerUnreadable(table.id)
        counts = {name: value for name, value in values.items() if value is not None}
        yield Reported(table, counts or None)
    if entered:
        raise LedgerUnreadable(min(entered))
