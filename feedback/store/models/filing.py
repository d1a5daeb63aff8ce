"""What was printed for the case file, and when it was filed there."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key
from feedback.store.models.people import Staff
from feedback.store.models.review import Review
from feedback.store.models.views import SentViews


class Statement(Base):
    """A child’s words as an officer took them out for the case file. It holds no word itself."""

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint("length(code) = 8", "code_is_whole"),
        CheckConstraint("(filed_at IS NULL) = (filed_by IS NULL)", "filed_by_someone"),
        CheckConstraint("filed_at IS NULL OR filed_at >= made_at", "filed_after_it_was_made"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(8), unique=True, comment="Not secret")
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    filed_at: Mapped[datetime | None] = mapped_column(comment="Its retention clock starts here")
    filed_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))


class StatementViews(Base):
    """What was sent that stands on a statement."""

    __tablename__ = "statement_views"

    statement_id: Mapped[UUID] = mapped_column(
        ForeignKey(Statement.id, ondelete="CASCADE"), primary_key=True
    )
    views_id: Mapped[UUID] = mapped_column(
        ForeignKey(SentViews.id, ondelete="CASCADE"), primary_key=True, index=True
    )
