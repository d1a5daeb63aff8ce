"""What people wrote and accepted in other languages. A row is a fact and is never changed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key, one_of
from feedback.store.models.people import Staff


class Step(StrEnum):
    """What somebody did with a text in another language."""

    DRAFTED = "drafted"
    ACCEPTED = "accepted"


class TranslationStep(Base):
    """One person’s step with one phrase: they wrote it, or they accepted what another wrote."""

    __tablename__ = "translation_step"
    __table_args__ = (
        Index("ix_translation_step_language", "language", "phrase", "at"),
        CheckConstraint("length(phrase) = 64", "phrase_is_whole"),
        CheckConstraint(
            "step = 'drafted' OR length(trim(qualification)) > 0", "reviewer_is_qualified"
        ),
        CheckConstraint("length(trim(person)) > 0", "somebody_did_it"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    language: Mapped[str] = mapped_column(String(16))
    phrase: Mapped[str] = mapped_column(String(64), comment="Digest of the English and its place")
    context: Mapped[str] = mapped_column(String(60), comment="The question; blank on other pages")
    english: Mapped[str]
    texts: Mapped[list[str]] = mapped_column(comment="One, or one for each kind of number")
    step: Mapped[Step] = mapped_column(one_of(Step, "step"))
    person: Mapped[str] = mapped_column(String(200), comment="Who translated or reviewed")
    qualification: Mapped[str] = mapped_column(String(200))
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    at: Mapped[datetime]
