"""What staff are told by e-mail: that something waits, and never what or whose."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key, one_of
from feedback.store.models.people import Staff


class Urgency(StrEnum):
    """How soon somebody must look. It is all that a message says."""

    NOW = "now"
    SOON = "soon"


class Message(Base):
    """One message to one member of staff, kept until the mail server has taken it."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("staff_id", "cause"),
        CheckConstraint("tries >= 0", "tries_count"),
        Index(
            "ix_message_waiting",
            "next_at",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey(Staff.id, ondelete="CASCADE"))
    cause: Mapped[str] = mapped_column(
        String(80), comment="What for, so that nobody is told twice; never leaves here"
    )
    concern_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("concern.id", ondelete="CASCADE"), index=True
    )
    urgency: Mapped[Urgency] = mapped_column(one_of(Urgency, "urgency"))
    made_at: Mapped[datetime]
    next_at: Mapped[datetime] = mapped_column(comment="When it is tried next")
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(index=True, comment="The server took it")
