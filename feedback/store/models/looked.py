"""Who looked at a week’s list of readings outside somebody’s own cases, and when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base
from feedback.store.models.people import Staff


class LookedAtWeek(Base):
    """One person who looked at one week’s list, once."""

    __tablename__ = "looked_at_week"

    monday: Mapped[date] = mapped_column(primary_key=True, comment="The week begins on it")
    staff_id: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), primary_key=True)
    looked_at: Mapped[datetime]
