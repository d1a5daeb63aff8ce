"""One more duty for somebody who works here: asked for by one, given by another."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key, one_of
from feedback.store.models.people import Duty, Staff

_WAITS = text("decided_at IS NULL")


class DutyAsking(Base):
    """Who asked that somebody gets a duty, and who gave it or did not. A trigger keeps that."""

    __tablename__ = "duty_asking"
    __table_args__ = (
        CheckConstraint("decided_by <> asked_by", "two_people"),
        CheckConstraint("decided_by <> staff_id", "never_for_oneself"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", "decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (given IS NULL)", "decided_either_way"),
        CheckConstraint("decided_at IS NULL OR decided_at >= asked_at", "decided_after_asking"),
        Index(
            "uq_duty_asking_waits",
            "staff_id",
            "duty",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index("ix_duty_asking_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey(Staff.id, ondelete="CASCADE"))
    duty: Mapped[Duty] = mapped_column(one_of(Duty, "duty"))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), comment="An administrator")
    asked_at: Mapped[datetime]
    decided_by: Mapped[UUID | None] = mapped_column(
        ForeignKey(Staff.id), comment="Another administrator, or an IRO manager"
    )
    decided_at: Mapped[datetime | None]
    given: Mapped[bool | None]
