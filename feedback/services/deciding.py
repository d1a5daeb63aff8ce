"""Who decides about a review, at what moment, and by which clocks."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.errors import ReviewUnknown
from feedback.participation import (
    COUNTED_FROM_AGE,
    OF_AGE,
    Attended,
    Facts,
    Proposal,
    Spokesperson,
    Views,
    propose,
)
from feedback.services.assigned import must_be_assigned
from feedback.services.guessing import LONDON
from feedback.services.invite import Desk
from feedback.store.audit import Actor
from feedback.store.models import IndicatorEntry, Record, Review, ReviewState


@dataclass(frozen=True, slots=True)
class Hand:
    """The officer who decides, and when, by the council’s clocks."""

    officer: UUID
    now: datetime
    desk: Desk

    @property
    def today(self) -> date:
        """Return the day it is in England."""
        return self.now.astimezone(LONDON).date()

    @property
    def actor(self) -> Actor:
        """Return how the log names them."""
        return Actor(str(self.officer), "officer")


def own_review(transaction: Session, review_id: UUID, hand: Hand) -> Review:
    """Return a review of a child this officer answers for today, and hold on to its row.

    Refuses with ``ReviewUnknown`` what is not there and with ``NotYours`` what is another’s.
    """
    wanted = select(Review).where(Review.id == review_id).with_for_update()
    review = transaction.scalar(wanted)
    if review is None:
        raise ReviewUnknown("There is no such review.")
    must_be_assigned(transaction, hand.officer, review.child_id, today=hand.today)
    return review


def last_record(transaction: Session, review_id: UUID) -> Record | None:
    """Return what was recorded last about a review, if anything was."""
    newest = select(Record).where(Record.review_id == review_id).order_by(Record.number.desc())
    return transaction.scalars(newest.limit(1)).first()


def last_entry(transaction: Session, review_id: UUID) -> IndicatorEntry | None:
    """Return the indicator as it was confirmed last, if it was."""
    newest = (
        select(IndicatorEntry)
        .where(IndicatorEntry.review_id == review_id)
        .order_by(IndicatorEntry.number.desc())
    )
    return transaction.scalars(newest.limit(1)).first()


def next_number(transaction: Session, kind: type[Record | IndicatorEntry], review_id: UUID) -> int:
    """Return the number of the next row in the history of a review."""
    most = select(func.max(kind.number)).where(kind.review_id == review_id)
    return (transaction.scalar(most) or 0) + 1


def facts_of(review: Review, record: Record | None) -> Facts:
    """Return what is known of a review. Before there is a record, nothing is but the age."""
    under4 = None if review.age is None else review.age < COUNTED_FROM_AGE
    of_age = review.age is not None and review.age >= OF_AGE
    if record is None:
        return Facts(
            held=review.state is not ReviewState.CANCELLED,
            under4=under4,
            of_age=of_age,
            attended=Attended.UNKNOWN,
            spoke=False,
            signed=False,
            spokesperson=Spokesperson.UNKNOWN,
            views=Views.NONE,
        )
    return Facts(
        held=record.held,
        under4=under4,
        of_age=of_age,
        attended=record.attended,
        spoke=record.spoke,
        signed=record.signed,
        spokesperson=record.spokesperson,
        views=record.views,
    )


def proposal_for(review: Review, record: Record | None) -> Proposal:
    """Propose a code from the record. What the child intended is not in it."""
    return propose(facts_of(review, record))
