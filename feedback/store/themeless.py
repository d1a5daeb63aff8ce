"""How many answered asks of a period have no theme yet."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.periods import Period
from feedback.store.models import Ask, Review, SentViews


def count_without_a_theme(transaction: Session, period: Period) -> int:
    """Count the answered asks of a period to which somebody could still give a theme."""
    wanted = (
        select(func.count())
        .select_from(Ask)
        .join(SentViews, SentViews.id == Ask.views_id)
        .join(Review, Review.id == SentViews.review_id)
        .where(Ask.outcome.is_not(None), Ask.theme.is_(None))
        .where(Review.day.between(period.first, period.last))
    )
    return transaction.scalar(wanted) or 0
