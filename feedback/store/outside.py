"""What others have told of our figures, as it is kept."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure.facts_file import Told
from feedback.facts import Fact
from feedback.periods import Period
from feedback.store.models import OutsideFact

_ADDED = "+"


def told_of(transaction: Session, periods: Iterable[Period] | None = None) -> tuple[Told, ...]:
    """Return everything that was told, in order of period and table; of some periods or of all."""
    found = select(OutsideFact)
    if periods is not None:
        found = found.where(OutsideFact.period.in_([one.name for one in periods]))
    order = OutsideFact.period, OutsideFact.table_name, OutsideFact.row, OutsideFact.columns
    return tuple(
        Told(
            period=one.period,
            table=one.table_name,
            row=one.row,
            columns=tuple(one.columns.split(_ADDED)),
            low=one.low,
            high=one.high,
            source=one.source,
        )
        for one in transaction.scalars(found.order_by(*order, OutsideFact.source))
    )


def facts_of(transaction: Session, year: Period) -> tuple[Fact, ...]:
    """Return what was told about a year and its quarters."""
    return tuple(one.fact for one in told_of(transaction, (year, *year.quarters)))


def keep(transaction: Session, told: Told, now: datetime) -> bool | None:
    """Keep what was told: whether it is new, or nothing where it was known like this already.

    What the same source tells otherwise of the same numbers takes the place of what it told.
    """
    columns = _ADDED.join(told.columns)
    row = transaction.scalar(
        select(OutsideFact).where(
            OutsideFact.period == told.period,
            OutsideFact.table_name == told.table,
            OutsideFact.row == told.row,
            OutsideFact.columns == columns,
            OutsideFact.source == told.source,
        )
    )
    if row is None:
        transaction.add(
            OutsideFact(
                period=told.period,
                table_name=told.table,
                row=told.row,
                columns=columns,
                low=told.low,
                high=told.high,
                source=told.source,
                loaded_at=now,
            )
        )
        return True
    if (row.low, row.high) == (told.low, told.high):
        return None
    row.low, row.high, row.loaded_at = told.low, told.high, now
    return False
