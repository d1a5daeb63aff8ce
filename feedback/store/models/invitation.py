"""An invitation to somebody who works here: a code, good once and for a while, to enrol with."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key, one_of
from feedback.store.models.people import Staff

_OPEN = "used_at IS NULL AND revoked_at IS NULL"


class InvitedAs(StrEnum):
    """What an invitation is for."""

    NEW = "new"
    """Somebody who cannot sign in: new, named by an import, or back after they left."""
    AGAIN = "again"
    """Somebody who works here and lost their password or authenticator."""


class StaffInvitation(Base):
    """One code, of which only a digest is kept. Used or taken back, it stays as it is."""

    __tablename__ = "staff_invitation"
    __table_args__ = (
        CheckConstraint("email = lower(email)", "email_in_small_letters"),
        CheckConstraint("length(digest) = 32", "digest_is_whole"),
        CheckConstraint("ends_at > opens_at", "ends_after_it_opens"),
        CheckConstraint(f"({_OPEN}) OR authenticator IS NULL", "secret_goes_when_it_is_over"),
        CheckConstraint("used_at IS NULL OR revoked_at IS NULL", "used_or_taken_back"),
        CheckConstraint(
            "used_at IS NULL OR (used_at >= opens_at AND used_at < ends_at "
            "AND entered_at IS NOT NULL AND staff_id IS NOT NULL)",
            "used_in_its_time",
        ),
        CheckConstraint("invited_as = 'new' OR staff_id IS NOT NULL", "again_is_somebody"),
        Index(
            "uq_staff_invitation_open",
            "email",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    invited_as: Mapped[InvitedAs] = mapped_column(one_of(InvitedAs, "invited_as"))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    duties: Mapped[list[str]]
    staff_id: Mapped[UUID | None] = mapped_column(
        ForeignKey(Staff.id), index=True, comment="Whose row it is; none until they enrol"
    )
    last_day: Mapped[date | None] = mapped_column(comment="Of their work here, if it is known")
    digest: Mapped[bytes] = mapped_column(
        LargeBinary(32), unique=True, comment="HMAC of the code with staff’s key"
    )
    opens_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    made_by: Mapped[UUID | None] = mapped_column(
        ForeignKey(Staff.id), index=True, comment="None: by a command"
    )
    made_at: Mapped[datetime]
    entered_at: Mapped[datetime | None] = mapped_column(comment="When the code was last entered")
    authenticator: Mapped[str | None] = mapped_column(
        String(255), comment="The secret shown to whoever entered it last; goes when it is over"
    )
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
