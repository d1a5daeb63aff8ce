"""The past reviews of every child, with what says whether their words may go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.services.file_statement import filed_views
from feedback.services.guessing import LONDON
from feedback.store.models import (
    Card,
    Challenge,
    Episode,
    Letter,
    OutcomeLetter,
    Record,
    Review,
    ReviewState,
    SentViews,
    Statement,
)

Among = Collection[UUID] | None
"""Children, fewer than one statement may name; none stands for all."""


@dataclass(frozen=True, slots=True)
class Past:
    """One past review. ``has_words`` says whether anything is left that goes with its words."""

    id: UUID
    child_id: UUID
    day: date
    state: ReviewState
    recorded: datetime | None
    filed: datetime | None
    is_unfiled: bool
    has_words: bool

    @property
    def filed_on(self) -> date | None:
        """The day from which the whole review counts as filed.

        It was held and recorded, and everything that was sent before it is in the case
        system; where nothing was sent, the record is all there is to file.
        """
        if self.state is not ReviewState.HELD or self.recorded is None or self.is_unfiled:
            return None
        return max(day_of(one) for one in (self.recorded, self.filed) if one is not None)


def past_reviews(
    transaction: Session, *, today: date, among: Among = None
) -> Mapping[UUID, tuple[Past, ...]]:
    """List every review of a day before this one by child, the oldest first, in one query."""
    rows = transaction.execute(
        select(
            *(Review.id, Review.child_id, Review.day, Review.state),
            _recorded().label("recorded"),
            _filed().label("filed"),
            _is_unfiled().label("is_unfiled"),
            _has_words().label("has_words"),
        )
        .where(Review.day < today, one_of(Review.child_id, among))
        .order_by(Review.child_id, Review.day, Review.sequence)
    )
    past = (Past(*row) for row in rows)
    return {child: tuple(theirs) for child, theirs in groupby(past, key=lambda one: one.child_id)}


def care_ended(transaction: Session, *, among: Among = None) -> Mapping[UUID, date]:
    """Say of each child that is in care no more on which day care ended."""
    rows = transaction.execute(
        select(Episode.child_id, func.max(Episode.ended))
        .where(one_of(Episode.child_id, among))
        .group_by(Episode.child_id)
        .having(func.count() == func.count(Episode.ended))
    )
    return {child: ended for child, ended in rows if ended is not None}


def one_of(child: InstrumentedAttribute[UUID], among: Among) -> ColumnElement[bool]:
    """Say that a row is of one of these children; of whomever, when none are named."""
    return true() if among is None else child.in_(among)


def day_of(moment: datetime) -> date:
    """Return the day it was in England."""
    return moment.astimezone(LONDON).date()


def _recorded() -> ScalarSelect[datetime]:
    first = select(func.min(Record.recorded_at)).where(Record.review_id == Review.id, Record.held)
    return first.scalar_subquery()


def _filed() -> ScalarSelect[datetime | None]:
    last = select(func.max(Statement.filed_at)).where(Statement.review_id == Review.id)
    return last.scalar_subquery()


def _is_unfiled() -> ColumnElement[bool]:
    """Whether words of a child lie here alone. A form without an answer needs no filing."""
    return exists().where(
        SentViews.review_id == Review.id,
        SentViews.answers.is_not(None),
        SentViews.real,
        SentViews.id.not_in(filed_views()),
    )


def _has_words() -> ColumnElement[bool]:
    out = select(Letter.review_id).where(Letter.revoked_at.is_(None))
    shown = select(Letter.review_id).join(Card, Card.letter_id == Letter.id)
    return or_(
        exists().where(SentViews.review_id == Review.id, SentViews.answers.is_not(None)),
        exists().where(Challenge.review_id == Review.id),
        exists().where(OutcomeLetter.review_id == Review.id),
        Review.id.in_(out),
        Review.id.in_(shown),
    )
