"""The invitations of staff that stand open: taken back together, and swept when they are over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from feedback.store.models import StaffInvitation

GOOD_FOR = timedelta(hours=72)
KEPT = timedelta(days=30)
"""How long a page can still say what became of a code."""


def take_back_all(transaction: Session, email: str, *, now: datetime) -> int:
    """Take back every open invitation of an address; return how many there were."""
    taken = transaction.execute(
        update(StaffInvitation)
        .where(StaffInvitation.email == email)
        .where(StaffInvitation.used_at.is_(None), StaffInvitation.revoked_at.is_(None))
        .values(revoked_at=now, authenticator=None)
        .returning(StaffInvitation.id)
        .execution_options(synchronize_session="fetch")
    )
    return len(taken.all())


def sweep(transaction: Session, *, now: datetime) -> None:
    """Erase what was over 30 days ago."""
    before = now - KEPT
    transaction.execute(
        delete(StaffInvitation).where(
            or_(
                StaffInvitation.ends_at < before,
                StaffInvitation.used_at < before,
                StaffInvitation.revoked_at < before,
            )
        )
    )
