"""Making a release: count, protect, write, freeze, and enter in the ledger, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.disclosure.declared import load_tables
from feedback.disclosure.protect import Children, Shown, withheld
from feedback.disclosure.spans import Span, span_of
from feedback.disclosure.table import Table, Unit
from feedback.errors import PeriodNotClosed
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from feedback.services.close_period import is_closed, still_open
from feedback.store import audit, ledger
from feedback.store.audit import Act, Actor
from feedback.store.counting import count_answers, count_children, count_reviews
from feedback.store.keys import Keys
from feedback.store.models import ClosedPeriod, Installation, Release, ReleaseFile

Write = Callable[[Report], Mapping[str, bytes]]
"""Turns a report into files by name. The portal brings it, because pages are its business."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A release as it left: its files, to the byte."""

    period: Period
    made_at: datetime
    files: Mapping[str, bytes]


def make_release(  # noqa: PLR0913  what is made, how it is written, and who, when
    transaction: Session, period: Period, write: Write, *, by: Actor, keys: Keys, now: datetime
) -> Frozen:
    """Return the release of a closed period, making it if nobody has yet.

    It is made once: whoever asks again gets the same bytes, whatever has changed since.
    Raises ``PeriodNotClosed`` naming what is still open.
    """
    _one_at_a_time(transaction, period)
    frozen = find_release(transaction, period)
    if frozen is not None:
        return frozen
    if not is_closed(transaction, period):
        raise PeriodNotClosed(period.name, still_open(transaction, period).sentences)
    report = _protected(transaction, period, now)
    frozen = Frozen(period, now, dict(sorted(write(report).items())))
    release = _freeze(transaction, frozen)
    ledger.enter(transaction, release, report)
    audit.write(transaction, by, Act("made-release", period.name, release.id), keys=keys, now=now)
    return frozen


def find_release(transaction: Session, period: Period) -> Frozen | None:
    """Find the release of a period, if one was ever made."""
    release = transaction.scalar(select(Release).where(Release.period == period.name))
    if release is None:
        return None
    rows = transaction.execute(
        select(ReleaseFile.name, ReleaseFile.content)
        .where(ReleaseFile.release_id == release.id)
        .order_by(ReleaseFile.name)
    )
    return Frozen(period, release.made_at, {row.name: row.content for row in rows})


def _one_at_a_time(transaction: Session, period: Period) -> None:
    """Hold the closed periods of the year: two releases not knowing of each other could differ.

    SQLite lets one transaction write at a time anyway, and takes no notice of this.
    """
    names = [one.name for one in (period.whole, *period.whole.quarters)]
    closed = select(ClosedPeriod.name).where(ClosedPeriod.name.in_(names))
    transaction.execute(closed.order_by(ClosedPeriod.name).with_for_update()).all()


def _protected(transaction: Session, period: Period, now: datetime) -> Report:
    fresh = _counted(transaction, period)
    known = ledger.shown_in(transaction, period.whole)
    hidden = withheld(fresh, known, children=_children(transaction, period.whole))
    installation = transaction.get(Installation, 1)
    return Report(
        period=period,
        frozen_on=now.date(),
        made_up=installation is not None and installation.made_up,
        tables=tuple(
            Reported(one.table, None if one.table.id in hidden else one.counts) for one in fresh
        ),
    )


def _counted(transaction: Session, period: Period) -> list[Shown]:
    tables, span = load_tables(), span_of(period)
    codes = count_reviews(transaction, (period.first, period.last))
    questions = [table.question for table in tables if table.question]
    answers = count_answers(transaction, questions, [q.name for q in period.quarters])
    return [
        Shown(table, span, table.count(answers[table.question] if table.question else codes))
        for table in tables
    ]


def _children(transaction: Session, year: Period) -> Children:
    """Ask the store once how many children are behind each cell; of sheets nobody knows."""
    reviews: list[Table] = [table for table in load_tables() if table.unit is Unit.REVIEWS]
    quarters = {f"Q{q.quarter}": (q.first, q.last) for q in year.quarters}
    behind = count_children(transaction, reviews, quarters)
    known = {table.id for table in reviews}

    def children(table: str, cell: str, span: Span) -> int | None:
        if table not in known:
            return None
        there = behind.get((table, cell), {})
        return sum(number for quarters, number in there.items() if quarters & span)

    return children


def _freeze(transaction: Session, frozen: Frozen) -> Release:
    prints = {name: sha256(content).hexdigest() for name, content in frozen.files.items()}
    whole = sha256("".join(f"{name} {print_}\n" for name, print_ in prints.items()).encode())
    release = Release(period=frozen.period.name, made_at=frozen.made_at, digest=whole.hexdigest())
    transaction.add(release)
    transaction.flush()
    transaction.add_all(
        ReleaseFile(release_id=release.id, name=name, content=content, digest=prints[name])
        for name, content in frozen.files.items()
    )
    return release
