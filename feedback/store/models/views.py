"""What a child is saying (drafts), what they sent (views), and what came of it.

Drafts are sealed to the letter alone. Sent views lie twice: sealed to the service,
and a copy sealed to the letter, in tables of their own so that the children’s door
can be given the one and not the other.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.questionnaire import Stage, Version
from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.letter import Letter
from feedback.store.models.marked import Marked
from feedback.store.models.people import Staff
from feedback.store.models.review import Review

LONGEST_THEME = 40
THEME_OF_AN_ANSWER = (
    "theme IS NULL OR (outcome IS NOT NULL AND length(theme) BETWEEN 2 AND 40"
    " AND theme = lower(theme) AND theme NOT LIKE '% %')"
)
"""A theme comes with an answer, and is a key of a codebook: never words of a child."""


class FilledBy(StrEnum):
    """Who is filling this in."""

    CHILD = "child"
    WITH_HELP = "with-help"
    WRITTEN_DOWN = "written-down"


class Helper(StrEnum):
    """The role of whoever helps; never the name."""

    CARER = "carer"
    SOCIAL_WORKER = "social-worker"
    ADVOCATE = "advocate"
    TEACHER = "teacher"
    FRIEND = "friend"
    INTERPRETER = "interpreter"
    OTHER = "other"


class CameBy(StrEnum):
    """In which way views came. All but the screen are typed in by the office."""

    SCREEN = "screen"
    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in-person"


class Outcome(StrEnum):
    """What came of one ask."""

    DONE = "done"
    NOT_DONE = "not-done"
    STILL_ASKING = "still-asking"


class ConcernKind(StrEnum):
    """Why a human must look quickly."""

    NOT_SAFE = "not-safe"
    TALK_TODAY = "talk-today"
    ADVOCATE = "advocate"
    GET_IN_TOUCH = "get-in-touch"
    UNREAD = "unread"
    LETTER_SHUT = "letter-shut"


class Draft(Base):
    """A form being filled in. Which questionnaire it is pinned to is plain; answers are not."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("letter_id", "stage"),
        CheckConstraint("length(digest) = 64", "digest_is_whole"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey(Letter.id, ondelete="CASCADE"))
    stage: Mapped[Stage] = mapped_column(one_of(Stage, "stage"))
    questionnaire: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), comment="Of the text shown")
    language: Mapped[str] = mapped_column(String(16), default="en", comment="Shown in")
    translation: Mapped[str | None] = mapped_column(
        String(64), comment="Digest of the form in that language; none is English"
    )
    filled_by: Mapped[FilledBy | None] = mapped_column(one_of(FilledBy, "filled_by"))
    helper: Mapped[Helper | None] = mapped_column(one_of(Helper, "helper"))
    without_pictures: Mapped[bool] = mapped_column(default=False)
    not_iro: Mapped[bool] = mapped_column(
        default=False, comment="Asked that their own officer does not read it"
    )
    touched_at: Mapped[datetime]


class DraftAnswer(Base):
    """One answer not yet sent, sealed to the letter. An empty answer says it was missed."""

    __tablename__ = "draft_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    draft_id: Mapped[UUID] = mapped_column(
        ForeignKey(Draft.id, ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    answer: Mapped[bytes] = mapped_column(Sealed, comment="JSON list")
    visit_id: Mapped[UUID | None] = mapped_column(comment="The visit it was given in, to show it")
    guarded: Mapped[bool] = mapped_column(
        default=False, comment="The child’s own pictures stood before it already"
    )


class SentViews(Base):
    """What a child sent before their review, sealed to the service. Their officer reads it."""

    __tablename__ = "views"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", "digest_is_whole"),
        CheckConstraint("(read_at IS NULL) = (read_by IS NULL)", "read_by_someone"),
        CheckConstraint("withdrawn_at IS NULL OR answers IS NULL", "withdrawn_has_no_words"),
        CheckConstraint(
            "(came_by = 'screen') = (typed_by IS NULL)"
            " AND (came_by = 'screen') = (typed_at IS NULL)",
            "typed_in_by_someone",
        ),
        CheckConstraint("typed_at IS NULL OR sent_at <= typed_at", "received_before_typed"),
        CheckConstraint("marked IS NULL OR look_first", "marked_was_looked_at_first"),
        CheckConstraint("(marked IS NULL) = (marked_by IS NULL)", "marked_by_someone"),
        CheckConstraint("erased_on IS NULL OR answers IS NULL", "erased_has_no_words"),
        Index("ix_views_read_at", "read_at", "sent_at"),
    )

    id: Mapped[UUID] = mapped_column(
        primary_key=True, comment="The draft’s key, so it is sent once"
    )
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"), index=True)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey(Letter.id, ondelete="CASCADE"), index=True)
    questionnaire: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    version: Mapped[Version] = mapped_column(one_of(Version, "version"), comment="Used")
    version_by_age: Mapped[Version] = mapped_column(one_of(Version, "version_by_age"))
    language: Mapped[str] = mapped_column(String(16), default="en")
    translation: Mapped[str | None] = mapped_column(
        String(64), comment="Digest of the form in that language; none is English"
    )
    filled_by: Mapped[FilledBy] = mapped_column(one_of(FilledBy, "filled_by"))
    helper: Mapped[Helper | None] = mapped_column(one_of(Helper, "helper"))
    without_pictures: Mapped[bool]
    sent_at: Mapped[datetime]
    receipt: Mapped[str] = mapped_column(String(12), unique=True)
    real: Mapped[bool] = mapped_column(comment="At least one real answer")
    intends: Mapped[str | None] = mapped_column(String(40), comment="Never evidence")
    wants_talk: Mapped[bool]
    wants_advocate: Mapped[bool]
    may_quote: Mapped[bool] = mapped_column(default=False)
    not_iro: Mapped[bool] = mapped_column(
        default=False, comment="Asked that their own officer does not read it"
    )
    look_first: Mapped[bool] = mapped_column(default=False, comment="Orders a queue; no more")
    marked: Mapped[Marked | None] = mapped_column(one_of(Marked, "marked"))
    marked_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    answers: Mapped[bytes | None] = mapped_column(
        Sealed, comment="To the service; none: withdrawn"
    )
    read_at: Mapped[datetime | None]
    read_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    follows: Mapped[UUID | None] = mapped_column(ForeignKey("views.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    came_by: Mapped[CameBy] = mapped_column(
        one_of(CameBy, "came_by"), default=CameBy.SCREEN, server_default=CameBy.SCREEN
    )
    typed_by: Mapped[UUID | None] = mapped_column(
        ForeignKey(Staff.id), comment="Typed it in; sent_at is then when it was received"
    )
    typed_at: Mapped[datetime | None]
    folded_sheet: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="Came along, handed over unopened"
    )
    drawn: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="Drawn on the paper, which was handed over"
    )
    erased_on: Mapped[date | None] = mapped_column(
        comment="Day on which its words went because their time was over"
    )


class ChildCopy(Base):
    """The child’s own copy of what they sent, sealed to the letter."""

    __tablename__ = "child_copy"

    views_id: Mapped[UUID] = mapped_column(
        ForeignKey(SentViews.id, ondelete="CASCADE"), primary_key=True
    )
    letter_id: Mapped[UUID] = mapped_column(ForeignKey(Letter.id, ondelete="CASCADE"), index=True)
    answers: Mapped[bytes] = mapped_column(Sealed)
    guarded: Mapped[bool] = mapped_column(
        default=False, comment="The child’s own pictures stood before it already"
    )


class Ask(Base):
    """One thing a child asked for, and what came of it."""

    __tablename__ = "ask"
    __table_args__ = (
        UniqueConstraint("views_id", "place"),
        CheckConstraint("(outcome IS NULL) = (answer IS NULL)", "outcome_is_told"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", "outcome_has_a_day"),
        CheckConstraint(THEME_OF_AN_ANSWER, "theme_of_an_answer"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    views_id: Mapped[UUID] = mapped_column(ForeignKey(SentViews.id, ondelete="CASCADE"))
    place: Mapped[int]
    words: Mapped[bytes] = mapped_column(Sealed, comment="The child’s")
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "outcome"))
    theme: Mapped[str | None] = mapped_column(
        String(LONGEST_THEME), comment="What it is about, by the codebook; none: not given"
    )
    answer: Mapped[bytes | None] = mapped_column(Sealed, comment="JSON: said, who")
    by_day: Mapped[date | None]
    interpreted_on: Mapped[date | None]
    told_on: Mapped[date | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    answered_at: Mapped[datetime | None]


class Card(Base):
    """What a child’s page shows beyond their own words, sealed to the letter by the staff door."""

    __tablename__ = "card"

    letter_id: Mapped[UUID] = mapped_column(
        ForeignKey(Letter.id, ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    content: Mapped[bytes] = mapped_column(Sealed)


class Concern(Base):
    """Something a human must look at quickly. No content, so that none can leak."""

    __tablename__ = "concern"
    __table_args__ = (
        CheckConstraint("(seen_at IS NULL) = (seen_by IS NULL)", "seen_by_someone"),
        Index(
            "uq_concern_open",
            "letter_id",
            "kind",
            unique=True,
            sqlite_where=text("seen_at IS NULL"),
            postgresql_where=text("seen_at IS NULL"),
        ),
        Index("ix_concern_seen_at", "seen_at", "raised_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey(Letter.id, ondelete="CASCADE"))
    kind: Mapped[ConcernKind] = mapped_column(one_of(ConcernKind, "kind"))
    raised_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
