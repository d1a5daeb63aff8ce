"""Lets the letters that are out follow what an import has changed about their reviews."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.services.import_caseload_changes import Changes
from feedback.services.invite import Desk, follow
from feedback.store.audit import Permit
from feedback.store.models import Letter, Review

_SHOWN = frozenset({"day", "at", "officer_id"})
"""What a child’s page says of the review."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The children, officers and reviews of which something shown to a child has changed."""

    children: frozenset[UUID]
    officers: frozenset[UUID]
    reviews: frozenset[UUID]

    @classmethod
    def by(cls, *, children: Changes, officers: Changes, reviews: Changes) -> "Touched":
        """Gather who has another name and which reviews another day, hour or officer."""
        return cls(
            children.touched({"named"}), officers.touched({"name"}), reviews.touched(_SHOWN)
        )


def let_letters_follow(
    transaction: Session, touched: Touched, *, desk: Desk, permit: Permit
) -> None:
    """Rewrite the hours and the greeting of each live letter that is touched."""
    live = select(Letter.review_id).where(Letter.revoked_at.is_(None))
    for review in transaction.scalars(select(Review).where(Review.id.in_(live))).all():
        if (
            review.id in touched.reviews
            or review.child_id in touched.children
            or review.officer_id in touched.officers
        ):
            follow(transaction, review, desk=desk, permit=permit)
