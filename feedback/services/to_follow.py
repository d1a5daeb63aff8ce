"""Which follow-ups are still to be done, and which want to know whether they worked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from feedback.following import Cause, Doing, Worked
from feedback.participation import Indicator
from feedback.store.models import Child, FollowUp, Review, ReviewState, Staff


@dataclass(frozen=True, slots=True)
class Next:
    """The review after the one that was not as it should be."""

    day: date
    state: ReviewState
    code: Indicator | None


@dataclass(frozen=True, slots=True)
class Following:
    """What follows one review, as it stands now."""

    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    cause: Cause
    owner: str
    due: date
    doing: Doing
    worked: Worked | None
    after: Next | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.doing is Doing.OPEN

    @property
    def asks_whether_it_worked(self) -> bool:
        """Whether it is over, a next review was held, and nobody has said if it worked."""
        held = self.after is not None and self.after.state is ReviewState.HELD
        return not self.is_open and self.worked is None and held


def to_follow(
    transaction: Session, children: Select[UUID] | None = None
) -> tuple[tuple[Following, ...], tuple[Following, ...]]:
    """List what is to be done, by its day, and what wants to know whether it worked.

    ``children`` narrows it to those an officer answers for.
    """
    wanted = current()
    if children is not None:
        wanted = wanted.where(Review.child_id.in_(children))
    rows = transaction.execute(wanted.order_by(FollowUp.due_day, Review.day)).all()
    after = next_reviews(transaction, {row.child_id for row in rows})
    found = [following(row, after) for row in rows]
    return (
        tuple(one for one in found if one.is_open),
        tuple(one for one in found if one.asks_whether_it_worked),
    )


def current() -> Select[*tuple[Any, ...]]:
    """Ask for the newest row of each review, with its child and owner."""
    other = aliased(FollowUp)
    newest = (
        select(func.max(other.number)).where(other.review_id == FollowUp.review_id)
    ).scalar_subquery()
    return (
        select(
            FollowUp.review_id,
            Review.child_id,
            Child.named,
            Review.day,
            FollowUp.cause,
            Staff.name.label("owner"),
            FollowUp.due_day,
            FollowUp.doing,
            FollowUp.worked,
        )
        .join(Review, Review.id == FollowUp.review_id)
        .join(Child, Child.id == Review.child_id)
        .join(Staff, Staff.id == FollowUp.owner_id)
        .where(FollowUp.number == newest)
    )


def next_reviews(transaction: Session, children: Collection[UUID]) -> Mapping[UUID, list[Next]]:
    """Return the reviews of these children that are planned or were held, the earliest first."""
    rows = transaction.execute(
        select(Review.child_id, Review.day, Review.state, Review.code)
        .where(Review.child_id.in_(children), Review.state != ReviewState.CANCELLED)
        .order_by(Review.day)
    )
    found: dict[UUID, list[Next]] = {}
    for row in rows:
        found.setdefault(row.child_id, []).append(Next(row.day, row.state, row.code))
    return found


def following(row: Any, reviews: Mapping[UUID, list[Next]]) -> Following:  # noqa: ANN401  a row of ``current``
    """Say what follows a review, beside the review after it."""
    later = (one for one in reviews.get(row.child_id, ()) if one.day > row.day)
    return Following(
        review_id=row.review_id,
        child_id=row.child_id,
        named=row.named,
        day=row.day,
        cause=row.cause,
        owner=row.owner,
        due=row.due_day,
        doing=row.doing,
        worked=row.worked,
        after=next(later, None),
    )
