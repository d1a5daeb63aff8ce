"""Ending a letter, and giving a new one in its place with everything that was sent.

What the child sent, what was answered and who has read it come along: the staff door seals
them to the new letter. An unsent draft was sealed to the old letter alone and cannot come.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from feedback.errors import InvitationRefused
from feedback.services import cards, created, letter_line, outcome_letter, reply, visits
from feedback.services.guessing import LONDON
from feedback.services.invite import Desk, IssuedLetter, Order, make_letter
from feedback.services.open_evaluation import open_evaluation
from feedback.services.tell_readers import tell_readers
from feedback.store.audit import Permit
from feedback.store.models import Card, ChildCopy, Draft, Letter, Record, Review, SentViews
from feedback.store.sealing import Place, PublicKey

_CARRIED = (
    *("version", "language", "reads", "interpreter", "evaluation_from", "evaluation_until"),
    *("evaluation_used", "indicator_group", "went"),
)


def revoke(transaction: Session, review_id: UUID, *, now: datetime) -> Letter | None:
    """End the live letter of a review, every visit it opened, and what was not sent."""
    asked = select(Letter).where(Letter.review_id == review_id, Letter.revoked_at.is_(None))
    letter = transaction.scalar(asked)
    if letter is None:
        return None
    letter.revoked_at, letter.qr_wrapped = now, None
    visits.leave_all(transaction, [letter.id])
    transaction.execute(delete(Draft).where(Draft.letter_id == letter.id))
    transaction.flush()
    return letter


def end_for_move(transaction: Session, child_id: UUID, *, now: datetime) -> list[UUID]:
    """End every letter that lies where a child lived before, and mark that new ones are due.

    Returns the reviews they are about. What was sent stays, and comes along to the new letter.
    """
    live = select(Letter).join(Review, Review.id == Letter.review_id)
    theirs = live.where(Review.child_id == child_id, Letter.revoked_at.is_(None))
    letters = transaction.scalars(theirs).all()
    for letter in letters:
        revoke(transaction, letter.review_id, now=now)
        letter.awaits_new = True
    transaction.flush()
    return [letter.review_id for letter in letters]


def reissue(
    transaction: Session, review: Review, order: Order, *, desk: Desk, now: datetime
) -> IssuedLetter:
    """Give a new letter for the same review, with new words, at any time.

    It takes the place of the letter that is out or, where that was ended, of the last one.
    Refuses with ``InvitationRefused`` where there was never one.
    """
    old = revoke(transaction, review.id, now=now) or _last_ended(transaction, review.id)
    if old is None:
        raise InvitationRefused("There is no letter for this review yet, so nothing to reissue.")
    old.awaits_new = False
    issued = make_letter(transaction, review, order, desk=desk, now=now)
    for name in _CARRIED:
        setattr(issued.letter, name, getattr(old, name))
    issued.letter.version = order.version or old.version
    transaction.add(issued.letter)
    transaction.flush()
    _carry_over(transaction, old, issued.letter, order.permit)
    reply.carry_over(transaction, old, issued.letter)
    _catch_up(transaction, review, issued.letter, desk=desk, now=now)
    letter_line.write_down(transaction, issued.letter, journal=desk.journal, now=now)
    return issued


def _last_ended(transaction: Session, review_id: UUID) -> Letter | None:
    letters = select(Letter).where(Letter.review_id == review_id)
    return transaction.scalars(letters.order_by(Letter.revoked_at.desc()).limit(1)).first()


def _catch_up(
    transaction: Session, review: Review, new: Letter, *, desk: Desk, now: datetime
) -> None:
    """Open the evaluation if the review was recorded while no letter was out."""
    recorded = exists().where(Record.review_id == review.id, Record.held)
    if new.evaluation_from is None and transaction.scalar(select(recorded)):
        open_evaluation(transaction, review, desk=desk, today=now.astimezone(LONDON).date())


def _carry_over(transaction: Session, old: Letter, new: Letter, permit: Permit) -> None:
    rows = transaction.execute(
        select(SentViews, ChildCopy)
        .outerjoin(ChildCopy, ChildCopy.views_id == SentViews.id)
        .where(SentViews.letter_id == old.id)
    ).all()
    for views, copy in rows:
        views.letter_id = new.id
        if copy is not None:
            copy.letter_id, copy.answers = new.id, _resealed(views, new, permit)
    created.carry_over(transaction, [views.id for views, _ in rows], new, permit)
    transaction.flush()
    transaction.execute(delete(Card).where(Card.letter_id == old.id))
    cards.refresh_hello(transaction, new, permit=permit)
    cards.refresh_asks(transaction, new, permit=permit)
    outcome_letter.give(transaction, new, permit=permit)
    tell_readers(transaction, [views.id for views, _ in rows])


def _resealed(views: SentViews, letter: Letter, permit: Permit) -> bytes:
    plain = permit.open(views.answers or b"", Place("views", "answers", views.id))
    return PublicKey(letter.public_key).seal(plain, Place("child_copy", "answers", views.id))
