"""Children who meant to go to their review and were not there: a work list, never a figure."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from feedback.intention import Intention
from feedback.participation import Attended
from feedback.services.assigned import children_of
from feedback.services.deciding import Hand
from feedback.store.models import Child, Record, Review, ReviewState, SentViews

LOOKING_BACK = timedelta(days=366)
"""How far back the list goes: a year of reviews."""
_GOING = frozenset(one for one in Intention if one is Intention.GO or one.startswith("go-"))


@dataclass(frozen=True, slots=True)
class Missed:
    """One review a child meant to go to and did not."""

    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    intends: str


def wanted_to_come(transaction: Session, *, by: Hand) -> tuple[Missed, ...]:
    """List the reviews of this officer’s children where it went so, the newest first.

    What the child meant last counts, and the record as it stands. Views that were taken back
    say nothing. How many there are may be shown to the officer, who may open each.
    """
    said = (
        select(
            SentViews.review_id,
            SentViews.intends,
            func.row_number()
            .over(
                partition_by=SentViews.review_id,
                order_by=(SentViews.sent_at.desc(), SentViews.id),
            )
            .label("place"),
        )
        .where(SentViews.intends.is_not(None), SentViews.withdrawn_at.is_(None))
        .subquery()
    )
    every = aliased(Record)
    last = select(func.max(every.number)).where(every.review_id == Review.id).scalar_subquery()
    rows = transaction.execute(
        select(Review.id, Child.id, Child.named, Review.day, said.c.intends)
        .join(Child, Child.id == Review.child_id)
        .join(Record, Record.review_id == Review.id)
        .join(said, said.c.review_id == Review.id)
        .where(Review.child_id.in_(children_of(by.officer, today=by.today)))
        .where(Review.state == ReviewState.HELD, Review.day >= by.today - LOOKING_BACK)
        .where(Record.number == last, Record.attended == Attended.NO)
        .where(said.c.place == 1, said.c.intends.in_(_GOING))
        .order_by(Review.day.desc(), Review.id)
    )
    return tuple(Missed(*row) for row in rows)
