"""A reminder that the office gave: by which way, and which of them it was."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key, one_of
from feedback.store.models.people import Staff
from feedback.store.models.review import Review


class Reminded(StrEnum):
    """How a child was reminded. None of it is a message that the portal sends."""

    PRINTED = "printed"
    PHONED = "phoned"
    PASSED_ON = "passed-on"


class Reminder(Base):
    """One reminder before one review. The database refuses it once the child said anything."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint("number >= 1", "counted_from_one"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    number: Mapped[int]
    way: Mapped[Reminded] = mapped_column(one_of(Reminded, "way"))
    done_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    done_at: Mapped[datetime]
