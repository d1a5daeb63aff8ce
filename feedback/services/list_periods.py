"""Listing quarters and years: which are over, which are closed, which were released."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.periods import Period
from feedback.store.models import ClosedPeriod, Release, Review, ReviewState


class PeriodState(StrEnum):
    """How far a period has come. Nothing may be released of one that is not closed."""

    RUNNING = "running"
    OVER = "over"
    CLOSED = "closed"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Listed:
    """One period and where it stands."""

    period: Period
    state: PeriodState
    since: datetime | None = None


def list_periods(transaction: Session, *, today: date) -> tuple[Listed, ...]:
    """List every year and quarter since the first review held, the latest first."""
    first = transaction.scalar(
        select(func.min(Review.day)).where(Review.state == ReviewState.HELD)
    )
    years = range(Period.year_of(today).year, Period.year_of(first or today).year - 1, -1)
    closed = {row.name: row for row in transaction.scalars(select(ClosedPeriod))}
    released = {row.period: row for row in transaction.scalars(select(Release))}
    return tuple(
        _listed(period, closed.get(period.name), released.get(period.name), today=today)
        for year in map(Period, years)
        for period in (year, *reversed(year.quarters))
        if period.first <= today
    )


def _listed(
    period: Period, closed: ClosedPeriod | None, released: Release | None, *, today: date
) -> Listed:
    if released is not None and released.withdrawn_at is not None:
        return Listed(period, PeriodState.WITHDRAWN, released.withdrawn_at)
    if released is not None:
        return Listed(period, PeriodState.RELEASED, released.made_at)
    if closed is not None:
        return Listed(period, PeriodState.CLOSED, closed.closed_at)
    return Listed(period, PeriodState.RUNNING if today <= period.last else PeriodState.OVER)
