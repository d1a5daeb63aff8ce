"""The record of a review: the facts that decide how the child took part."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.beside import NOTHING_BESIDE, Beside, Contact, Met, must_fit
from feedback.errors import CorrectionNeedsReason, RecordRefused
from feedback.participation import Attended, Spokesperson, Views
from feedback.services.contact import note, noted
from feedback.services.deciding import Hand, last_record, next_number, own_review
from feedback.services.next_due import next_due_after, set_due_days
from feedback.services.open_evaluation import open_evaluation
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import Letter, Record, Review, ReviewState, SentViews
from feedback.store.models.base import new_key
from feedback.store.sealing import Place

_DECIDING = ("held", "attended", "spoke", "signed", "spokesperson", "views")


@dataclass(frozen=True, slots=True)
class Account:
    """What the officer says happened. What the child intended has no place in it.

    ``met`` are visits and contacts to be noted with it, beside those in the log already.
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
    beside: Beside = NOTHING_BESIDE
    met: tuple[Met, ...] = ()


def record(
    transaction: Session, review_id: UUID, account: Account, *, by: Hand, keys: Keys
) -> Record:
    """Write down what happened at a review. A correction is a further row, with its reason.

    To say what nobody had said before needs no reason, and to say the same again adds nothing.
    A review that was held may now be evaluated; one that was not has no code. A correction
    opens a closed review again.
    Refused: a day still to come, a correction without a reason, a record written meanwhile,
    facts that cannot be true together, contact without a visit or call in the log.
    """
    review = own_review(transaction, review_id, by)
    before = last_record(transaction, review_id)
    if account.held and review.day > by.today:
        raise RecordRefused("This review has not been yet.")
    if (before.number if before else 0) != account.follows:
        raise RecordRefused("Somebody recorded this review meanwhile; please look at it again.")
    if before and _says_the_same(account, before):
        return before
    if before and _corrects(account, before) and not account.reason.strip():
        raise CorrectionNeedsReason("A correction needs a reason.")
    must_fit(account.beside, day=review.day, due_day=review.due_day, today=by.today)
    note(transaction, review_id, account.met, by=by, keys=keys)
    _must_agree_with_the_log(transaction, review_id, account.beside)
    row = _row(account, next_number(transaction, Record, review_id), by)
    row.review_id = review_id
    if account.reason.strip():
        place = Place("record", "reason", row.id)
        row.reason = keys.seal(account.reason.strip().encode(), place)
    row.next_due_day = next_due_after(transaction, review) if account.held else None
    transaction.add(row)
    if before is None or _corrects(account, before):
        review.closed_at = review.closed_by = None
    _settle(transaction, review, account, by)
    act = Act("recorded-review", "review", review_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)
    return row


def beside_of(record: Record | None) -> Beside:
    """Return what a record says beside how the child took part; nothing where there is none."""
    if record is None:
        return NOTHING_BESIDE
    return Beside(**{one.name: getattr(record, one.name) for one in fields(Beside)})


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
    return best_of([(real, in_time) for real, in_time in sent])


def best_of(sent: Sequence[tuple[bool, bool]]) -> Views:
    """Say what the best of this is, each by whether it says something and came in time."""
    if any(real and in_time for real, in_time in sent):
        return Views.UNKNOWN
    if any(real for real, _ in sent):
        return Views.LATE
    return Views.BLANK if sent else Views.NONE


def _says_the_same(account: Account, before: Record) -> bool:
    return (
        _decides_the_same(account, before)
        and account.beside == beside_of(before)
        and not account.met
    )


def _corrects(account: Account, before: Record) -> bool:
    added = account.beside.adds_to(beside_of(before))
    return not (_decides_the_same(account, before) and added)


def _decides_the_same(account: Account, before: Record) -> bool:
    return all(getattr(account, fact) == getattr(before, fact) for fact in _DECIDING)


def _must_agree_with_the_log(transaction: Session, review_id: UUID, beside: Beside) -> None:
    if beside.contact is None:
        return
    lines = noted(transaction, review_id)
    if beside.contact is Contact.MADE and not lines:
        raise RecordRefused("Note at least one visit or contact.")
    if beside.contact is Contact.NONE and lines:
        raise RecordRefused("There is a visit or contact in the log; strike it out first.")


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
        **{one.name: getattr(account.beside, one.name) for one in fields(Beside)},
        recorded_by=by.officer,
        recorded_at=by.now,
    )


def _settle(transaction: Session, review: Review, account: Account, by: Hand) -> None:
    if account.held:
        was, review.state = review.state, ReviewState.HELD
        review.cancelled_because = review.cancelled_at = review.cancelled_by = None
        review.part_two_day = account.beside.part_two_day or review.part_two_day
        transaction.flush()
        if was is ReviewState.CANCELLED:
            set_due_days(transaction, review.child_id, closed=by.desk.closed)
        open_evaluation(transaction, review, desk=by.desk, today=by.today)
        return
    review.code = review.confirmed_at = None
    review.state = ReviewState.CANCELLED
    transaction.flush()
    set_due_days(transaction, review.child_id, closed=by.desk.closed)
    transaction.execute(
        update(Letter)
        .where(Letter.review_id == review.id)
        .values(
            evaluation_from=None, evaluation_until=None, went=None, indicator_group="not-settled"
        )
    )
