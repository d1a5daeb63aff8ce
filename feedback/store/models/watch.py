"""What managers keep: who covers for whom, and what follows when a child was not heard."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.following import Cause, Doing, Worked
from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.people import Staff
from feedback.store.models.review import Review


class Absence(Base):
    """An officer is away between two days, and another answers for all their children too."""

    __tablename__ = "absence"
    __table_args__ = (
        UniqueConstraint("staff_id", "since"),
        CheckConstraint("until >= since", "ends_after_it_began"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    cover_id: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), index=True)
    since: Mapped[date]
    until: Mapped[date] = mapped_column(comment="Last day")
    set_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    set_at: Mapped[datetime]


class FollowUp(Base):
    """What is done about a review at which a child was not heard. A change is a further row."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint("worked IS NULL OR doing <> 'open'", "worked_when_it_is_over"),
        Index("ix_follow_up_owner_id", "owner_id", "due_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="1, then 2 for the first change")
    cause: Mapped[Cause] = mapped_column(one_of(Cause, "cause"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    due_day: Mapped[date]
    doing: Mapped[Doing] = mapped_column(one_of(Doing, "doing"))
    worked: Mapped[Worked | None] = mapped_column(
        one_of(Worked, "worked"), comment="At the next review; none: nobody said yet"
    )
    said: Mapped[bytes] = mapped_column(Sealed, comment="JSON: reason, action, outcome")
    written_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    written_at: Mapped[datetime]
