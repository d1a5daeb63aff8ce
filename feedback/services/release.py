"""Making a release: count, protect, write, freeze, and enter in the ledger, once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure import kept
from feedback.disclosure.declared import tables_of
from feedback.disclosure.edition import Edition
from feedback.disclosure.protect import Protected, protect
from feedback.disclosure.views import count_table
from feedback.disclosure.work import Tell, Work, tell_nobody
from feedback.errors import PeriodNotClosed, ReleaseRefused
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from feedback.services.audit_release import attack, files_of
from feedback.services.close_period import is_closed, still_open
from feedback.store import audit, ledger
from feedback.store.audit import Act, Actor
from feedback.store.counting import count_period
from feedback.store.few_children import few_children
from feedback.store.keys import Keys
from feedback.store.models import ClosedPeriod, Installation, Release, ReleaseFile
from feedback.store.models.base import new_key
from feedback.store.released import earlier_years
from feedback.store.sealing import Place

Write = Callable[[Report], Mapping[str, bytes]]
"""Turns a report into files by name. The portal brings it, because pages are its business."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A release as it left: its files, to the byte."""

    period: Period
    made_at: datetime
    files: Mapping[str, bytes]


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
    """Return the release of a closed period, making it if nobody has yet.

    It is made once: whoever asks again gets the same bytes, whatever has changed since.
    Raises ``PeriodNotClosed`` naming what is still open, and ``ReleaseRefused`` where the
    auditor could work out anything hidden.
    """
    _one_at_a_time(transaction, period)
    frozen = find_release(transaction, period)
    if frozen is not None:
        return frozen
    if not is_closed(transaction, period):
        raise PeriodNotClosed(period.name, still_open(transaction, period).sentences)
    fresh = count_edition(transaction, period)
    known = ledger.editions_of(transaction, period.whole, keys=keys)
    protected = protect(fresh, known, key=keys.release, work=Work(tell=tell))
    report = _reported(transaction, fresh, protected, now)
    tell("attacks", len(known) + 1)
    files = _certified(transaction, write(report), [_as_shown(fresh, report), *known])
    frozen = Frozen(period, now, dict(sorted(files.items())))
    release = _freeze(transaction, frozen, kept.write(fresh), keys)
    ledger.enter(transaction, release, report)
    audit.write(transaction, by, Act("made-release", period.name, release.id), keys=keys, now=now)
    return frozen


def _certified(
    transaction: Session, files: Mapping[str, bytes], editions: Sequence[Edition]
) -> Mapping[str, bytes]:
    """Add the auditor’s certificate to files it could not break."""
    verdict = attack(transaction, files, editions)
    if not verdict.holds:
        raise ReleaseRefused(editions[0].period.name, verdict.against)
    stem = next(name for name in files if name.endswith(".csv")).removesuffix(".csv")
    return {**files, f"{stem}.certificate.json": verdict.certificate}


def _as_shown(fresh: Edition, report: Report) -> Edition:
    shown = {
        (one.table.id, cell): number
        for one in report.tables
        for cell, number in (one.counts or {}).items()
    }
    return replace(fresh, shown=shown)


def find_release(transaction: Session, period: Period) -> Frozen | None:
    """Find the release of a period, if one was ever made."""
    release = transaction.scalar(select(Release).where(Release.period == period.name))
    if release is None:
        return None
    return Frozen(period, release.made_at, files_of(transaction, period))


def _one_at_a_time(transaction: Session, period: Period) -> None:
    """Hold the closed periods of the year: two releases not knowing of each other could differ.

    SQLite lets one transaction write at a time anyway, and takes no notice of this.
    """
    names = [one.name for one in (period.whole, *period.whole.quarters)]
    closed = select(ClosedPeriod.name).where(ClosedPeriod.name.in_(names))
    transaction.execute(closed.order_by(ClosedPeriod.name).with_for_update()).all()


def count_edition(transaction: Session, period: Period) -> Edition:
    """Count everything a release of a period holds."""
    tables = tables_of(period)
    counted = count_period(transaction, tables, period)
    counts = {table.id: (table, count_table(table, counted[table.of])) for table in tables}
    return Edition(period, tables, counted, few_children(transaction, counts, period))


def _reported(transaction: Session, fresh: Edition, protected: Protected, now: datetime) -> Report:
    installation = transaction.get(Installation, 1)
    return Report(
        period=fresh.period,
        frozen_on=now.date(),
        made_up=installation is not None and installation.made_up,
        earlier=earlier_years(transaction, fresh.period),
        tables=tuple(
            Reported(
                table,
                {
                    cell: number
                    for cell, number in fresh.counts(table).items()
                    if (table.id, cell) not in protected.hidden
                }
                or None,
            )
            for table in fresh.tables
        ),
    )


def _freeze(transaction: Session, frozen: Frozen, counted: bytes, keys: Keys) -> Release:
    key = new_key()
    prints = {name: sha256(content).hexdigest() for name, content in frozen.files.items()}
    whole = sha256("".join(f"{name} {print_}\n" for name, print_ in prints.items()).encode())
    release = Release(
        id=key,
        period=frozen.period.name,
        made_at=frozen.made_at,
        digest=whole.hexdigest(),
        counted=keys.seal(counted, Place("release", "counted", key)),
    )
    transaction.add(release)
    transaction.flush()
    transaction.add_all(
        ReleaseFile(release_id=release.id, name=name, content=content, digest=prints[name])
        for name, content in frozen.files.items()
    )
    return release
