"""What the log says of what went: of each part with it, and of the whole when all of it went.

A certificate says what went by kind and number, and a digest over the key of every row, made
with the log’s own key: whoever has the list that was shown can prove that this went and no more.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.services.retention.plan import added
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import AuditRow

PART, ERASED = "erased-a-part", "erased-by-age"
READ = "read-certificates"


@dataclass(frozen=True, slots=True)
class Told:
    """A certificate as the log holds it.

    ``left`` counts what was damaged and stayed. One that is not whole is of a run that was cut
    short: the next run certifies what went then too.
    """

    at: datetime
    place: int
    counts: Mapping[str, int]
    digest: str
    left: int = 0
    whole: bool = True


def act_of(act: str, counts: Mapping[str, int], digest: str, left: int = 0) -> Act:
    """Say in the log what went."""
    told = json.dumps({"counts": dict(counts), "digest": digest, "left": left})
    return Act(act, "installation", reason=told)


def since_the_last(transaction: Session, permit: Permit) -> Told | None:
    """Add up the parts of which no whole certificate tells yet. None if there are none."""
    rows = _uncertified(transaction)
    if not rows:
        return None
    parts = [_read(row, permit) for row in rows]
    counts: Counter[str] = Counter()
    for one in parts:
        counts.update(one.counts)
    last, digest = parts[-1], added(*(one.digest for one in parts))
    return Told(last.at, last.place, dict(sorted(counts.items())), digest, whole=False)


def was_cut_short(transaction: Session) -> bool:
    """Whether a run ended before it could certify the whole."""
    return bool(_uncertified(transaction))


def certificates(store: Store, by: Actor, *, keys: Keys, now: datetime) -> tuple[Told, ...]:
    """Read every certificate there is in the log, the newest first. Reading is in the log, too."""
    permit = audit.opened_by(store, by, Act(READ, "audit"), keys=keys, now=now)
    with store.look() as transaction:
        rows = transaction.scalars(
            select(AuditRow).where(AuditRow.act == ERASED).order_by(AuditRow.place.desc())
        ).all()
        open_still = since_the_last(transaction, permit)
    whole = tuple(_read(row, permit) for row in rows)
    return whole if open_still is None else (open_still, *whole)


def _uncertified(transaction: Session) -> Sequence[AuditRow]:
    last = select(func.coalesce(func.max(AuditRow.place), 0)).where(AuditRow.act == ERASED)
    return transaction.scalars(
        select(AuditRow)
        .where(AuditRow.act == PART, AuditRow.place > last.scalar_subquery())
        .order_by(AuditRow.place)
    ).all()


def _read(row: AuditRow, permit: Permit) -> Told:
    said = json.loads(permit.read(row.reason or b"", audit.reason_place(row.place)))
    return Told(row.at, row.place, said["counts"], said["digest"], said.get("left", 0))
