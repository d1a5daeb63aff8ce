"""Reading everything a child sent before one review at once, with what stood at the review before.

The number of queries does not grow with how much was sent. What is about to be opened is in the
log first, a row for each; what a child sent past their own officer is not among it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from feedback.cancelling import CancelledBecause
from feedback.errors import NotYours, ReviewUnknown
from feedback.participation import Indicator
from feedback.questionnaire import Stage
from feedback.replies import Reply, Wanted
from feedback.services import close_review
from feedback.services.assigned import children_of
from feedback.services.close_review import Closing
from feedback.services.deciding import Hand
from feedback.services.openings import OPENED
from feedback.services.read_views import Reader, Reading, around, reading_of
from feedback.services.reply import Standing
from feedback.services.tell_readers import tell_readers
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.models import (
    Child,
    Draft,
    Letter,
    LetterReply,
    Record,
    Review,
    ReviewState,
    SentViews,
)

_SENT = SentViews.__tablename__


@dataclass(frozen=True, slots=True)
class Outline:
    """What is plain of a review and its child, beside the words."""

    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    at: time | None
    part_two_day: date | None
    due_day: date | None
    next_due_day: date | None
    state: ReviewState
    cancelled_because: CancelledBecause | None
    age: int | None
    code: Indicator | None
    recorded: bool
    social_worker: str | None
    language: str
    interpreter: bool
    asked_for: str | None
    at_a_distance: bool
    invited: bool
    begun: bool
    reply: Standing | None
    elsewhere: bool
    """Whether something was sent past this officer."""
    closing: Closing


@dataclass(frozen=True, slots=True)
class Opened:
    """A review with everything its officer may read of it, in the order it was sent.

    ``before`` is what the child sent before the review before, and ``before_day`` its day.
    """

    outline: Outline
    readings: tuple[Reading, ...]
    before: tuple[Reading, ...]
    before_day: date | None
    permit: Permit

    @property
    def standing(self) -> tuple[Reading, ...]:
        """Return what was not taken back."""
        return tuple(one for one in self.readings if not one.withdrawn)


def open_review(  # noqa: PLR0913  by whom, with what, and what is opened for which reason
    store: Store,
    reader: Reader,
    review_id: UUID,
    *,
    by: Hand,
    what: str = "opened-review",
    alone: bool = False,
) -> Opened:
    """Open a review as the officer who answers for the child today; ``what`` is for the log.

    ``alone`` leaves what was sent before the review before unopened. Refuses with
    ``ReviewUnknown`` what is not there and with ``NotYours`` what is another’s.
    """
    with store.look() as transaction:
        rows = transaction.execute(_outlines(by).where(Review.id == review_id)).all()
    if not rows:
        raise ReviewUnknown("There is no such review.")
    if not rows[0].is_theirs:
        raise NotYours("This belongs to a child whom somebody else answers for.")
    theirs = [row for row in rows if row.views_id and not row.past]
    sent = [row.views_id for row in theirs if not alone or row.sent_for == review_id]
    acts = [Act(what, "review", review_id)]
    acts += [Act(OPENED, _SENT, views_id) for views_id in sent]
    permit = audit.opened_together(store, by.actor, acts, keys=reader.keys, now=by.now)
    with store.begin() as transaction:
        found = _found(transaction, sent)
        _note_read(transaction, found, by)
        beside = around(transaction, rows[0].child_id, found)
        how = reader.catalogue, permit
        days = {row.views_id: row.sent_for_day for row in rows}
        readings = [reading_of(one, days[one.id], beside, how) for one in found]
    earlier = [days[one.views_id] for one in readings if one.review_id != review_id]
    return Opened(
        outline=_outline(rows[0], elsewhere=any(row.past for row in rows)),
        readings=tuple(one for one in readings if one.review_id == review_id),
        before=tuple(one for one in readings if one.review_id != review_id),
        before_day=earlier[0] if earlier else None,
        permit=permit,
    )


def _outlines(by: Hand) -> Select[*tuple[Any, ...]]:
    """Ask for a review, each row with one thing that was sent for it or for the one before."""
    own_form = Draft.stage.in_((Stage.CONSULTATION, Stage.WATCHING))
    sent_for = aliased(Review)
    newest = select(Record.next_due_day).where(Record.review_id == Review.id)
    last = newest.order_by(Record.number.desc()).limit(1).scalar_subquery()
    mine = Review.child_id.in_(children_of(by.officer, today=by.today))
    replied = and_(LetterReply.letter_id == Letter.id, LetterReply.stage == Stage.CONSULTATION)
    return (
        select(
            *(Review.id, Review.child_id, Review.day, Review.at, Review.part_two_day),
            *(Review.due_day, Review.state, Review.age, Review.code, Review.social_worker),
            Review.cancelled_because,
            *(last.label("next_due_day"), mine.label("is_theirs"), Child.named),
            exists().where(Record.review_id == Review.id).label("recorded"),
            *close_review.columns(),
            *(Child.language, Child.interpreter, Child.at_a_distance),
            *(Letter.id.label("letter_id"), Letter.interpreter.label("asked_for")),
            exists().where(Draft.letter_id == Letter.id, own_form).label("begun"),
            *(LetterReply.reply, LetterReply.way, LetterReply.said_at, LetterReply.helped),
            *(LetterReply.without_pictures, SentViews.id.label("views_id")),
            *(SentViews.review_id.label("sent_for"), SentViews.not_iro.label("past")),
            sent_for.day.label("sent_for_day"),
        )
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Letter, and_(Letter.review_id == Review.id, Letter.revoked_at.is_(None)))
        .outerjoin(LetterReply, replied)
        .outerjoin(SentViews, _for_this_or_the_one_before())
        .outerjoin(sent_for, sent_for.id == SentViews.review_id)
        .order_by(SentViews.sent_at, SentViews.id)
    )


def _for_this_or_the_one_before() -> ColumnElement[bool]:
    stands = SentViews.answers.is_not(None), ~SentViews.not_iro
    return or_(
        SentViews.review_id == Review.id,
        and_(SentViews.review_id == _the_one_before(), *stands),
    )


def _the_one_before() -> ScalarSelect[UUID]:
    """Ask for the last review of the child before this one for which something stands."""
    other, theirs = aliased(Review), aliased(SentViews)
    stands = exists().where(
        theirs.review_id == other.id, theirs.answers.is_not(None), ~theirs.not_iro
    )
    earlier = select(other.id).where(
        other.child_id == Review.child_id, other.day < Review.day, stands
    )
    newest_first = earlier.order_by(other.day.desc(), other.sequence.desc()).limit(1)
    return newest_first.correlate(Review).scalar_subquery()


def _found(transaction: Session, sent: Collection[UUID]) -> Sequence[SentViews]:
    wanted = select(SentViews).where(SentViews.id.in_(sent))
    return transaction.scalars(wanted.order_by(SentViews.sent_at, SentViews.id)).all()


def _note_read(transaction: Session, found: Collection[SentViews], by: Hand) -> None:
    """Note the first reading of each, and tell the child of this one."""
    for one in found:
        if one.read_at is None:
            one.read_at, one.read_by = by.now, by.officer
    transaction.flush()
    tell_readers(transaction, [one.id for one in found])


def _outline(row: Any, *, elsewhere: bool) -> Outline:  # noqa: ANN401  a row of ``_outlines``
    return Outline(
        review_id=row.id,
        child_id=row.child_id,
        named=row.named,
        day=row.day,
        at=row.at,
        part_two_day=row.part_two_day,
        due_day=row.due_day,
        next_due_day=row.next_due_day,
        state=row.state,
        cancelled_because=row.cancelled_because,
        age=row.age,
        code=row.code,
        recorded=row.recorded,
        social_worker=row.social_worker,
        language=row.language,
        interpreter=row.interpreter,
        asked_for=row.asked_for,
        at_a_distance=row.at_a_distance,
        invited=row.letter_id is not None,
        begun=row.begun,
        reply=_reply(row),
        elsewhere=elsewhere,
        closing=close_review.closing_of(row),
    )


def _reply(row: Any) -> Standing | None:  # noqa: ANN401  as above
    if row.reply is None:
        return None
    wanted = Wanted(Reply(row.reply), row.way)
    return Standing(wanted, row.said_at, row.helped, row.without_pictures)
