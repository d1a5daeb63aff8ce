"""A second person looks at what was prepared, and lets it leave or sends it back.

Only those who may agree see it before it leaves, and each look is written down first. What they
see is read out of the very bytes that leave.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.errors import (
    AgreedByTheSame,
    NotPrepared,
    OvertakenMeanwhile,
    SealBroken,
    SendingBackNeedsReason,
)
from feedback.periods import Period
from feedback.releases.report import Report
from feedback.services.audit_release import Files, digest_of
from feedback.services.release import Between, Frozen, freeze, one_at_a_time
from feedback.services.work_out_release import (
    WorkedOut,
    is_made_up,
    read_back,
    rests_on,
)
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import PreparedFile, PreparedRelease, Staff
from feedback.store.sealing import Place

LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was prepared, for those who may agree to it."""

    report: Report
    files: Files
    digest: str
    prepared_at: datetime
    prepared_by: UUID
    preparer: str
    is_overtaken: bool
    """Whether something of its year has left since, so that it must be prepared again."""
    sent_back_at: datetime | None = None
    sender: str = ""
    reason: str = ""
    solved: str = ""
    """How much is hidden, which tables were withheld for want of work, and what choosing took."""


def look_at_prepared(
    store: Store, period: Period, *, by: Actor, keys: Keys, now: datetime
) -> Waiting:
    """Open what was prepared; that it is looked at is written down before.

    Raises ``NotPrepared`` where nothing lies there.
    """
    with store.look() as transaction:
        key = _found(transaction, period).id
    act = Act("looked-at-prepared-release", period.name, key)
    permit = audit.opened_by(store, by, act, keys=keys, now=now)
    with store.look() as transaction:
        row = _found(transaction, period)
        files = _files(transaction, row, permit.keys)
        sent_back = row.reason is not None
        solved = permit.read(row.solved, _solved(row)) if row.solved else ""
        return Waiting(
            report=read_back(
                files, frozen_on=row.prepared_at.date(), made_up=is_made_up(transaction)
            ),
            files=files,
            digest=row.digest,
            prepared_at=row.prepared_at,
            prepared_by=row.prepared_by,
            preparer=_name(transaction, row.prepared_by),
            is_overtaken=row.rests_on != rests_on(transaction, period),
            sent_back_at=row.sent_back_at,
            sender=_name(transaction, row.sent_back_by),
            reason=permit.read(row.reason, _reason(row)) if row.reason and sent_back else "",
            solved=solved,
        )


def agree_to_release(  # noqa: PLR0913  what was seen of which period, and who agrees, when
    transaction: Session, period: Period, digest: str, *, by: Actor, keys: Keys, now: datetime
) -> Frozen:
    """Let out exactly what was prepared, byte for byte. ``digest`` says what was looked at.

    Raises ``NotPrepared``, ``AgreedByTheSame`` for whoever prepared it, and
    ``OvertakenMeanwhile`` where it is not what was looked at, or not all that is to be known.
    """
    one_at_a_time(transaction, period)
    row = _found(transaction, period)
    who = UUID(by.who)
    if row.sent_back_at is not None:
        raise NotPrepared(period.name)
    if who == row.prepared_by:
        raise AgreedByTheSame(period.name)
    if row.digest != digest or row.rests_on != rests_on(transaction, period):
        raise OvertakenMeanwhile(period.name)
    made = WorkedOut(
        period,
        row.rests_on,
        _files(transaction, row, keys),
        keys.open(row.counted, Place("prepared_release", "counted", row.id)),
    )
    between = Between(row.prepared_by, row.prepared_at, who)
    frozen = freeze(transaction, made, between, by=by, keys=keys, now=now)
    transaction.execute(delete(PreparedFile).where(PreparedFile.prepared_id == row.id))
    transaction.delete(row)
    return frozen


def send_release_back(  # noqa: PLR0913  which, why, and who, when
    transaction: Session, period: Period, reason: str, *, by: Actor, keys: Keys, now: datetime
) -> None:
    """Keep what was prepared from leaving; whoever prepared it may take it back like this, too.

    Raises ``NotPrepared``, and ``SendingBackNeedsReason`` for a reason of nothing or too much.
    """
    said = " ".join(reason.split())
    if not 0 < len(said) <= LONGEST_REASON:
        raise SendingBackNeedsReason(LONGEST_REASON)
    row = _found(transaction, period)
    if row.sent_back_at is not None:
        raise NotPrepared(period.name)
    row.sent_back_at, row.sent_back_by = now, UUID(by.who)
    row.reason = keys.seal(said.encode(), _reason(row))
    act = Act("sent-release-back", period.name, row.id)
    audit.write(transaction, by, act, keys=keys, now=now)


def _found(transaction: Session, period: Period) -> PreparedRelease:
    wanted = select(PreparedRelease).where(PreparedRelease.period == period.name)
    row = transaction.scalar(wanted)
    if row is None:
        raise NotPrepared(period.name)
    return row


def _files(transaction: Session, row: PreparedRelease, keys: Keys) -> Files:
    """Open the files; refuses with ``SealBroken`` any others than were prepared."""
    found = transaction.scalars(
        select(PreparedFile).where(PreparedFile.prepared_id == row.id).order_by(PreparedFile.name)
    )
    files = {
        one.name: keys.open(one.content, Place("prepared_file", "content", one.id))
        for one in found
    }
    if digest_of(files) != row.digest:
        raise SealBroken("What was prepared is not what lies here.")
    return files


def _solved(row: PreparedRelease) -> Place:
    return Place("prepared_release", "solved", row.id)


def _reason(row: PreparedRelease) -> Place:
    return Place("prepared_release", "reason", row.id)


def _name(transaction: Session, staff_id: UUID | None) -> str:
    staff = transaction.get(Staff, staff_id) if staff_id else None
    return staff.name if staff else ""
