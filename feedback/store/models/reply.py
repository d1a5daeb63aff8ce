"""What a child said to being asked at all: a code and a moment, and no words."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from feedback.questionnaire import Stage
from feedback.replies import Reply, Way
from feedback.store.models.base import Base, one_of
from feedback.store.models.letter import Letter


class LetterReply(Base):
    """*No*, *later* or *another way*, as it stands now. Going on removes the first two."""

    __tablename__ = "reply"
    __table_args__ = (
        CheckConstraint("(reply = 'another-way') = (way IS NOT NULL)", "another_way_is_named"),
        CheckConstraint("stage <> 'watching'", "said_by_a_child"),
    )

    letter_id: Mapped[UUID] = mapped_column(
        ForeignKey(Letter.id, ondelete="CASCADE"), primary_key=True
    )
    stage: Mapped[Stage] = mapped_column(one_of(Stage, "stage"), primary_key=True)
    reply: Mapped[Reply] = mapped_column(one_of(Reply, "reply"))
    way: Mapped[Way | None] = mapped_column(one_of(Way, "way"))
    helped: Mapped[bool] = mapped_column(comment="Somebody else sat before the screen too")
    without_pictures: Mapped[bool]
    said_at: Mapped[datetime]
