"""What a child draws, says aloud or shows: beside the words, and kept like them.

Each lies once, under a random key of its own. That key is sealed to the letter while it is a
draft, and at Send to the service too, so that nothing large is ever opened to be sent.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.creations import Making
from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.people import Staff
from feedback.store.models.views import Draft, SentViews


class DraftCreation(Base):
    """A drawing, voice or photo not yet sent, which only the letter opens."""

    __tablename__ = "draft_creation"

    draft_id: Mapped[UUID] = mapped_column(
        ForeignKey(Draft.id, ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    making: Mapped[Making] = mapped_column(one_of(Making, "making"), primary_key=True)
    id: Mapped[UUID] = mapped_column(
        default=new_key, unique=True, comment="Its own key, which it keeps when it is sent"
    )
    content: Mapped[bytes] = mapped_column(Sealed, comment="Under a key of its own")
    own: Mapped[bytes] = mapped_column(Sealed, comment="JSON: that key, media, seconds")
    visit_id: Mapped[UUID | None] = mapped_column(comment="The visit it was made in, to show it")
    guarded: Mapped[bool] = mapped_column(
        default=False, comment="The child’s own pictures stood before it already"
    )


class SentCreation(Base):
    """A drawing, voice or photo that was sent. Which question it answers is sealed too."""

    __tablename__ = "creation"
    __table_args__ = (
        CheckConstraint("(transcript IS NULL) = (transcribed_by IS NULL)", "heard_by_someone"),
        CheckConstraint("(transcript IS NULL) = (transcribed_at IS NULL)", "heard_some_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    views_id: Mapped[UUID] = mapped_column(
        ForeignKey(SentViews.id, ondelete="CASCADE"), index=True
    )
    content: Mapped[bytes] = mapped_column(Sealed, comment="Under a key of its own")
    own: Mapped[bytes] = mapped_column(Sealed, comment="To the letter; JSON: question, that key")
    about: Mapped[bytes] = mapped_column(Sealed, comment="To the service; as to the letter")
    transcript: Mapped[bytes | None] = mapped_column(
        Sealed, comment="What a voice says, written down by staff; beside it, never for it"
    )
    transcribed_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    transcribed_at: Mapped[datetime | None]
