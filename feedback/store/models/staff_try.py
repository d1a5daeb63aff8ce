"""A try at a door of staff that was not right: at whose account, and from which network."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.models.base import Base, new_key


class StaffTry(Base):
    """A password or code of staff that opened nothing; swept after a day.

    Whose it was is a digest: what is typed in place of an address may be a password.
    """

    __tablename__ = "staff_try"
    __table_args__ = (
        CheckConstraint("length(whose) = 32", "digest_is_whole"),
        Index("ix_staff_try_account", "whose", "network", "at"),
        Index("ix_staff_try_network", "network", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    whose: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="HMAC of page and account with staff’s key; may be nobody’s"
    )
    network: Mapped[str] = mapped_column(String(64), comment="/24 or /56")
    at: Mapped[datetime]
