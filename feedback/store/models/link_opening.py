"""Finding out who wrote a worrying evaluation: asked for by duty, agreed to by an IRO manager."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed, new_key
from feedback.store.models.outside import SHORTEST_SEALED
from feedback.store.models.people import Staff

MARK_BYTES = 32
_WAITS = text("decided_at IS NULL")


class LinkOpening(Base):
    """Two people and why each wanted it. It names no child, no letter and no sheet.

    A trigger keeps what was asked and decided. The row goes after 30 days, as links do; the log
    keeps who, when and why.
    """

    __tablename__ = "link_opening"
    __table_args__ = (
        CheckConstraint(f"length(mark) = {MARK_BYTES}", "mark_is_whole"),
        CheckConstraint("decided_by <> asked_by", "two_people"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", "decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (agreed IS NULL)", "decided_either_way"),
        CheckConstraint("decided_by IS NULL OR remark IS NOT NULL", "decided_with_a_reason"),
        CheckConstraint("decided_at IS NULL OR decided_at >= asked_at", "decided_after_asking"),
        CheckConstraint("shut_at IS NULL OR agreed", "shut_once_opened"),
        CheckConstraint(f"length(reason) >= {SHORTEST_SEALED}", "reason_is_a_sentence"),
        CheckConstraint(f"length(remark) >= {SHORTEST_SEALED}", "remark_is_a_sentence"),
        Index(
            "uq_link_opening_waits",
            "mark",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index("ix_link_opening_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    mark: Mapped[bytes] = mapped_column(
        LargeBinary(MARK_BYTES), comment="Of which sheet, to whoever holds the key of the log"
    )
    asked_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), comment="On duty")
    asked_at: Mapped[datetime]
    reason: Mapped[bytes] = mapped_column(Sealed)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id), comment="IRO manager")
    decided_at: Mapped[datetime | None] = mapped_column(
        comment="If agreed, it opens for 60 minutes from here"
    )
    agreed: Mapped[bool | None]
    remark: Mapped[bytes | None] = mapped_column(Sealed, comment="Why they agreed or not")
    shut_at: Mapped[datetime | None] = mapped_column(comment="Shut before its time")
