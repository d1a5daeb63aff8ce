"""The office’s list: whose review is when, whose letter is out, and who needs a date.

It tells that something came back and never what. Names stay sealed here; whoever shows the
list opens them under one row of the log. The number of queries does not grow with the list.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from feedback.due_dates import Clocks, add_working_days
from feedback.questionnaire import Stage
from feedback.replies import Reply, Way
from feedback.services.guessing import LONDON
from feedback.store.models import (
    Child,
    Episode,
    Letter,
    LetterReply,
    Review,
    ReviewState,
    SentViews,
    Staff,
)

STILL_OUT = timedelta(days=60)
"""How long after a review its letter stays on the list: its evaluation is open till then."""

_LIVE = aliased(Letter)
_ENDED = aliased(Letter)


class Show(StrEnum):
    """Which reviews are listed."""

    TO_COME = "to-come"
    DUE = "due"
    INVITED = "invited"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Moment:
    """When the list is read, by which clocks and closed days."""

    now: datetime
    clocks: Clocks
    closed: tuple[date, ...] = ()

    @property
    def here(self) -> datetime:
        """Return the moment as clocks in England show it."""
        return self.now.astimezone(LONDON)

    @property
    def last_due(self) -> date:
        """Return the last day of a review whose consultation is open today."""
        opens = self.clocks.consultation_opens
        return add_working_days(self.here.date(), opens, closed=self.closed)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a long list is wanted."""

    skip: int = 0
    most: int | None = None


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Line:
    """One review, and where its letter stands. ``came_back`` says that, and never what.

    ``reply`` is what the child said to being asked: nobody is reminded after it.
    ``interpreter`` is the language in which they asked for one.
    """

    review_id: UUID
    child_id: UUID
    child_number: str
    named: bytes | None = field(repr=False)
    day: date
    at: time | None
    officer: str | None
    age: int | None
    easier: bool
    letter_number: str | None
    invited_at: datetime | None
    had_letter: bool
    came_back: bool
    reply: Reply | None
    way: Way | None
    interpreter: str | None
    moved: bool
    """Whether the child moved, which ended the letter, and a new one is to be made."""

    @property
    def invited_on(self) -> date | None:
        """Return the day in England on which the letter that is out was made."""
        return None if self.invited_at is None else self.invited_at.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Undated:
    """A child in care without a review to come, who therefore cannot be invited."""

    child_id: UUID
    child_number: str
    named: bytes | None = field(repr=False)
    last_review: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How long each list is."""

    to_come: int
    due: int
    invited: int
    needs_a_date: int


def lines(transaction: Session, show: Show, *, at: Moment, part: Part = WHOLE) -> tuple[Line, ...]:
    """List reviews, the soonest first."""
    wanted = _reviews().where(_shown(show, at)).order_by(Review.day, Review.at, Review.id)
    rows = transaction.execute(wanted.offset(part.skip).limit(part.most))
    return tuple(Line(*row) for row in rows)


def lines_of(transaction: Session, review_ids: Collection[UUID]) -> tuple[Line, ...]:
    """Find the lines of these reviews, whatever became of them; those unknown are left out."""
    return tuple(
        Line(*row) for row in transaction.execute(_reviews().where(Review.id.in_(review_ids)))
    )


def undated(transaction: Session, *, at: Moment, part: Part = WHOLE) -> tuple[Undated, ...]:
    """List the children who need a date, those longest without a review first."""
    last = func.max(Review.day).filter(Review.state == ReviewState.HELD)
    wanted = (
        select(Child.id, Child.number, Child.named, last)
        .outerjoin(Review, Review.child_id == Child.id)
        .where(_needs_a_date(at))
        .group_by(Child.id, Child.number, Child.named)
        .order_by(last.is_not(None), last, Child.number)
    )
    rows = transaction.execute(wanted.offset(part.skip).limit(part.most))
    return tuple(Undated(*row) for row in rows)


def counts(transaction: Session, *, at: Moment) -> Counts:
    """Say how long each list is, in one query."""
    shown = (Show.TO_COME, Show.DUE, Show.INVITED)
    undated_ones = select(func.count(Child.id)).where(_needs_a_date(at)).scalar_subquery()
    lengths = [_length(show, at).label(show.name) for show in shown]
    found: tuple[int, ...] = tuple(transaction.execute(select(*lengths, undated_ones)).one())
    return Counts(*found)


def _reviews() -> Select[*tuple[Any, ...]]:
    had_one = exists().where(_ENDED.review_id == Review.id)
    came_back = exists().where(SentViews.review_id == Review.id)
    moved = and_(_awaits_new(), _LIVE.id.is_(None))
    return (
        select(
            *(Review.id, Child.id, Child.number, Child.named, Review.day, Review.at),
            *(Staff.name, Review.age, Child.easier, _LIVE.number, _LIVE.issued_at),
            *(had_one, came_back, LetterReply.reply, LetterReply.way, _LIVE.interpreter, moved),
        )
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Staff, Staff.id == Review.officer_id)
        .outerjoin(_LIVE, _is_live())
        .outerjoin(LetterReply, _is_of_the_consultation())
    )


def _length(show: Show, at: Moment) -> ScalarSelect[int]:
    counted = select(func.count(Review.id)).outerjoin(_LIVE, _is_live())
    return counted.where(_shown(show, at)).scalar_subquery()


def _is_live() -> ColumnElement[bool]:
    return and_(_LIVE.review_id == Review.id, _LIVE.revoked_at.is_(None))


def _is_of_the_consultation() -> ColumnElement[bool]:
    return and_(LetterReply.letter_id == _LIVE.id, LetterReply.stage == Stage.CONSULTATION)


def _shown(show: Show, at: Moment) -> ColumnElement[bool]:
    today = at.here.date()
    to_come = and_(Review.state == ReviewState.PLANNED, Review.day >= today)
    out = and_(
        _LIVE.id.is_not(None),
        Review.state != ReviewState.CANCELLED,
        Review.day >= today - STILL_OUT,
    )
    shown = {Show.TO_COME: to_come, Show.INVITED: out, Show.ANY: or_(to_come, out)}
    if show in shown:
        return shown[show]
    moved = and_(
        _awaits_new(), _LIVE.id.is_(None), Review.state != ReviewState.CANCELLED,
        Review.day >= today - STILL_OUT,
    )  # fmt: skip
    return or_(and_(to_come, _may_be_invited(at)), moved)


def _awaits_new() -> ColumnElement[bool]:
    """Say that the child moved, which ended the letter, and that no new one was made since."""
    return exists().where(_ENDED.review_id == Review.id, _ENDED.awaits_new)


def _may_be_invited(at: Moment) -> ColumnElement[bool]:
    """Say that a review has not begun, its consultation is open, and it never had a letter."""
    not_begun = or_(Review.day > at.here.date(), Review.at.is_(None), Review.at > at.here.time())
    return and_(
        not_begun,
        Review.day <= at.last_due,
        ~exists().where(_ENDED.review_id == Review.id),
    )


def _needs_a_date(at: Moment) -> ColumnElement[bool]:
    today = at.here.date()
    in_care = exists().where(
        Episode.child_id == Child.id,
        Episode.began <= today,
        or_(Episode.ended.is_(None), Episode.ended >= today),
    )
    planned = aliased(Review)
    to_come = exists().where(
        planned.child_id == Child.id, planned.state == ReviewState.PLANNED, planned.day >= today
    )
    return and_(Child.in_last_import, ~Child.short_breaks_only, in_care, ~to_come)
