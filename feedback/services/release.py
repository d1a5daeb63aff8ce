"""Freezing a release, once: its files, what it counted, and every figure on the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure.work import Tell, tell_nobody
from feedback.errors import NeedsTwoPeople, PeriodNotClosed
from feedback.periods import Period
from feedback.services.audit_release import files_of, prints_of
from feedback.services.close_period import is_closed, still_open
from feedback.services.work_out_release import (
    WorkedOut,
    Write,
    gather,
    is_made_up,
    read_back,
    work_out,
)
from feedback.store import audit, ledger
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import ClosedPeriod, Release, ReleaseFile
from feedback.store.models.base import new_key
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Frozen:
    """A release as it left: its files, to the byte."""

    period: Period
    made_at: datetime
    files: Mapping[str, bytes]
    solved: str = field(default="", compare=False)
    """How much is hidden and what choosing it cost, the first time it is made."""


@dataclass(frozen=True, slots=True)
class Between:
    """Which two people let a release out, and when the first had prepared it."""

    prepared_by: UUID
    prepared_at: datetime
    agreed_by: UUID


def make_release(  # noqa: PLR0913  what is made, how it is written, and who, when
    transaction: Session,
    period: Period,
    write: Write,
    *,
    by: Actor,
    keys: Keys,
    now: datetime,
    tell: Tell = tell_nobody,
) -> Frozen:
    """Return the release of a closed period; a made-up council’s is made if nobody has yet.

    It is made once: whoever asks again gets the same bytes, whatever has changed since. Raises
    ``PeriodNotClosed`` naming what is still open, ``NeedsTwoPeople`` where real children are
    counted, and ``ReleaseRefused`` where the auditor could work out anything hidden.
    """
    one_at_a_time(transaction, period)
    frozen = find_release(transaction, period)
    if frozen is not None:
        return frozen
    must_be_closed(transaction, period)
    if not is_made_up(transaction):
        raise NeedsTwoPeople(period.name)
    gathered = gather(transaction, period, keys=keys)
    made = work_out(gathered, write, keys=keys, day=now.date(), tell=tell)
    return freeze(transaction, made, None, by=by, keys=keys, now=now)


def find_release(transaction: Session, period: Period) -> Frozen | None:
    """Find the release of a period, if one was ever made."""
    release = transaction.scalar(select(Release).where(Release.period == period.name))
    if release is None:
        return None
    return Frozen(period, release.made_at, files_of(transaction, period))


def must_be_closed(transaction: Session, period: Period) -> None:
    """Refuse a period that nobody closed with ``PeriodNotClosed``, naming what is still open."""
    if not is_closed(transaction, period):
        raise PeriodNotClosed(period.name, still_open(transaction, period).sentences)


def one_at_a_time(transaction: Session, period: Period) -> None:
    """Hold the closed periods of the year: two releases not knowing of each other could differ.

    SQLite lets one transaction write at a time anyway, and takes no notice of this.
    """
    names = [one.name for one in (period.whole, *period.whole.quarters)]
    closed = select(ClosedPeriod.name).where(ClosedPeriod.name.in_(names))
    transaction.execute(closed.order_by(ClosedPeriod.name).with_for_update()).all()


def freeze(  # noqa: PLR0913  what, between whom, and who writes it down, when
    transaction: Session,
    made: WorkedOut,
    between: Between | None,
    *,
    by: Actor,
    keys: Keys,
    now: datetime,
) -> Frozen:
    """Keep a release for ever, and enter every cell of its own files in the ledger."""
    key = new_key()
    frozen_at = between.prepared_at if between else now
    release = Release(
        id=key,
        period=made.period.name,
        made_at=frozen_at,
        digest=made.digest,
        counted=keys.seal(made.counted, Place("release", "counted", key)),
        prepared_by=between.prepared_by if between else None,
        agreed_by=between.agreed_by if between else None,
        agreed_at=now if between else None,
    )
    transaction.add(release)
    transaction.flush()
    transaction.add_all(
        ReleaseFile(release_id=key, name=name, content=made.files[name], digest=print_)
        for name, print_ in prints_of(made.files).items()
    )
    report = read_back(made.files, frozen_on=frozen_at.date(), made_up=is_made_up(transaction))
    ledger.enter(transaction, release, report)
    audit.write(transaction, by, Act("made-release", made.period.name, key), keys=keys, now=now)
    return Frozen(made.period, frozen_at, made.files, made.solved)
