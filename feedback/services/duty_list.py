"""The duty list: what a human must look at today, and who has it already.

It says that, for whom and since when, and never what: the content is read on a page of
its own, after the log knows. Names stay sealed here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.due_dates import Clocks
from feedback.services.raise_concern import Escalation, escalation, open_concerns
from feedback.services.unread import unread
from feedback.services.work import is_long_ago, last_worked
from feedback.store.models import Child, Concern, ConcernKind, Letter, Review, SentViews, Staff

HANDED_OVER = timedelta(hours=24)
"""How long what somebody took on stays on the list, for whoever comes after."""


@dataclass(frozen=True, slots=True)
class About:
    """Whom something is about, and who answers for them."""

    child_id: UUID
    named: bytes | None = field(repr=False)
    officer: str


@dataclass(frozen=True, slots=True)
class Raised:
    """One concern nobody has yet."""

    id: UUID
    kind: ConcernKind
    raised_at: datetime
    due: Escalation
    about: About


@dataclass(frozen=True, slots=True)
class Unread:
    """Something a child sent that nobody has opened in time."""

    views_id: UUID
    sent_at: datetime
    look_first: bool
    about: About


@dataclass(frozen=True, slots=True)
class Taken:
    """One concern that a named person has."""

    kind: ConcernKind
    seen_at: datetime
    seen_by: str
    about: About


@dataclass(frozen=True, slots=True)
class DutyList:
    """Everything duty must know. ``late`` is that nobody does what is due: the worker stands."""

    raised: tuple[Raised, ...]
    unread: tuple[Unread, ...]
    taken: tuple[Taken, ...]
    worked_at: datetime | None
    late: bool

    @property
    def names(self) -> Mapping[UUID, bytes | None]:
        """Return every name the page will show, sealed, each child once."""
        return {one.about.child_id: one.about.named for one in self._all()}

    def _all(self) -> Collection[Raised | Unread | Taken]:
        return (*self.raised, *self.unread, *self.taken)


def duty_list(transaction: Session, *, clocks: Clocks, now: datetime) -> DutyList:
    """List what waits, the oldest first, in a number of queries that does not grow."""
    concerns = open_concerns(transaction)
    waiting = unread(transaction, clocks=clocks, now=now)
    taken = _taken(transaction, now)
    reviews = {one.review_id for one in concerns}
    reviews |= {one.review_id for one in waiting} | {row.review_id for row in taken}
    about = _about(transaction, reviews)
    worked = last_worked(transaction)
    return DutyList(
        raised=tuple(
            Raised(one.id, one.kind, one.raised_at, escalation(one.raised_at, now),
                   about[one.review_id])
            for one in concerns
        ),
        unread=tuple(
            Unread(one.views_id, one.sent_at, one.look_first, about[one.review_id])
            for one in waiting
        ),
        taken=tuple(
            Taken(row.kind, row.seen_at, row.name, about[row.review_id]) for row in taken
        ),
        worked_at=worked,
        late=is_long_ago(worked, now=now),
    )  # fmt: skip


def about_views(transaction: Session, views_id: UUID) -> About | None:
    """Return who sent these views, and who answers for them; nothing for views there are not."""
    row = transaction.execute(
        select(Child.id, Child.named, Staff.name)
        .select_from(SentViews)
        .join(Review, Review.id == SentViews.review_id)
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Staff, Staff.id == Review.officer_id)
        .where(SentViews.id == views_id)
    ).one_or_none()
    return About(row[0], row[1], row[2] or "") if row else None


@dataclass(frozen=True, slots=True)
class _Row:
    kind: ConcernKind
    seen_at: datetime
    name: str
    review_id: UUID


def _taken(transaction: Session, now: datetime) -> list[_Row]:
    rows = transaction.execute(
        select(Concern.kind, Concern.seen_at, Staff.name, Letter.review_id)
        .join(Letter, Letter.id == Concern.letter_id)
        .join(Staff, Staff.id == Concern.seen_by)
        .where(Concern.seen_at > now - HANDED_OVER)
        .order_by(Concern.seen_at.desc())
    )
    return [_Row(kind, seen_at, name, review) for kind, seen_at, name, review in rows if seen_at]


def _about(transaction: Session, reviews: Collection[UUID]) -> Mapping[UUID, About]:
    rows = transaction.execute(
        select(Review.id, Child.id, Child.named, Staff.name)
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Staff, Staff.id == Review.officer_id)
        .where(Review.id.in_(reviews))
    )
    return {review: About(child, named, officer or "") for review, child, named, officer in rows}
