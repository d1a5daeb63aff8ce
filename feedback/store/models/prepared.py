"""A release that lies ready and has not left: it waits for a second person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed, new_key
from feedback.store.models.people import Staff
from feedback.store.models.release import ClosedPeriod


class PreparedRelease(Base):
    """What one person prepared, to the byte. Another agrees to it, or sends it back."""

    __tablename__ = "prepared_release"
    __table_args__ = (
        CheckConstraint("(sent_back_at IS NULL) = (sent_back_by IS NULL)", "sent_back_by_someone"),
        CheckConstraint("(sent_back_at IS NULL) = (reason IS NULL)", "sent_back_with_a_reason"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    period: Mapped[str] = mapped_column(ForeignKey(ClosedPeriod.name), unique=True)
    prepared_at: Mapped[datetime]
    prepared_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    digest: Mapped[str] = mapped_column(String(64), comment="Over all its files")
    rests_on: Mapped[str] = mapped_column(
        String(64), comment="Over what had left about its year, and was known from elsewhere"
    )
    counted: Mapped[bytes] = mapped_column(Sealed, comment="To the service: the true counts")
    solved: Mapped[bytes | None] = mapped_column(
        Sealed, comment="How much is hidden, and what choosing it took"
    )
    sent_back_at: Mapped[datetime | None]
    sent_back_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    reason: Mapped[bytes | None] = mapped_column(Sealed, comment="Why it was sent back")


class PreparedFile(Base):
    """One file of it, as the bytes that will leave."""

    __tablename__ = "prepared_file"
    __table_args__ = (UniqueConstraint("prepared_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    prepared_id: Mapped[UUID] = mapped_column(ForeignKey(PreparedRelease.id, ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(Sealed, comment="To the service, until it leaves")
