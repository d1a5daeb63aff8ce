"""What stops a deletion, what is left when words went, and where the log begins now."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.people import Child, Staff
from feedback.store.models.review import Review
from feedback.store.models.views import LONGEST_THEME, THEME_OF_AN_ANSWER, Outcome


class Hold(Base):
    """Nothing of this child goes until a day, or nothing at all where no child is named."""

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint("lifted_by IS NULL OR lifted_at IS NOT NULL", "lifted_some_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    child_id: Mapped[UUID | None] = mapped_column(
        ForeignKey(Child.id, ondelete="CASCADE"), index=True, comment="None: of everybody"
    )
    reason: Mapped[bytes] = mapped_column(Sealed)
    until: Mapped[date] = mapped_column(comment="Last day")
    placed_by: Mapped[UUID | None] = mapped_column(
        ForeignKey(Staff.id), comment="None: by a command"
    )
    placed_at: Mapped[datetime]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    lifted_at: Mapped[datetime | None]


class PastAsk(Base):
    """That a child asked for something, about what, and what came of it. Its words are gone."""

    __tablename__ = "past_ask"
    __table_args__ = (CheckConstraint(THEME_OF_AN_ANSWER, "theme_of_an_answer"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"), index=True)
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "outcome"))
    theme: Mapped[str | None] = mapped_column(
        String(LONGEST_THEME), comment="What it was about, by the codebook; none: not given"
    )


class Checkpoint(Base):
    """The last row of the log that age removed, signed: the chain goes on from it."""

    __tablename__ = "checkpoint"
    __table_args__ = (
        CheckConstraint("length(after) = 32 AND length(mark) = 32", "marks_are_whole"),
    )

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    after: Mapped[bytes] = mapped_column(LargeBinary(32), comment="The mac of that row")
    made_at: Mapped[datetime]
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), comment="HMAC over the three")
