"""Asking to read one record outside one’s own cases, and agreeing to it: a reason and two people.

An officer asks for what one child sent before their last review, or one before, and says why.
A manager or somebody on duty agrees, and never whoever asked. Then that record opens for 60
minutes. What a child sent past their own officer is not in it: others read that.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from feedback.errors import GlassRefused
from feedback.services.assigned import is_assigned
from feedback.services.opened_by_two import WAITS_FOR
from feedback.services.outside import Who, find, place_of
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Child, OutsideReading, Review, SentViews
from feedback.store.models.base import new_key

SHORTEST_REASON, LONGEST_REASON = 20, 1_000
ASKED, AGREED, DECLINED = "asked-outside-own", "agreed-outside-own", "declined-outside-own"
GIVEN_BACK = "gave-back-outside"
_REVIEW = Review.__tablename__


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which record is asked for: the council’s number of the child, and a day if not the last."""

    number: str
    day: date | None
    reason: str = field(repr=False)


def ask(transaction: Session, wanted: Wanted, *, by: Who) -> UUID:
    """Ask to read one record, and return the key of the asking.

    Refuses with ``GlassRefused`` a reason too short or too long, a child of one’s own, what is
    not there, and a second asking while one waits.
    """
    reason = " ".join(wanted.reason.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise GlassRefused("Say why in a sentence: 20 letters or more, and at most 1,000.")
    review = transaction.scalar(_last_sent(wanted))
    if review is None or is_assigned(transaction, by.staff_id, review.child_id, today=by.today):
        raise GlassRefused("No child outside your own cases with that number sent anything.")
    still = select(OutsideReading).where(
        OutsideReading.asked_by == by.staff_id,
        OutsideReading.review_id == review.id,
        OutsideReading.decided_at.is_(None),
    )
    waiting = transaction.scalar(still)
    if waiting is not None and by.now < waiting.asked_at + WAITS_FOR:
        raise GlassRefused("You have asked for this already. It waits for a second person.")
    if waiting is not None:
        transaction.delete(waiting)
        transaction.flush()
    row = OutsideReading(id=new_key(), review_id=review.id, asked_by=by.staff_id, asked_at=by.now)
    row.reason = by.keys.seal(reason.encode(), place_of(row.id))
    transaction.add(row)
    transaction.flush()
    act = Act(ASKED, _REVIEW, review.id, reason)
    audit.write(transaction, by.actor, act, keys=by.keys, now=by.now)
    return row.id


def decide(transaction: Session, reading_id: UUID, *, agreed: bool, by: Who) -> None:
    """Agree, or not, as the second person.

    Refuses with ``GlassRefused`` one’s own asking, and what does not wait any more.
    """
    wanted = select(OutsideReading).where(OutsideReading.id == reading_id).with_for_update()
    row = transaction.scalar(wanted)
    if row is None or row.decided_at is not None or by.now >= row.asked_at + WAITS_FOR:
        raise GlassRefused("This does not wait for a second person any more.")
    if row.asked_by == by.staff_id:
        raise GlassRefused("You asked for this, so somebody else decides.")
    row.decided_by, row.decided_at, row.agreed = by.staff_id, by.now, agreed
    transaction.flush()
    act = Act(AGREED if agreed else DECLINED, _REVIEW, row.review_id)
    audit.write(transaction, by.actor, act, keys=by.keys, now=by.now)


def give_back(transaction: Session, reading_id: UUID, *, by: Who) -> None:
    """Shut it before its time, as whoever asked for it."""
    line = find(transaction, reading_id, by=by)
    row = transaction.get_one(OutsideReading, line.id)
    row.given_back_at = by.now
    transaction.flush()
    act = Act(GIVEN_BACK, _REVIEW, row.review_id)
    audit.write(transaction, by.actor, act, keys=by.keys, now=by.now)


def _last_sent(wanted: Wanted) -> Select[Review]:
    """Ask for the last review for which something stands, or for the one of a day."""
    stands = select(SentViews.review_id).where(
        SentViews.answers.is_not(None), SentViews.not_iro.is_(False)
    )
    found = (
        select(Review)
        .join(Child, Child.id == Review.child_id)
        .where(func.lower(Child.number) == wanted.number.strip().lower(), Review.id.in_(stands))
        .order_by(Review.day.desc(), Review.sequence.desc())
        .limit(1)
    )
    return found if wanted.day is None else found.where(Review.day == wanted.day)
