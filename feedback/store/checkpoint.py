"""Where the log begins now that age removed what came before: a row’s mac, signed.

The chain goes on from it. Whoever has the database and not the log’s key can make none, so
rows that are missing are found whether they stood at the beginning or in the middle.
"""

import hmac
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.store.keys import Keys
from feedback.store.models import AuditRow, Checkpoint


def newest(transaction: Session) -> Checkpoint | None:
    """Return the checkpoint from which the chain goes on, if age ever removed anything."""
    return transaction.scalars(
        select(Checkpoint).order_by(Checkpoint.place.desc()).limit(1)
    ).first()


def is_ours(checkpoint: Checkpoint, keys: Keys) -> bool:
    """Whether it was signed with the log’s key and says what it said then."""
    signed = _mark(checkpoint.place, checkpoint.after, checkpoint.made_at, keys)
    return hmac.compare_digest(checkpoint.mark, signed)


def cut(transaction: Session, place: int, *, keys: Keys, now: datetime) -> int:
    """Remove the log up to a row, and sign where it goes on; return how many rows went."""
    after = transaction.get_one(AuditRow, place).mac
    mark = _mark(place, after, now, keys)
    transaction.add(Checkpoint(place=place, after=after, made_at=now, mark=mark))
    transaction.flush()
    gone = transaction.execute(
        delete(AuditRow).where(AuditRow.place <= place).returning(AuditRow.place)
    )
    return len(gone.all())


def _mark(place: int, after: bytes, made_at: datetime, keys: Keys) -> bytes:
    told = f"checkpoint {place} {made_at.astimezone(UTC).isoformat()} ".encode()
    return hmac.new(keys.audit, told + after, sha256).digest()
