"""What the service does by itself, and what this installation is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base


class Job(Base):
    """A piece of work with a lease, so that two workers never do one."""

    __tablename__ = "job"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    holder: Mapped[UUID | None]
    ran_at: Mapped[datetime | None]


class Installation(Base):
    """This installation: one council, real or made up."""

    __tablename__ = "installation"
    __table_args__ = (
        CheckConstraint("id = 1", "only_one"),
        CheckConstraint(
            "resealing_to IS NULL OR (length(resealing_to) = 8 AND resealing_since IS NOT NULL)",
            "resealing_to_a_key",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_up: Mapped[bool] = mapped_column(comment="Rehearsal or demo; never to be mistaken")
    worked_at: Mapped[datetime | None] = mapped_column(comment="When the worker last ran")
    resealing_to: Mapped[bytes | None] = mapped_column(
        LargeBinary(8), comment="Id of the key everything is being sealed to anew"
    )
    resealing_since: Mapped[datetime | None]
