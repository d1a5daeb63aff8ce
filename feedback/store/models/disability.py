"""Whether a child is disabled, apart from the child, so that only who asks for it reads it."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from feedback.disability import RecordedFor
from feedback.store.models.base import Base, one_of
from feedback.store.models.people import Child


class Disability(Base):
    """What was recorded of one child, for a purpose and on a day. No row: nobody knows."""

    __tablename__ = "disability"

    child_id: Mapped[UUID] = mapped_column(
        ForeignKey(Child.id, ondelete="CASCADE"), primary_key=True
    )
    disabled: Mapped[bool] = mapped_column(comment="Never which disability")
    purpose: Mapped[RecordedFor] = mapped_column(one_of(RecordedFor, "purpose"))
    recorded_on: Mapped[date]
