"""Taking a release back with a note. Its figures have been read and stay facts for ever."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import ReleaseUnknown, WithdrawalNeedsNote
from feedback.periods import Period
from feedback.services.close_period import staff_of
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import Release

LONGEST_NOTE = 1_000


def withdraw_release(  # noqa: PLR0913  which, why, and who, when
    transaction: Session, period: Period, note: str, *, by: Actor, keys: Keys, now: datetime
) -> bool:
    """Withdraw a release, and say whether it stood until now. The first note stays.

    Raises ``ReleaseUnknown`` where nothing of the period has left, and ``WithdrawalNeedsNote``
    for a note of nothing or of more than 1,000 characters.
    """
    said = note.strip()
    if not 0 < len(said) <= LONGEST_NOTE:
        raise WithdrawalNeedsNote(LONGEST_NOTE)
    release = transaction.scalar(select(Release).where(Release.period == period.name))
    if release is None:
        raise ReleaseUnknown(period.name)
    if release.withdrawn_at is not None:
        return False
    release.withdrawn_at, release.note = now, said
    release.withdrawn_by = staff_of(by)
    audit.write(
        transaction, by, Act("withdrew-release", period.name, release.id), keys=keys, now=now
    )
    return True
