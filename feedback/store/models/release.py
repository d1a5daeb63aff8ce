"""Closed periods, frozen releases, and the ledger of every figure that has left."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed, new_key
from feedback.store.models.people import Staff


class ClosedPeriod(Base):
    """A quarter or a year that is over and closed."""

    __tablename__ = "closed_period"
    __table_args__ = (CheckConstraint("length(name) IN (7, 9)", "quarter_or_year"),)

    name: Mapped[str] = mapped_column(String(9), primary_key=True, comment="2025-26, 2025-26Q3")
    closed_at: Mapped[datetime]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))


class Release(Base):
    """A set of tables that has left the service. It is never replaced.

    The database takes none that was not prepared by one person and agreed to by another, unless
    this council is made up.
    """

    __tablename__ = "release"
    __table_args__ = (
        CheckConstraint("(withdrawn_at IS NULL) = (note IS NULL)", "withdrawn_with_a_note"),
        CheckConstraint("agreed_by <> prepared_by", "two_people"),
        CheckConstraint("(agreed_by IS NULL) = (agreed_at IS NULL)", "agreed_at_a_time"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    period: Mapped[str] = mapped_column(ForeignKey(ClosedPeriod.name), unique=True)
    made_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(64), comment="Over all its files")
    counted: Mapped[bytes | None] = mapped_column(
        Sealed, comment="To the service: the true counts, to judge later releases by"
    )
    withdrawn_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(String(1000))
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    prepared_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    agreed_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    agreed_at: Mapped[datetime | None]


class ReleaseFile(Base):
    """One file of a release, as the bytes that left."""

    __tablename__ = "release_file"

    release_id: Mapped[UUID] = mapped_column(
        ForeignKey(Release.id, ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))


class LedgerCell(Base):
    """One figure that has left, or the word that it was withheld: a fact for ever."""

    __tablename__ = "ledger_cell"
    __table_args__ = (
        CheckConstraint("(value IS NULL) <> (symbol IS NULL)", "a_value_or_a_symbol"),
        Index("uq_ledger_cell_place", "release_id", "table_name", "row", "column", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    release_id: Mapped[UUID] = mapped_column(ForeignKey(Release.id, ondelete="CASCADE"))
    table_name: Mapped[str] = mapped_column(String(60))
    row: Mapped[str] = mapped_column(String(60))
    column: Mapped[str] = mapped_column(String(60))
    value: Mapped[int | None]
    symbol: Mapped[str | None] = mapped_column(String(8))


class OutsideFact(Base):
    """A number about a release’s figures that somebody else has told, with who told it."""

    __tablename__ = "outside_fact"
    __table_args__ = (
        UniqueConstraint("period", "table_name", "row", "columns", "source"),
        CheckConstraint("low >= 0 AND low <= high", "least_and_most"),
        CheckConstraint("length(period) IN (7, 9)", "quarter_or_year"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    period: Mapped[str] = mapped_column(String(9))
    table_name: Mapped[str] = mapped_column(String(60))
    row: Mapped[str] = mapped_column(String(60))
    columns: Mapped[str] = mapped_column(String(200), comment="Added up, with + between them")
    low: Mapped[int]
    high: Mapped[int] = mapped_column(comment="The same where one number is told")
    source: Mapped[str] = mapped_column(String(200))
    loaded_at: Mapped[datetime]
