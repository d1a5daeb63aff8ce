"""What children wrote afterwards, on its way to a theme and to a quote. It knows no moment.

A comment is there only once somebody on duty has read it. A quote is of a theme the comment
was given; its words begin as a proposal and are agreed to by somebody else, or never leave.
"""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.evaluation import Sheet
from feedback.store.models.marked import Marked
from feedback.store.models.people import Staff

LONGEST_THEME = 40


class Treatment(StrEnum):
    """How a comment may leave the service."""

    EXACT = "exact"
    PARAPHRASE = "paraphrase"
    LEAVE_OUT = "leave-out"


class QuoteState(StrEnum):
    """Where a quote stands between the first person and the second."""

    WAITING = "waiting"
    SENT_BACK = "sent-back"
    AGREED = "agreed"
    TAKEN_OUT = "taken-out"
    LEFT_OUT = "left-out"


class Comment(Base):
    """One free text of one sheet, once somebody on duty has read it. The words stay there."""

    __tablename__ = "comment"
    __table_args__ = (UniqueConstraint("sheet_id", "question"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    sheet_id: Mapped[UUID] = mapped_column(ForeignKey(Sheet.id, ondelete="CASCADE"))
    question: Mapped[str] = mapped_column(String(60))
    marked: Mapped[Marked] = mapped_column(one_of(Marked, "marked"), comment="By duty")
    read_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), comment="On duty")
    settled: Mapped[bool] = mapped_column(
        default=False, comment="Two people saw otherwise, and then agreed on its themes"
    )


class Coding(Base):
    """One theme that one person saw in one comment, without seeing what another saw."""

    __tablename__ = "coding"
    __table_args__ = ({"sqlite_with_rowid": False},)

    comment_id: Mapped[UUID] = mapped_column(
        ForeignKey(Comment.id, ondelete="CASCADE"), primary_key=True
    )
    coded_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id), primary_key=True)
    theme: Mapped[str] = mapped_column(String(LONGEST_THEME), primary_key=True)


class CommentTheme(Base):
    """A theme a comment has: the first coder’s, or what was settled when two saw otherwise."""

    __tablename__ = "comment_theme"
    __table_args__ = ({"sqlite_with_rowid": False},)

    comment_id: Mapped[UUID] = mapped_column(
        ForeignKey(Comment.id, ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[str] = mapped_column(String(LONGEST_THEME), primary_key=True, index=True)
    settled_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))


class Quote(Base):
    """What may be quoted of one comment: chosen by one person, agreed to by another."""

    __tablename__ = "quote"
    __table_args__ = (
        ForeignKeyConstraint(
            ["comment_id", "theme"],
            [CommentTheme.comment_id, CommentTheme.theme],
            name="fk_quote_theme",
        ),
        CheckConstraint("agreed_by <> chosen_by", "two_people"),
        CheckConstraint(
            "(state IN ('agreed', 'taken-out')) = (agreed_by IS NOT NULL)", "agreed_by_someone"
        ),
        CheckConstraint("(treatment = 'leave-out') = (words IS NULL)", "left_out_has_no_words"),
        CheckConstraint("(treatment = 'leave-out') = (state = 'left-out')", "left_out_stays_out"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    comment_id: Mapped[UUID] = mapped_column(
        ForeignKey(Comment.id, ondelete="CASCADE"), unique=True
    )
    theme: Mapped[str] = mapped_column(String(LONGEST_THEME))
    treatment: Mapped[Treatment] = mapped_column(one_of(Treatment, "treatment"))
    words: Mapped[bytes | None] = mapped_column(Sealed, comment="As they would be printed")
    state: Mapped[QuoteState] = mapped_column(one_of(QuoteState, "state"), index=True)
    remark: Mapped[bytes | None] = mapped_column(Sealed, comment="Why it was sent back")
    chosen_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    agreed_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
