"""An officer’s caseload: the reviews of their own children, and where each stands.

The number of queries does not grow with the number of children. Names stay sealed here;
whoever shows a page of the list opens those of that page under one row of the log.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from feedback.participation import COUNTED_FROM_AGE, OF_AGE, Indicator
from feedback.questionnaire import Stage
from feedback.replies import Reply, Wanted
from feedback.services.assigned import children_of
from feedback.services.deciding import Hand
from feedback.services.reply import Standing
from feedback.store.models import (
    Ask,
    Child,
    Draft,
    Letter,
    LetterReply,
    Record,
    Review,
    ReviewState,
    SentViews,
)

STILL_OPEN = timedelta(days=366)
"""How long a review without a confirmed code stays on the list."""
JUST_DONE = timedelta(days=60)
"""How long a confirmed one stays there, to be read again or corrected."""


class Heard(StrEnum):
    """How far hearing this child has come."""

    NOT_INVITED = "not-invited"
    NOTHING = "nothing"
    PART = "part"
    SENT = "sent"
    READ = "read"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Line:
    """One review on the list."""

    review_id: UUID
    child_id: UUID
    day: date
    at: time | None
    part_two_day: date | None
    state: ReviewState
    code: Indicator | None
    under4: bool
    of_age: bool
    """Of age at the review, so that nobody is to confirm a code for it."""
    recorded: bool
    language: str
    interpreter: bool
    asked_for: str | None
    """The language in which the child asked for an interpreter."""
    heard: Heard
    sent_at: datetime | None
    """When the newest of what stands was sent."""
    intends: str | None
    wants_talk: bool
    wants_advocate: bool
    unread: int
    unread_since: datetime | None
    """When the oldest that this officer has not opened was sent."""
    unanswered: int
    """How many asks wait for this officer; those sent past them do not."""
    reply: Standing | None
    """What the child said to being asked: no, later or another way."""

    @property
    def ends_on(self) -> date:
        """Return the day of its last part."""
        return self.part_two_day or self.day

    def is_to_come(self, today: date) -> bool:
        """Whether it is planned for today or later."""
        return self.state is ReviewState.PLANNED and self.day >= today


_DEALT_WITH = SentViews.read_at.is_not(None), SentViews.erased_on.is_not(None)
"""Nobody waits any more for whoever reads it."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """What is plain of something that was sent."""

    at: datetime
    read: bool
    past: bool
    withdrawn: bool
    talk: bool
    advocate: bool
    intends: str | None


def caseload(transaction: Session, *, by: Hand) -> tuple[Line, ...]:
    """List the reviews of this officer’s children: to come, to record, to confirm, just done.

    The soonest first. Only children this officer answers for today.
    """
    return _lines(transaction, by, _still_of_interest(by.today))


def every_review(
    transaction: Session, children: Collection[UUID], *, by: Hand
) -> tuple[Line, ...]:
    """List every review of some of this officer’s children, whenever it was, the soonest first.

    Those put off are left out.
    """
    ever = Review.child_id.in_(children), Review.state != ReviewState.CANCELLED
    return _lines(transaction, by, and_(*ever))


def names(transaction: Session, children: Collection[UUID]) -> Mapping[UUID, bytes | None]:
    """Return the names of these children as they lie there, sealed."""
    wanted = select(Child.id, Child.named).where(Child.id.in_(children))
    return {row.id: row.named for row in transaction.execute(wanted)}


def all_names(transaction: Session, *, by: Hand) -> Mapping[UUID, bytes | None]:
    """Return the names of all children this officer answers for today, sealed."""
    wanted = select(Child.id, Child.named)
    mine = wanted.where(Child.id.in_(children_of(by.officer, today=by.today)))
    return {row.id: row.named for row in transaction.execute(mine)}


def _lines(transaction: Session, by: Hand, which: ColumnElement[bool]) -> tuple[Line, ...]:
    mine = Review.child_id.in_(children_of(by.officer, today=by.today))
    these = select(Review.id).where(mine, which)
    sent, asks = _sent(transaction, these), _asks(transaction, these)
    rows = transaction.execute(_reviews().where(mine, which))
    return tuple(_line(row, sent.get(row.id, ()), asks.get(row.id, (0, 0, 0))) for row in rows)


def _reviews() -> Select[*tuple[Any, ...]]:
    own_form = Draft.stage.in_((Stage.CONSULTATION, Stage.WATCHING))
    begun = exists().where(Draft.letter_id == Letter.id, own_form)
    recorded = exists().where(Record.review_id == Review.id)
    of_it = and_(Letter.review_id == Review.id, Letter.revoked_at.is_(None))
    replied = and_(LetterReply.letter_id == Letter.id, LetterReply.stage == Stage.CONSULTATION)
    return (
        select(
            *(Review.id, Review.child_id, Review.day, Review.at, Review.part_two_day),
            *(Review.state, Review.code, Review.age, recorded.label("recorded")),
            *(Child.language, Child.interpreter, Letter.id.label("letter_id")),
            *(Letter.interpreter.label("asked_for"), begun.label("begun")),
            *(LetterReply.reply, LetterReply.way, LetterReply.said_at, LetterReply.helped),
            LetterReply.without_pictures,
        )
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Letter, of_it)
        .outerjoin(LetterReply, replied)
        .order_by(Review.day, Review.at, Review.id)
    )


def _still_of_interest(today: date) -> ColumnElement[bool]:
    return or_(
        Review.state == ReviewState.PLANNED,
        and_(
            Review.state == ReviewState.HELD,
            Review.code.is_(None),
            Review.day >= today - STILL_OPEN,
        ),
        and_(Review.code.is_not(None), Review.day >= today - JUST_DONE),
        and_(Review.state == ReviewState.HELD, _waits_for_an_answer()),
        and_(
            Review.state == ReviewState.CANCELLED, or_(_waits_to_be_read(), _waits_for_an_answer())
        ),
    )


def _waits_to_be_read() -> ColumnElement[bool]:
    """Whether the child sent something that their officer has not opened."""
    unread = SentViews.read_at.is_(None), SentViews.answers.is_not(None), ~SentViews.not_iro
    return exists().where(SentViews.review_id == Review.id, *unread)


def _waits_for_an_answer() -> ColumnElement[bool]:
    """Whether something asked for has none, however long ago its review was confirmed."""
    asked = select(Ask.id).join(SentViews, Ask.views_id == SentViews.id)
    open_ = asked.where(SentViews.review_id == Review.id, Ask.outcome.is_(None))
    return exists(open_.where(~SentViews.not_iro))


def _sent(transaction: Session, these: Select[UUID]) -> Mapping[UUID, Sequence[_Sent]]:
    found: dict[UUID, list[_Sent]] = {}
    wanted: Select[*tuple[Any, ...]] = select(
        *(SentViews.review_id, SentViews.sent_at, or_(*_DEALT_WITH)),
        *(SentViews.not_iro, SentViews.withdrawn_at.is_not(None)),
        *(SentViews.wants_talk, SentViews.wants_advocate, SentViews.intends),
    )
    ordered = wanted.where(SentViews.review_id.in_(these)).order_by(SentViews.sent_at)
    for row in transaction.execute(ordered):
        found.setdefault(row.review_id, []).append(_Sent(*row[1:]))
    return found


def _asks(transaction: Session, these: Select[UUID]) -> Mapping[UUID, tuple[int, int, int]]:
    mine_to_answer = and_(Ask.outcome.is_(None), ~SentViews.not_iro)
    counted = (
        select(SentViews.review_id, func.count(), func.count(Ask.outcome),
               func.count().filter(mine_to_answer))
        .join(Ask, Ask.views_id == SentViews.id)
        .where(SentViews.review_id.in_(these))
        .group_by(SentViews.review_id)
    )  # fmt: skip
    rows = transaction.execute(counted)
    return {review: (asked, answered, mine) for review, asked, answered, mine in rows}


def _line(row: Any, everything: Sequence[_Sent], asks: tuple[int, int, int]) -> Line:  # noqa: ANN401  a row of ``_reviews``
    views = [one for one in everything if not one.withdrawn]
    theirs = [one for one in views if not one.past]
    unread = [one for one in theirs if not one.read]
    newest = views[-1] if views else None
    return Line(
        review_id=row.id,
        child_id=row.child_id,
        day=row.day,
        at=row.at,
        part_two_day=row.part_two_day,
        state=row.state,
        code=row.code,
        under4=row.age is not None and row.age < COUNTED_FROM_AGE,
        of_age=row.age is not None and row.age >= OF_AGE,
        recorded=row.recorded,
        language=row.language,
        interpreter=row.interpreter,
        asked_for=row.asked_for,
        heard=_heard(row, everything, views, asks),
        sent_at=newest.at if newest else None,
        intends=newest.intends if newest else None,
        wants_talk=any(one.talk for one in theirs),
        wants_advocate=any(one.advocate for one in theirs),
        unread=len(unread),
        unread_since=unread[0].at if unread else None,
        unanswered=asks[2],
        reply=_reply(row),
    )


def _heard(
    row: Any,  # noqa: ANN401  as above
    everything: Collection[_Sent],
    views: Collection[_Sent],
    asks: tuple[int, int, int],
) -> Heard:
    if views:
        if not all(one.read for one in views):
            return Heard.SENT
        asked, answered, _mine = asks
        return Heard.ANSWERED if asked and asked == answered else Heard.READ
    if row.begun:
        return Heard.PART
    if everything:
        return Heard.WITHDRAWN
    return Heard.NOTHING if row.letter_id else Heard.NOT_INVITED


def _reply(row: Any) -> Standing | None:  # noqa: ANN401  as above
    if row.reply is None:
        return None
    wanted = Wanted(Reply(row.reply), row.way)
    return Standing(wanted, row.said_at, row.helped, row.without_pictures)
