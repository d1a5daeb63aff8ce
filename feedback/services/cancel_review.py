"""Cancelling a review that was planned, before its day, and taking that back.

A letter that nobody used ends with it. One under which the child has begun or sent something
stays open: nothing they said is lost, their officer still owes them the reading and the
answers, and their page says that the review will not be on that day.
"""

from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from feedback.cancelling import CancelledBecause
from feedback.errors import CancellingRefused, ReviewUnknown
from feedback.services import cards
from feedback.services.guessing import LONDON
from feedback.services.invite import follow
from feedback.services.letter_desk import Clerk
from feedback.services.next_due import set_due_days
from feedback.services.reissue import revoke
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.models import Draft, Letter, Record, Review, ReviewState, SentViews

CANCELLED, RESTORED = "cancelled-review", "restored-review"


def cancel(store: Store, clerk: Clerk, review_id: UUID, because: CancelledBecause) -> bool:
    """Cancel a review that is to come. False when it was cancelled before: nothing is done.

    Refuses with ``ReviewUnknown`` and, where its day is over or the officer has recorded it,
    with ``CancellingRefused``: then only the officer says that it was not held.
    """
    permit = _permit(store, clerk, CANCELLED, review_id)
    with store.begin() as transaction:
        review = _held_on_to(transaction, review_id)
        if review.state is ReviewState.CANCELLED:
            return False
        _must_be_to_come(transaction, review, clerk)
        review.state, review.cancelled_because = ReviewState.CANCELLED, because
        review.cancelled_at, review.cancelled_by = clerk.now, clerk.staff_id
        transaction.flush()
        letter = _live_letter(transaction, review_id)
        if letter is not None:
            if _was_used(transaction, letter):
                cards.refresh_hello(transaction, letter, permit=permit)
            else:
                revoke(transaction, review_id, now=clerk.now)
        set_due_days(transaction, review.child_id, closed=clerk.desk.closed)
    return True


def restore(store: Store, clerk: Clerk, review_id: UUID) -> bool:
    """Plan a cancelled review again for the same day. False when it is planned already.

    A letter that stayed open follows it; one that was ended is made anew at the desk. Refuses
    what the officer recorded as not held: only they take that back.
    """
    permit = _permit(store, clerk, RESTORED, review_id)
    with store.begin() as transaction:
        review = _held_on_to(transaction, review_id)
        if review.state is ReviewState.PLANNED:
            return False
        _must_be_to_come(transaction, review, clerk)
        review.state, review.cancelled_because = ReviewState.PLANNED, None
        review.cancelled_at = review.cancelled_by = None
        transaction.flush()
        follow(transaction, review, desk=clerk.desk, permit=permit)
        set_due_days(transaction, review.child_id, closed=clerk.desk.closed)
    return True


def has_letter(transaction: Session, review_id: UUID) -> bool:
    """Whether a letter for this review is out, which hangs on it."""
    live = exists().where(Letter.review_id == review_id, Letter.revoked_at.is_(None))
    return bool(transaction.scalar(select(live)))


def _permit(store: Store, clerk: Clerk, act: str, review_id: UUID) -> Permit:
    with store.look() as transaction:
        if transaction.get(Review, review_id) is None:
            raise ReviewUnknown("There is no such review.")
    about = Act(act, "review", review_id)
    return audit.opened_by(store, clerk.actor, about, keys=clerk.keys, now=clerk.now)


def _held_on_to(transaction: Session, review_id: UUID) -> Review:
    wanted = select(Review).where(Review.id == review_id).with_for_update()
    return transaction.scalars(wanted).one()


def _must_be_to_come(transaction: Session, review: Review, clerk: Clerk) -> None:
    recorded = exists().where(Record.review_id == review.id)
    if review.state is ReviewState.HELD or transaction.scalar(select(recorded)):
        raise CancellingRefused("This review was recorded, so only its officer changes that.")
    if review.day < clerk.now.astimezone(LONDON).date():
        raise CancellingRefused("Its day is over, so only its officer says that it was not held.")


def _live_letter(transaction: Session, review_id: UUID) -> Letter | None:
    live = select(Letter).where(Letter.review_id == review_id, Letter.revoked_at.is_(None))
    return transaction.scalar(live)


def _was_used(transaction: Session, letter: Letter) -> bool:
    begun = exists().where(Draft.letter_id == letter.id)
    sent = exists().where(SentViews.letter_id == letter.id)
    return bool(transaction.scalar(select(or_(begun, sent))))
