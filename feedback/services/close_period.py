"""Closing a quarter or a year, after saying what is still open in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from feedback.errors import PeriodNotOver
from feedback.periods import Period
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.counting import (
    NULL_RETURN,
    NULL_RETURN_UNDER_FOUR,
    count_reviews,
    count_unanswered,
    count_without_a_theme,
)
from feedback.store.keys import Keys
from feedback.store.models import ClosedPeriod, Review, ReviewState, Tray
from feedback.store.themes import some_have_no_theme

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What nobody has finished yet: omissions of the service, so they may be counted aloud."""

    no_outcome: int
    no_code: int
    no_answer: int
    in_tray: bool
    no_theme: bool = False
    no_ask_theme: int = 0

    def __bool__(self) -> bool:
        """Whether anything is open at all."""
        return bool(self.sentences)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say each of them in a sentence; how many sheets lie in the tray is never told."""
        said = (
            (self.no_outcome, f"{_reviews(self.no_outcome)} not yet recorded as held or not."),
            (self.no_code, f"{_reviews(self.no_code)} held without a confirmed code."),
            (self.no_answer, f"{_asks(self.no_answer)} not answered yet."),
            (self.in_tray, "The tray of answer sheets has not been emptied yet."),
            (self.no_theme, "Some of what children wrote has no theme yet."),
            (self.no_ask_theme, f"{_asks(self.no_ask_theme)} answered and without a theme."),
        )
        return tuple(sentence for number, sentence in said if number)


def still_open(transaction: Session, period: Period) -> StillOpen:
    """List what is still open in a period. It comes into the release as null returns, or late."""
    planned = and_(
        Review.state == ReviewState.PLANNED, Review.day.between(period.first, period.last)
    )
    held = count_reviews(transaction, (period.first, period.last))
    return StillOpen(
        no_outcome=transaction.scalar(select(func.count()).where(planned)) or 0,
        no_code=held.get(NULL_RETURN, 0) + held.get(NULL_RETURN_UNDER_FOUR, 0),
        no_answer=count_unanswered(transaction, period),
        in_tray=transaction.scalar(select(Tray.key).limit(1)) is not None,
        no_theme=period.is_year and some_have_no_theme(transaction, period),
        no_ask_theme=count_without_a_theme(transaction, period) if period.is_year else 0,
    )


def is_closed(transaction: Session, period: Period) -> bool:
    """Whether a period was closed."""
    return transaction.get(ClosedPeriod, period.name) is not None


def close_period(
    transaction: Session, period: Period, *, by: Actor, keys: Keys, now: datetime
) -> bool:
    """Close a period that is over, and say whether it was open until now.

    Closing again changes nothing. Raises ``PeriodNotOver`` while its last day is not past.
    """
    if now.astimezone(LONDON).date() <= period.last:
        raise PeriodNotOver(period.name, period.last)
    if is_closed(transaction, period):
        return False
    transaction.add(ClosedPeriod(name=period.name, closed_at=now, closed_by=staff_of(by)))
    audit.write(transaction, by, Act("closed-period", period.name), keys=keys, now=now)
    return True


def staff_of(by: Actor) -> UUID | None:
    """Return the key of who acts, or nothing where it is a command or the service itself."""
    try:
        return UUID(by.who)
    except ValueError:
        return None


def _reviews(number: int) -> str:
    return "1 review is" if number == 1 else f"{number:,} reviews are"


def _asks(number: int) -> str:
    return "1 thing a child asked for is" if number == 1 else f"{number:,} things asked for are"
