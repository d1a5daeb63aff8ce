"""An officer’s caseload: the reviews of their own children, and where each stands.

The number of queries does not grow with the number of children. Names stay sealed here;
whoever shows the list opens them under one row of the log.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, defer

from feedback.participation import COUNTED_FROM_AGE, Indicator
from feedback.services import reply
from feedback.services.deciding import Hand
from feedback.services.reply import Standing
from feedback.store.models import (
    Ask,
    Assignment,
    Child,
    Draft,
    Letter,
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
    recorded: bool
    named: bytes | None = field(repr=False)
    language: str
    interpreter: bool
    asked_for: str | None
    """The language in which the child asked for an interpreter."""
    heard: Heard
    intends: str | None
    wants_talk: bool
    wants_advocate: bool
    unread: int
    reply: Standing | None
    """What the child said to being asked: no, later or another way."""

    @property
    def is_over(self) -> bool:
        """Whether it was held, so that only the record or the code is waiting."""
        return self.state is ReviewState.HELD

    def has_been(self, today: date) -> bool:
        """Whether its day has come, so that it can be recorded."""
        return self.day <= today


def caseload(transaction: Session, *, by: Hand) -> tuple[Line, ...]:
    """List the reviews of this officer’s children: to come, to record, to confirm, just done.

    The soonest first. Only children this officer answers for today.
    """
    rows = transaction.execute(_reviews(by)).all()
    ids = [row.Review.id for row in rows]
    sent, asks, written = (
        _sent(transaction, ids),
        _asks(transaction, ids),
        _drafts(transaction, ids),
    )
    replies = reply.of_reviews(transaction, ids)
    return tuple(_line(row, sent, asks, written, replies.get(row.Review.id)) for row in rows)


def _reviews(by: Hand) -> Select[Review, Child, bool, bool, str | None]:
    live = Letter.review_id == Review.id, Letter.revoked_at.is_(None)
    has_letter = exists().where(*live)
    asked_for = select(Letter.interpreter).where(*live).scalar_subquery()
    recorded = exists().where(Record.review_id == Review.id)
    return (
        select(
            *(Review, Child, has_letter.label("invited"), recorded.label("recorded")),
            asked_for.label("asked_for"),
        )
        .join(Child, Child.id == Review.child_id)
        .join(Assignment, Assignment.child_id == Child.id)
        .where(Assignment.staff_id == by.officer, Assignment.since <= by.today)
        .where(or_(Assignment.until.is_(None), Assignment.until >= by.today))
        .where(_still_of_interest(by.today))
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
    )


def _sent(transaction: Session, ids: Collection[UUID]) -> Mapping[UUID, list[SentViews]]:
    found: dict[UUID, list[SentViews]] = {}
    wanted = select(SentViews).where(SentViews.review_id.in_(ids)).order_by(SentViews.sent_at)
    for views in transaction.scalars(wanted.options(defer(SentViews.answers, raiseload=True))):
        found.setdefault(views.review_id, []).append(views)
    return found


def _asks(transaction: Session, ids: Collection[UUID]) -> Mapping[UUID, tuple[int, int]]:
    counted = (
        select(SentViews.review_id, func.count(), func.count(Ask.outcome))
        .join(Ask, Ask.views_id == SentViews.id)
        .where(SentViews.review_id.in_(ids))
        .group_by(SentViews.review_id)
    )
    return {review: (asked, answered) for review, asked, answered in transaction.execute(counted)}


def _drafts(transaction: Session, ids: Collection[UUID]) -> frozenset[UUID]:
    begun = (
        select(Letter.review_id)
        .join(Draft, Draft.letter_id == Letter.id)
        .where(Letter.review_id.in_(ids), Letter.revoked_at.is_(None))
    )
    return frozenset(transaction.scalars(begun))


def _line(
    row: Row[Review, Child, bool, bool, str | None],
    sent: Mapping[UUID, list[SentViews]],
    asks: Mapping[UUID, tuple[int, int]],
    written: frozenset[UUID],
    replied: Standing | None,
) -> Line:
    review, child, invited, recorded, asked_for = row
    everything = sent.get(review.id, [])
    views = [one for one in everything if one.withdrawn_at is None]
    taken_back = bool(everything) and not views
    newest = views[-1] if views else None
    part = review.id in written
    theirs = [one for one in views if not one.not_iro]
    return Line(
        review_id=review.id,
        child_id=child.id,
        day=review.day,
        at=review.at,
        part_two_day=review.part_two_day,
        state=review.state,
        code=review.code,
        under4=review.age is not None and review.age < COUNTED_FROM_AGE,
        recorded=recorded,
        named=child.named,
        language=child.language,
        interpreter=child.interpreter,
        asked_for=asked_for,
        heard=Heard.WITHDRAWN
        if taken_back and not part
        else _heard(views, asks.get(review.id), invited=invited, part=part),
        intends=newest.intends if newest else None,
        wants_talk=any(one.wants_talk for one in theirs),
        wants_advocate=any(one.wants_advocate for one in theirs),
        unread=sum(one.read_at is None for one in theirs),
        reply=replied,
    )


def _heard(
    views: Collection[SentViews], asks: tuple[int, int] | None, *, invited: bool, part: bool
) -> Heard:
    if not views:
        return Heard.PART if part else Heard.NOTHING if invited else Heard.NOT_INVITED
    if any(one.read_at is None for one in views):
        return Heard.SENT
    asked, answered = asks or (0, 0)
    return Heard.ANSWERED if asked and asked == answered else Heard.READ
