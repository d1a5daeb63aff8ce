"""A piece of work that somebody asked for and waits for, and what it brings back for a while."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.people import Staff


class ErrandState(StrEnum):
    """Where a piece of work stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CALLED_OFF = "called-off"


class Errand(Base):
    """Work for a worker. A lease in its row keeps two from doing it; it tells how far it is."""

    __tablename__ = "errand"
    __table_args__ = (
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", "ended_when_it_is_over"),
        CheckConstraint("(public_key IS NULL) = (locked IS NULL)", "key_is_whole"),
        CheckConstraint("done BETWEEN 0 AND total", "no_more_than_all"),
        Index("ix_errand_state", "state", "asked_at"),
        Index("ix_errand_goes_at", "goes_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    kind: Mapped[str] = mapped_column(String(40))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), index=True)
    asked_at: Mapped[datetime]
    about: Mapped[dict[str, Any]] = mapped_column(comment="Plain codes: what exactly is wanted")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0, comment="0 while nobody knows")
    state: Mapped[ErrandState] = mapped_column(one_of(ErrandState, "state"))
    failure: Mapped[str | None] = mapped_column(
        String(300), comment="The refusal in one sentence; never a word of a child"
    )
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    holder: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    goes_at: Mapped[datetime] = mapped_column(comment="When it is erased with all its pieces")
    public_key: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="Seals what it brings back, to whoever asked"
    )
    locked: Mapped[bytes | None] = mapped_column(
        Sealed, comment="The private half, under a secret in the cookie of whoever asked"
    )


class ErrandPiece(Base):
    """One part of it: a file that came with it, or something it brings back. Short-lived."""

    __tablename__ = "errand_piece"
    __table_args__ = (UniqueConstraint("errand_id", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    errand_id: Mapped[UUID] = mapped_column(ForeignKey(Errand.id, ondelete="CASCADE"))
    place: Mapped[int]
    about: Mapped[str] = mapped_column(String(80), comment="A file’s name, or a review’s key")
    is_done: Mapped[bool] = mapped_column(default=False)
    content: Mapped[bytes | None] = mapped_column(
        Sealed, comment="To the errand’s key where it has one, else to the service"
    )
