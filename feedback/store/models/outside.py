"""A reading outside one’s own cases: asked for with a reason, agreed to by a second person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed, new_key
from feedback.store.models.people import Staff
from feedback.store.models.review import Review

SHORTEST_SEALED = 78
"""Bytes of an envelope that holds 20 letters: 58 of them are its own."""

_WAITS = text("decided_at IS NULL")


class OutsideReading(Base):
    """One officer, one review of another’s child, one reason. A trigger keeps what was decided."""

    __tablename__ = "outside_reading"
    __table_args__ = (
        CheckConstraint("decided_by <> asked_by", "two_people"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", "decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (agreed IS NULL)", "decided_either_way"),
        CheckConstraint("decided_at IS NULL OR decided_at >= asked_at", "decided_after_asking"),
        CheckConstraint("given_back_at IS NULL OR agreed", "given_back_once_opened"),
        CheckConstraint(f"length(reason) >= {SHORTEST_SEALED}", "reason_is_a_sentence"),
        Index(
            "uq_outside_reading_waits",
            "asked_by",
            "review_id",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index("ix_outside_reading_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    asked_at: Mapped[datetime]
    reason: Mapped[bytes] = mapped_column(Sealed)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    decided_at: Mapped[datetime | None] = mapped_column(
        comment="If agreed, it opens for 60 minutes from here"
    )
    agreed: Mapped[bool | None]
    given_back_at: Mapped[datetime | None] = mapped_column(comment="Shut before its time")
