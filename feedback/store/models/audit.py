"""Who looked at, changed or let out what, and why. Append-only and chained."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed


class AuditRow(Base):
    """One act, chained to the one before by an HMAC."""

    __tablename__ = "audit"
    __table_args__ = (
        CheckConstraint("length(mac) = 32", "mac_is_whole"),
        CheckConstraint(
            "mark IS NULL OR (reason IS NOT NULL AND length(mark) = 32)",
            "mark_is_whole",
        ),
        Index("ix_audit_subject", "subject", "subject_id"),
        Index("ix_audit_who", "who", "place"),
        Index("ix_audit_act", "act", "place"),
        Index("ix_audit_at", "at"),
    )

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(40), comment="Staff key, or: child, system, command")
    role: Mapped[str] = mapped_column(String(20))
    act: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID | None]
    reason: Mapped[bytes | None] = mapped_column(Sealed)
    mark: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="Of the reason itself, so that it can be sealed to a new key"
    )
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
