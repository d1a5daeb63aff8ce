"""Releases put straight onto the ledger, as they stand after they were made."""

from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from feedback.releases.report import Report
from feedback.store.models import ClosedPeriod, LedgerCell, PreparedRelease, Release, Staff


def enter(transaction: Session, *reports: Report) -> None:
    """Close the periods of these reports, let two people release them, and enter every cell."""
    first, second = Staff(name="Pat First"), Staff(name="Sam Second")
    transaction.add_all((first, second))
    transaction.flush()
    for report in reports:
        made = datetime.combine(report.frozen_on, time(9), UTC)
        release_id = _released(transaction, report.period.name, made, (first.id, second.id))
        cells = [
            {
                "release_id": release_id,
                "table_name": reported.table.id,
                "row": cell.row,
                "column": cell.column,
                "value": (value := reported.number(cell.id)),
                "symbol": "c" if value is None else None,
            }
            for reported in report.tables
            for cell in reported.table.cells
        ]
        transaction.execute(insert(LedgerCell), cells)
    transaction.flush()


def _released(
    transaction: Session, period: str, made: datetime, people: tuple[UUID, UUID]
) -> UUID:
    transaction.add(ClosedPeriod(name=period, closed_at=made, closed_by=None))
    transaction.flush()
    prepared = PreparedRelease(
        period=period,
        prepared_at=made,
        prepared_by=people[0],
        digest="0" * 64,
        rests_on="0" * 64,
        counted=b"",
    )
    transaction.add(prepared)
    transaction.flush()
    release = Release(
        period=period,
        made_at=made,
        digest="0" * 64,
        prepared_by=people[0],
        agreed_by=people[1],
        agreed_at=made,
    )
    transaction.add(release)
    transaction.flush()
    transaction.delete(prepared)
    return release.id
