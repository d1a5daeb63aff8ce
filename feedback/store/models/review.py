"""A review: planned, held, recorded, and how the child took part in it."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.beside import Contact, LateBecause, SeenAlone, Way
from feedback.cancelling import CancelledBecause
from feedback.participation import Attended, Indicator, Spokesperson, Standing, Views
from feedback.store.models.base import Base, Sealed, new_key, one_of
from feedback.store.models.people import Child, Staff

INDICATOR = one_of(Indicator, "indicator")


class ReviewState(StrEnum):
    """Where a review stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Review(Base):
    """One review of one child, dated by its first part.

    ``code`` is the confirmed indicator, kept here so that counting needs no history;
    the history is ``IndicatorEntry``. ``reported_code`` is what an import said: evidence.
    """

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("child_id", "day", "sequence"),
        Index("ix_review_officer_day", "officer_id", "state", "day"),
        Index("ix_review_day_code", "day", "state", "code"),
        CheckConstraint("age IS NULL OR age BETWEEN 0 AND 25", "age_of_a_child"),
        CheckConstraint("part_two_day IS NULL OR part_two_day >= day", "part_two_follows"),
        CheckConstraint("code IS NULL OR state = 'held'", "code_needs_a_held_review"),
        CheckConstraint("(code IS NULL) = (confirmed_at IS NULL)", "code_is_confirmed"),
        CheckConstraint(
            "code IS NULL OR (age IS NOT NULL AND age < 18 AND (code = 'PN0') = (age < 4))",
            "code_fits_the_age",
        ),
        CheckConstraint("closed_at IS NULL OR state = 'held'", "closed_was_held"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", "closed_by_someone"),
        CheckConstraint(
            "cancelled_because IS NULL OR state = 'cancelled'", "reason_is_of_a_cancelled_one"
        ),
        CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_because IS NULL)", "cancelled_for_a_reason"
        ),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_by IS NULL)", "cancelled_by_someone"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    child_id: Mapped[UUID] = mapped_column(ForeignKey(Child.id, ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(comment="Part 1")
    sequence: Mapped[int] = mapped_column(default=1, comment="Two rows reported for one day")
    at: Mapped[time | None]
    part_two_day: Mapped[date | None]
    due_day: Mapped[date | None] = mapped_column(comment="By regulation 33; none when unknown")
    state: Mapped[ReviewState] = mapped_column(one_of(ReviewState, "state"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    social_worker: Mapped[str | None] = mapped_column(String(200))
    age: Mapped[int | None] = mapped_column(comment="In years on the day of part 1")
    reported_code: Mapped[Indicator | None] = mapped_column(one_of(Indicator, "reported"))
    code: Mapped[Indicator | None] = mapped_column(INDICATOR)
    confirmed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    cancelled_because: Mapped[CancelledBecause | None] = mapped_column(
        one_of(CancelledBecause, "cancelled_because")
    )
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))


class Record(Base):
    """What the officer wrote down about one review. A correction is a further row."""

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint(
            "seen_alone_on IS NOT NULL OR seen_alone IS NULL OR seen_alone <> 'yes'",
            "seen_alone_has_a_day",
        ),
        CheckConstraint(
            "seen_alone_on IS NULL OR (seen_alone IS NOT NULL"
            " AND seen_alone IN ('yes', 'declined', 'not-appropriate'))",
            "day_was_seen_alone",
        ),
        CheckConstraint(
            "notified_in_time IS NOT TRUE OR notified_on IS NOT NULL", "notified_has_a_day"
        ),
        CheckConstraint(
            "documents_in_time IS NOT TRUE OR documents_on IS NOT NULL", "documents_have_a_day"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="1, then 2 for the first correction")
    held: Mapped[bool]
    attended: Mapped[Attended] = mapped_column(one_of(Attended, "attended"))
    spoke: Mapped[bool]
    signed: Mapped[bool]
    spokesperson: Mapped[Spokesperson] = mapped_column(one_of(Spokesperson, "spokesperson"))
    views: Mapped[Views] = mapped_column(one_of(Views, "views"))
    part_two_day: Mapped[date | None]
    seen_alone: Mapped[SeenAlone | None] = mapped_column(
        one_of(SeenAlone, "seen_alone"), comment="None: not recorded, which is not no"
    )
    seen_alone_on: Mapped[date | None]
    contact: Mapped[Contact | None] = mapped_column(
        one_of(Contact, "contact"), comment="Since the review before; none: not recorded"
    )
    late_because: Mapped[LateBecause | None] = mapped_column(one_of(LateBecause, "late_because"))
    notified_on: Mapped[date | None]
    notified_in_time: Mapped[bool | None] = mapped_column(comment="Within 2 working days")
    documents_on: Mapped[date | None]
    documents_in_time: Mapped[bool | None] = mapped_column(comment="Ready for the review")
    next_due_day: Mapped[date | None] = mapped_column(comment="Of the review after this one")
    reason: Mapped[bytes | None] = mapped_column(Sealed, comment="Why it was corrected")
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    recorded_at: Mapped[datetime]


class ContactNote(Base):
    """One visit or other contact with a child before a review. A wrong one is struck out."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_review_id", "review_id", "day"),
        CheckConstraint("(struck_at IS NULL) = (struck_by IS NULL)", "struck_by_someone"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    day: Mapped[date]
    way: Mapped[Way] = mapped_column(one_of(Way, "way"))
    alone: Mapped[bool] = mapped_column(comment="The child was alone with the officer")
    noted_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    noted_at: Mapped[datetime]
    struck_by: Mapped[UUID | None] = mapped_column(ForeignKey(Staff.id))
    struck_at: Mapped[datetime | None]


class IndicatorEntry(Base):
    """One confirmation or correction of a review’s indicator; never changed afterwards."""

    __tablename__ = "indicator_entry"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint(
            "reason IS NOT NULL OR (proposed IS NOT NULL AND code = proposed)",
            "override_has_a_reason",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    review_id: Mapped[UUID] = mapped_column(ForeignKey(Review.id, ondelete="CASCADE"))
    number: Mapped[int]
    record_id: Mapped[UUID | None] = mapped_column(ForeignKey(Record.id, ondelete="CASCADE"))
    proposed: Mapped[Indicator | None] = mapped_column(one_of(Indicator, "proposed"))
    rule: Mapped[str] = mapped_column(String(8), comment="Row of the decision table")
    standing: Mapped[Standing] = mapped_column(one_of(Standing, "standing"))
    code: Mapped[Indicator] = mapped_column(INDICATOR)
    reason: Mapped[bytes | None] = mapped_column(Sealed)
    decided_by: Mapped[UUID] = mapped_column(ForeignKey(Staff.id))
    decided_at: Mapped[datetime]
