"""What the service tells all children that it learned from them: “you said, we did”.

Written by staff for everybody and never a child’s words, so it is plain: the children’s
door, which holds no key, must read it.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key
from feedback.store.models.comment import LONGEST_THEME
from feedback.store.models.people import Staff

LONGEST_TOLD = 300


class ToldBack(Base):
    """One thing children said and what was done; shown once a second person agreed."""

    __tablename__ = "told_back"
    __table_args__ = (
        CheckConstraint("agreed_by <> written_by", "two_people"),
        CheckConstraint("(agreed_by IS NULL) = (shown_from IS NULL)", "shown_once_agreed"),
        CheckConstraint("length(period) IN (7, 9)", "quarter_or_year"),
        Index("ix_told_back_shown", "taken_down", "shown_from"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    period: Mapped[str] = mapped_column(String(9), comment="2025-26, 2025-26Q3")
    theme: Mapped[str | None] = mapped_column(
        String(LONGEST_THEME), comment="None: heard from the Children in Care Council"
    )
    heard: Mapped[str] = mapped_column(String(LONGEST_TOLD), comment="By staff, for everybody")
    done: Mapped[str] = mapped_column(String(LONGEST_TOLD), comment="By staff, for everybody")
    written_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    agreed_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    shown_from: Mapped[date | None]
    taken_down: Mapped[bool] = mapped_column(default=False)
