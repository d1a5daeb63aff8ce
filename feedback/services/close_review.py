"""Closing a review: only when it is recorded, its code is confirmed and every ask is answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.errors import ClosingRefused
from feedback.participation import OF_AGE
from feedback.services.deciding import Hand, own_review
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import Ask, Challenge, OutcomeLetter, Review, ReviewState, SentViews

CLOSED, OPENED_AGAIN = "closed-review", "opened-review-again"


class Gap(StrEnum):
    """What still keeps a review open."""

    NOT_HELD = "not-held"
    NO_CODE = "no-code"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Closing:
    """What a review waits for, when it was closed, and whether letters or alerts were made."""

    gaps: tuple[Gap, ...]
    unanswered: int
    closed_at: datetime | None
    letter_made: bool
    any_alert: bool


_WORDS = {
    Gap.NOT_HELD: "Record first that the review was held.",
    Gap.NO_CODE: "Confirm first how the child took part.",
    Gap.UNANSWERED: "Answer first everything the child asked for.",
}


def columns() -> tuple[Any, ...]:
    """Return what a query about reviews must ask for, besides, so that ``closing_of`` can tell.

    What a child sent past their own officer counts as well: somebody owes an answer.
    """
    asked = select(func.count()).select_from(Ask).join(SentViews, SentViews.id == Ask.views_id)
    waiting = asked.where(SentViews.review_id == Review.id, Ask.outcome.is_(None))
    letters = select(func.count()).where(OutcomeLetter.review_id == Review.id)
    alerts = select(func.count()).where(Challenge.review_id == Review.id)
    return (
        Review.closed_at,
        waiting.correlate(Review).scalar_subquery().label("waiting"),
        letters.correlate(Review).scalar_subquery().label("letters"),
        alerts.correlate(Review).scalar_subquery().label("alerts"),
    )


def closing_of(row: Any) -> Closing:  # noqa: ANN401  a row with state, code, age and ``columns``
    """Say what still keeps a review open, out of a row that is at hand."""
    return Closing(
        tuple(_gaps(row)),
        row.waiting,
        row.closed_at,
        letter_made=row.letters > 0,
        any_alert=row.alerts > 0,
    )


def closing(transaction: Session, review_id: UUID) -> Closing:
    """Say what still keeps a review open, in one query."""
    asked = select(Review.state, Review.code, Review.age, *columns())
    return closing_of(transaction.execute(asked.where(Review.id == review_id)).one())


def close(transaction: Session, review_id: UUID, *, by: Hand, keys: Keys) -> None:
    """Close a review of this officer’s. Closing twice adds nothing.

    Refuses with ``ClosingRefused`` while anything of it is open. The database refuses an
    unanswered ask as well, and opens the review again when one comes later.
    """
    review = own_review(transaction, review_id, by)
    if review.closed_at is not None:
        return
    transaction.flush()
    standing = closing(transaction, review_id)
    if standing.gaps:
        raise ClosingRefused(_WORDS[standing.gaps[0]])
    review.closed_at, review.closed_by = by.now, by.officer
    _write(transaction, review, CLOSED, by, keys)


def open_again(transaction: Session, review_id: UUID, *, by: Hand, keys: Keys) -> None:
    """Open a closed review again, because something of it has to be put right."""
    review = own_review(transaction, review_id, by)
    if review.closed_at is None:
        return
    review.closed_at = review.closed_by = None
    _write(transaction, review, OPENED_AGAIN, by, keys)


def _gaps(row: Any) -> list[Gap]:  # noqa: ANN401  as above
    of_age = row.age is not None and row.age >= OF_AGE
    held = row.state is ReviewState.HELD
    found = {
        Gap.NOT_HELD: not held,
        Gap.NO_CODE: held and row.code is None and not of_age,
        Gap.UNANSWERED: row.waiting > 0,
    }
    return [gap for gap, there in found.items() if there]


def _write(transaction: Session, review: Review, what: str, by: Hand, keys: Keys) -> None:
    transaction.flush()
    act = Act(what, Review.__tablename__, review.id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)
