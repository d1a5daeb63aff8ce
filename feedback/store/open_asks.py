"""Whether anything children asked for in a period still waits for somebody to do their part."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure.populations import ASKS, UNANSWERED
from feedback.periods import Period
from feedback.store.counting import rows_of
from feedback.store.models import Ask, Review, SentViews


def some_are_unanswered(transaction: Session, period: Period) -> bool:
    """Whether nobody has answered some of it yet, also where its words are gone."""
    asked = rows_of(ASKS, ("outcome",), period).subquery()
    waits = select(asked.c.child_id).where(asked.c.outcome == UNANSWERED)
    return transaction.scalar(waits.limit(1)) is not None


def some_lack_a_theme(transaction: Session, period: Period) -> bool:
    """Whether somebody could still give a theme to some of what was answered."""
    lacking = (
        select(Ask.id)
        .join(SentViews, SentViews.id == Ask.views_id)
        .join(Review, Review.id == SentViews.review_id)
        .where(Ask.outcome.is_not(None), Ask.theme.is_(None))
        .where(Review.day.between(period.first, period.last))
    )
    return transaction.scalar(lacking.limit(1)) is not None
