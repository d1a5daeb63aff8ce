"""The record of a review: the facts that decide how the child took part."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.errors import RecordRefused
from feedback.participation import Attended, Spokesperson, Views
from feedback.services.deciding import Hand, last_record, next_number, own_review
from feedback.services.open_evaluation import open_evaluation
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import Letter, Record, Review, ReviewState, SentViews
from feedback.store.models.base import new_key
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Account:
    """What the officer says happened. What the child intended has no place in it.

    ``follows`` is the number of the record it was written after (0 for the first), so that
    two pages open at once do not write over each other.
    """

    held: bool
    attended: Attended = Attended.UNKNOWN
    spoke: bool = False
    signed: bool = False
    spokesperson: Spokesperson = Spokesperson.UNKNOWN
    views: Views = Views.NONE
    reason: str = ""
    follows: int = 0


def record(
    transaction: Session, review_id: UUID, account: Account, *, by: Hand, keys: Keys
) -> Record:
    """Write down what happened at a review. A correction is a further row, with its reason.

    A review that was held may now be evaluated; one that was not has no code.
    Refused: a day still to come, a correction without a reason, a record written meanwhile.
    """
    review = own_review(transaction, review_id, by)
    before = last_record(transaction, review_id)
    if account.held and review.day > by.today:
        raise RecordRefused("This review has not been yet.")
    if (before.number if before else 0) != account.follows:
        raise RecordRefused("Somebody recorded this review meanwhile; please look at it again.")
    if before and not account.reason.strip():
        raise RecordRefused("A correction needs a reason.")
    row = _row(account, next_number(transaction, Record, review_id), by)
    row.review_id = review_id
    if account.reason.strip():
        place = Place("record", "reason", row.id)
        row.reason = keys.seal(account.reason.strip().encode(), place)
    transaction.add(row)
    _settle(transaction, review, account, by)
    act = Act("recorded-review", "review", review_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)
    return row


def suggested_views(transaction: Session, review_id: UUID) -> Views:
    """Suggest the best thing received, from what was sent here before the review began.

    Whether it was shared there only the officer knows, so a real answer is *unknown*. What
    came on paper or by phone the officer says.
    """
    sent = transaction.execute(
        select(SentViews.real, SentViews.sent_at < Letter.closes_at)
        .join(Letter, Letter.id == SentViews.letter_id)
        .where(SentViews.review_id == review_id, SentViews.answers.is_not(None))
    ).all()
    if any(real and in_time for real, in_time in sent):
        return Views.UNKNOWN
    if any(real for real, _ in sent):
        return Views.LATE
    return Views.BLANK if sent else Views.NONE


def _row(account: Account, number: int, by: Hand) -> Record:
    return Record(
        id=new_key(),
        number=number,
        held=account.held,
        attended=account.attended,
        spoke=account.spoke,
        signed=account.signed,
        spokesperson=account.spokesperson,
        views=account.views,
        recorded_by=by.officer,
        recorded_at=by.now,
    )


def _settle(transaction: Session, review: Review, account: Account, by: Hand) -> None:
    if account.held:
        review.state = ReviewState.HELD
        transaction.flush()
        open_evaluation(transaction, review, desk=by.desk, today=by.today)
        return
    review.code = review.confirmed_at = None
    review.state = ReviewState.CANCELLED
    transaction.execute(
        update(Letter)
        .where(Letter.review_id == review.id)
        .values(
            evaluation_from=None, evaluation_until=None, went=None, indicator_group="not-settled"
        )
    )
