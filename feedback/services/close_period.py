"""Closing a quarter or a year, after saying what is still open in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from feedback.errors import PeriodNotOver
from feedback.periods import Period
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.counting import (
    NULL_RETURN,
    NULL_RETURN_UNDER_FOUR,
    count_reviews,
)
from feedback.store.keys import Keys
from feedback.store.models import ClosedPeriod, Review, ReviewState, Tray
from feedback.store.open_asks import some_are_unanswered, some_lack_a_theme
from feedback.store.themes import some_have_no_theme

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What nobody has finished yet: whether there is any, and never how much.

    How many would be a figure of this very day, told to people who may not open the list
    (decision 0215). Whoever may is led there, and counts for themselves.
    """

    no_outcome: bool
    no_code: bool
    no_answer: bool
    in_tray: bool
    no_theme: bool = False
    no_ask_theme: bool = False

    def __bool__(self) -> bool:
        """Whether anything is open at all."""
        return bool(self.sentences)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say each of them in a sentence, without a number."""
        said = (
            (self.no_outcome, "Some reviews are not yet recorded as held or not."),
            (self.no_code, "Some reviews are held without a confirmed code."),
            (self.no_answer, "Some things children asked for are not answered yet."),
            (self.in_tray, "The tray of answer sheets has not been emptied yet."),
            (self.no_theme, "Some of what children wrote has no theme yet."),
            (self.no_ask_theme, "Some things children asked for are answered and have no theme."),
        )
        return tuple(sentence for some, sentence in said if some)


def still_open(transaction: Session, period: Period) -> StillOpen:
    """List what is still open in a period. It comes into the release as null returns, or late."""
    planned = and_(
        Review.state == ReviewState.PLANNED, Review.day.between(period.first, period.last)
    )
    held = count_reviews(transaction, (period.first, period.last))
    return StillOpen(
        no_outcome=transaction.scalar(select(Review.id).where(planned).limit(1)) is not None,
        no_code=any(held.get(code, 0) for code in (NULL_RETURN, NULL_RETURN_UNDER_FOUR)),
        no_answer=some_are_unanswered(transaction, period),
        in_tray=transaction.scalar(select(Tray.key).limit(1)) is not None,
        no_theme=period.is_year and some_have_no_theme(transaction, period),
        no_ask_theme=period.is_year and some_lack_a_theme(transaction, period),
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
