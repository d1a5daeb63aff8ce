"""A letter, the three secret pictures, and the visits that a letter opens.

A letter keeps a salt and the public half of a key only. The private half is made
again from the four words, or unwrapped by the QR’s one-time secret.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.questionnaire import Version
from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.people import Child, Staff
from feedback.store.models.review import Review


class Cost(StrEnum):
    """How dear it is to try a letter’s words. ``cheap`` is for made-up councils only."""

    FULL = "full"
    CHEAP = "cheap"


class Door(StrEnum):
    """Whether a visit stands before or behind the three secret pictures."""

    NEW = "new"
    OPEN = "open"
    SHUT = "shut"
    WITHOUT = "without"


class Gate(Base):
    """The three secret pictures of one child, kept from letter to letter."""

    __tablename__ = "gate"
    __table_args__ = (CheckConstraint("wrong BETWEEN 0 AND 5", "five_tries"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    child_id: Mapped[UUID] = mapped_column(ForeignKey(Child.id, ondelete="CASCADE"), unique=True)
    digest: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="Peppered, bound to this row; none until pictures are chosen"
    )
    wrong: Mapped[int] = mapped_column(default=0)


class Letter(Base):
    """One invitation on paper, for one review: its consultation, outcomes and evaluation."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("length(number) = 6", "six_digits"),
        CheckConstraint("length(salt) = 16 AND length(public_key) = 32", "key_is_whole"),
        CheckConstraint("NOT awaits_new OR revoked_at IS NOT NULL", "old_one_is_ended"),
        Index(
            "uq_letter_review_live",
            "review_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    gate_id: Mapped[UUID] = mapped_column(ForeignKey(Gate.id), index=True)
    number: Mapped[str] = mapped_column(String(6), unique=True, comment="Not secret")
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32), comment="X25519")
    cost: Mapped[Cost] = mapped_column(one_of(Cost, "cost"), default=Cost.FULL)
    qr_wrapped: Mapped[bytes | None] = mapped_column(
        Sealed, comment="The letter’s key under the QR’s secret; none once spent"
    )
    qr_opened_at: Mapped[datetime | None]
    version: Mapped[Version] = mapped_column(one_of(Version, "version"), comment="By age")
    language: Mapped[str] = mapped_column(String(16), default="en")
    reads: Mapped[str | None] = mapped_column(
        String(16), comment="Tag of the language the child chose; none is English"
    )
    interpreter: Mapped[str | None] = mapped_column(
        String(16), comment="Tag of the language in which the child asked for an interpreter"
    )
    opens_on: Mapped[date] = mapped_column(comment="Consultation, 20 working days before")
    closes_at: Mapped[datetime] = mapped_column(comment="Consultation: when the review starts")
    evaluation_from: Mapped[date | None]
    evaluation_until: Mapped[date | None]
    evaluation_used: Mapped[bool] = mapped_column(default=False, comment="No time, on purpose")
    indicator_group: Mapped[str] = mapped_column(
        String(16), default="not-settled", comment="Carried onto the sheet, so nothing is joined"
    )
    went: Mapped[bool | None] = mapped_column(comment="Was there, for the wording of A4")
    shut_until: Mapped[datetime | None] = mapped_column(comment="After 500 wrong tries in a day")
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    revoked_at: Mapped[datetime | None]
    awaits_new: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="Ended because the child moved; a new one is to be made",
    )


class WrongTry(Base):
    """Words that did not open a letter, by network; swept after a day."""

    __tablename__ = "wrong_try"
    __table_args__ = (
        Index("ix_wrong_try_letter", "number", "network", "at"),
        Index("ix_wrong_try_network", "network", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    number: Mapped[str] = mapped_column(String(6), comment="As typed; may be nobody’s")
    network: Mapped[str] = mapped_column(String(64), comment="/24 or /56")
    at: Mapped[datetime]


class ChildSession(Base):
    """One visit. The letter’s key lies here under a secret only the visitor’s cookie holds."""

    __tablename__ = "child_session"
    __table_args__ = (Index("ix_child_session_seen_at", "seen_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey(Letter.id, ondelete="CASCADE"), index=True)
    wrapped: Mapped[bytes | None] = mapped_column(Sealed, comment="Erased when the visit ends")
    door: Mapped[Door] = mapped_column(one_of(Door, "door"), default=Door.NEW)
    by_qr: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime]
