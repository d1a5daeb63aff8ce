"""The children in the council’s care, and the staff who work for them."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.store.models.base import Base, Sealed, new_key, one_of


class Duty(StrEnum):
    """What a member of staff is here to do. What each may open is a table in ``portal.access``."""

    OFFICER = "officer"
    MANAGER = "manager"
    PARTICIPATION = "participation"
    SAFEGUARDING = "safeguarding"
    OFFICE = "office"
    RETURNS = "returns"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Child(Base):
    """One child. Who they are is sealed; the codes needed to find and sort are plain."""

    __tablename__ = "child"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    number: Mapped[str] = mapped_column(String(40), unique=True, comment="CHILD of the return")
    named: Mapped[bytes | None] = mapped_column(
        Sealed, comment="JSON: first, last, known_as, school, carers, siblings"
    )
    born: Mapped[bytes | None] = mapped_column(Sealed, comment="ISO date of birth")
    header: Mapped[bytes | None] = mapped_column(Sealed, comment="Header row as last imported")
    language: Mapped[str] = mapped_column(String(16), default="en")
    interpreter: Mapped[bool] = mapped_column(default=False)
    easier: Mapped[bool] = mapped_column(default=False, comment="One version easier than the age")
    at_a_distance: Mapped[bool] = mapped_column(default=False)
    unaccompanied: Mapped[bool] = mapped_column(default=False)
    short_breaks_only: Mapped[bool] = mapped_column(default=False, comment="V3/V4 only")
    in_last_import: Mapped[bool] = mapped_column(default=True)


class Episode(Base):
    """A stretch of care, by its dates; the whole row is sealed for the return."""

    __tablename__ = "episode"
    __table_args__ = (CheckConstraint("ended IS NULL OR ended >= began", "ends_after_it_began"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    child_id: Mapped[UUID] = mapped_column(ForeignKey(Child.id, ondelete="CASCADE"), index=True)
    began: Mapped[date]
    ended: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(4), comment="RNE: S starts a period of care")
    legal_status: Mapped[str] = mapped_column(String(4))
    row: Mapped[bytes] = mapped_column(Sealed, comment="Episode row as last imported")


class Role(Base):
    """A duty as a row, because the sign-in library asks for one."""

    __tablename__ = "role"

    name: Mapped[Duty] = mapped_column(one_of(Duty, "duty"), primary_key=True)


staff_role = Table(
    "staff_role",
    Base.metadata,
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    Column("role_name", ForeignKey("role.name"), primary_key=True),
)


class Staff(Base):
    """Someone who works for the council. Without a password they cannot sign in."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("email IS NULL OR email = lower(email)", "email_in_small_letters"),
        CheckConstraint("password IS NULL OR email IS NOT NULL", "password_needs_an_email"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    reference: Mapped[str | None] = mapped_column(
        String(80), unique=True, comment="OFFICER of planned.csv"
    )
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255), comment="Argon2id")
    active: Mapped[bool] = mapped_column(default=True)
    last_day: Mapped[date | None] = mapped_column(comment="Of their work here, if it is known")
    fs_uniquifier: Mapped[str] = mapped_column(
        String(64),
        unique=True,
        comment="Changed to end every session",
        default=lambda: new_key().hex,
    )
    tf_primary_method: Mapped[str | None] = mapped_column(String(20))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    totp_counter: Mapped[int | None] = mapped_column(comment="Last code used, so none is replayed")
    mf_recovery_codes: Mapped[list[str] | None]

    roles: Mapped[list[Role]] = relationship(secondary=staff_role, lazy="selectin")


class Cover(Base):
    """From which day on which officer reads for a child who asked that their own does not."""

    __tablename__ = "cover"

    since: Mapped[date] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID | None] = mapped_column(
        ForeignKey(Staff.id), index=True, comment="None: nobody, so duty reads"
    )


class Assignment(Base):
    """Which officer answers for which child, between which days."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", "ends_after_it_began"),
        Index(
            "uq_assignment_child_now",
            "child_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    child_id: Mapped[UUID] = mapped_column(ForeignKey(Child.id, ondelete="CASCADE"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), index=True)
    since: Mapped[date]
    until: Mapped[date | None] = mapped_column(comment="Last day; none while it lasts")
    by_hand: Mapped[bool] = mapped_column(
        default=False, comment="Set on a page; stands until an import says the same"
    )
