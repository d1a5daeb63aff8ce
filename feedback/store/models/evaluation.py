"""What children said afterwards, kept apart from who said it.

No column here leads back to a child, an officer, a letter or a moment. A sheet first
lies in the tray, sealed whole under a random key; once a working day the tray is
tipped out, shuffled, in one transaction.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.questionnaire import Version
from feedback.store.models.base import Base, Sealed, new_key, one_of


class Tray(Base):
    """A sheet that nobody has tipped out yet, in the order of random keys."""

    __tablename__ = "tray"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[UUID] = mapped_column(primary_key=True)
    sheet: Mapped[bytes] = mapped_column(Sealed, comment="The whole sheet, to the service")
    link: Mapped[bytes] = mapped_column(Sealed, comment="Fixed length, to the week’s key")


class TrayKey(Base):
    """A tray key once seen, kept so that a replay adds nothing."""

    __tablename__ = "tray_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[UUID] = mapped_column(primary_key=True)


class WeekKey(Base):
    """The public half of one week’s safeguarding key; the private half dies after 30 days."""

    __tablename__ = "week_key"
    __table_args__ = (CheckConstraint("length(week) = 8", "week_without_day"),)

    week: Mapped[str] = mapped_column(String(8), primary_key=True, comment="Such as 2026-W48")
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))


class SafeguardingLink(Base):
    """A week and a ciphertext. It joins nothing."""

    __tablename__ = "safeguarding_link"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    week: Mapped[str] = mapped_column(String(8), index=True)
    link: Mapped[bytes] = mapped_column(Sealed)


class Sheet(Base):
    """One evaluation, by nobody in particular."""

    __tablename__ = "sheet"
    __table_args__ = (
        CheckConstraint("length(quarter) = 9", "quarter_without_day"),
        CheckConstraint(
            "indicator_group IN ('PN1', 'PN2-3', 'PN5-6', 'PN4-7', 'not-settled')", "known_group"
        ),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    quarter: Mapped[str] = mapped_column(String(9), index=True, comment="Such as 2025-26Q3")
    instrument: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    version: Mapped[Version] = mapped_column(one_of(Version, "version"))
    english: Mapped[bool]
    helped: Mapped[bool]
    screen: Mapped[bool]
    indicator_group: Mapped[str] = mapped_column(String(16))
    coded: Mapped[dict[str, Any]] = mapped_column(comment="Question id to codes; never words")
    words: Mapped[bytes | None] = mapped_column(Sealed, comment="Free text, to the service")
    may_quote: Mapped[bool]
