"""An officer’s own photograph, which children see beside their name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base
from feedback.store.models.people import Staff


class Portrait(Base):
    """One officer’s photograph, which they gave themself. No row: a drawing stands there.

    It is not sealed, because every child with a letter to them sees it. The database takes it
    away when they leave or are an officer no longer.
    """

    __tablename__ = "portrait"
    __table_args__ = (
        CheckConstraint("length(content) BETWEEN 1 AND 8000", "light_enough_for_a_first_page"),
    )

    officer_id: Mapped[UUID] = mapped_column(
        ForeignKey(Staff.id, ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[bytes] = mapped_column(
        LargeBinary, comment="JPEG of 192 by 192 dots, drawn anew"
    )
    set_at: Mapped[datetime]
