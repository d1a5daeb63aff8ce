"""What belongs to answering a child: an interpreter’s version, an alert, the letter after."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.challenge import Ending, Level
from feedback.columns import Column
from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.people import Staff
from feedback.store.models.review import Review
from feedback.store.models.views import Ask, SentViews

_OPEN = text("outcome IS NULL")


class Interpretation(Base):
    """A child’s words in English, as an interpreter gave them. A better one is a further row."""

    __tablename__ = "interpretation"
    __table_args__ = (UniqueConstraint("views_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    views_id: Mapped[UUID] = mapped_column(ForeignKey(SentViews.id, ondelete="CASCADE"))
    number: Mapped[int]
    words: Mapped[bytes] = mapped_column(Sealed, comment="JSON: interpreter, parts")
    interpreted_on: Mapped[date]
    whole: Mapped[bool] = mapped_column(comment="Nothing waits any more")
    noted_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    noted_at: Mapped[datetime]


class Placing(Base):
    """In which column the officer put one answer for the meeting; the words know nothing of it."""

    __tablename__ = "placing"

    views_id: Mapped[UUID] = mapped_column(
        ForeignKey(SentViews.id, ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    column: Mapped[Column] = mapped_column(one_of(Column, "column"))
    placed_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    placed_at: Mapped[datetime]


class Challenge(Base):
    """A light alert tied to a child’s ask: who takes it up with whom, until when, and its end."""

    __tablename__ = "challenge"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (settled_at IS NULL)", "settled_on_a_day"),
        CheckConstraint("(settled_at IS NULL) = (settled_by IS NULL)", "settled_by_someone"),
        CheckConstraint(
            "outcome IS NULL OR outcome = 'taken-up' OR ending IS NOT NULL", "settled_in_words"
        ),
        Index("ix_challenge_review_id", "review_id", "due_day"),
        Index(
            "uq_challenge_open", "ask_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    ask_id: Mapped[UUID | None] = mapped_column(
        ForeignKey(Ask.id, ondelete="SET NULL"), comment="None: the child took the ask back"
    )
    level: Mapped[Level] = mapped_column(one_of(Level, "level"))
    words: Mapped[bytes] = mapped_column(Sealed, comment="JSON: about, ending")
    due_day: Mapped[date]
    raised_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    raised_at: Mapped[datetime]
    outcome: Mapped[Ending | None] = mapped_column(one_of(Ending, "outcome"))
    ending: Mapped[bytes | None] = mapped_column(Sealed)
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    settled_at: Mapped[datetime | None]


class OutcomeLetter(Base):
    """The letter after a review as it was made. A new one is a further row."""

    __tablename__ = "outcome_letter"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(Sealed, comment="JSON: as it was made")
    made_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    made_at: Mapped[datetime]
