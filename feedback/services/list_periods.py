"""Listing quarters and years: which are over, which are closed, which were released."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.periods import Period
from feedback.store.models import ClosedPeriod, PreparedRelease, Release, Review, ReviewState


class PeriodState(StrEnum):
    """How far a period has come. Nothing may be released of one that is not closed."""

    RUNNING = "running"
    OVER = "over"
    CLOSED = "closed"
    PREPARED = "prepared"
    SENT_BACK = "sent-back"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Listed:
    """One period and where it stands."""

    period: Period
    state: PeriodState
    since: datetime | None = None


def list_periods(transaction: Session, *, today: date) -> tuple[Listed, ...]:
    """List every year and quarter since the first review or release, the latest first."""
    first = transaction.scalar(
        select(func.min(Review.day)).where(Review.state == ReviewState.HELD)
    )
    stands = _stands(transaction)
    since = min([Period.year_of(first or today).year, *(Period.named(n).year for n in stands)])
    years = range(Period.year_of(today).year, since - 1, -1)
    return tuple(
        _listed(period, stands, today=today)
        for year in map(Period, years)
        for period in (year, *reversed(year.quarters))
        if period.first <= today
    )


def _stands(transaction: Session) -> Mapping[str, tuple[PeriodState, datetime]]:
    """Return how far each period has come that was closed, and since when."""
    stands = {
        row.name: (PeriodState.CLOSED, row.closed_at)
        for row in transaction.execute(select(ClosedPeriod.name, ClosedPeriod.closed_at))
    }
    lying = PreparedRelease.period, PreparedRelease.prepared_at, PreparedRelease.sent_back_at
    for name, prepared, sent_back in transaction.execute(select(*lying)):
        state = PeriodState.SENT_BACK if sent_back else PeriodState.PREPARED
        stands[name] = state, sent_back or prepared
    left = Release.period, Release.made_at, Release.withdrawn_at
    for name, made, withdrawn in transaction.execute(select(*left)):
        state = PeriodState.WITHDRAWN if withdrawn else PeriodState.RELEASED
        stands[name] = state, withdrawn or made
    return stands


def _listed(
    period: Period, stands: Mapping[str, tuple[PeriodState, datetime]], *, today: date
) -> Listed:
    if period.name in stands:
        return Listed(period, *stands[period.name])
    return Listed(period, PeriodState.RUNNING if today <= period.last else PeriodState.OVER)
