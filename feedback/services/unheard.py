"""Children whose review is near and from whom nothing has come: whom somebody must ask.

A child who said no, later or another way has answered, and is not on the list.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.due_dates import add_working_days
from feedback.services.invite import Desk
from feedback.store.models import Child, Letter, LetterReply, Review, ReviewState, SentViews


@dataclass(frozen=True, slots=True)
class Unheard:
    """One child, their review, and whether a letter is out."""

    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    officer_id: UUID | None
    invited: bool
    at_a_distance: bool


def unheard(transaction: Session, *, desk: Desk, today: date) -> tuple[Unheard, ...]:
    """List them within ``no_views_yet`` working days of their review, the soonest first."""
    near = add_working_days(today, desk.clocks.no_views_yet, closed=desk.closed)
    live = Letter.review_id == Review.id, Letter.revoked_at.is_(None)
    sent = exists().where(SentViews.review_id == Review.id)
    replied = exists().where(LetterReply.letter_id == Letter.id, *live)
    rows = transaction.execute(
        select(
            Review.id,
            Child.id,
            Child.named,
            Review.day,
            Review.officer_id,
            exists().where(*live),
            Child.at_a_distance,
        )
        .join(Child, Child.id == Review.child_id)
        .where(Review.state == ReviewState.PLANNED, Review.day.between(today, near))
        .where(~sent, ~replied)
        .order_by(Review.day, Review.at, Review.id)
    )
    return tuple(Unheard(*row) for row in rows)
