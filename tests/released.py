"""Releases put straight onto the ledger, as they stand after they were made."""

from datetime import UTC, datetime, time

from sqlalchemy import insert
from sqlalchemy.orm import Session

from feedback.releases.report import Report
from feedback.store.models import ClosedPeriod, LedgerCell, Release


def enter(transaction: Session, *reports: Report) -> None:
    """Close the periods of these reports, and enter every cell of them."""
    for report in reports:
        made = datetime.combine(report.frozen_on, time(9), UTC)
        name = report.period.name
        transaction.add(ClosedPeriod(name=name, closed_at=made, closed_by=None))
        release = Release(period=name, made_at=made, digest="0" * 64)
        transaction.add(release)
        transaction.flush()
        cells = [
            {
                "release_id": release.id,
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
