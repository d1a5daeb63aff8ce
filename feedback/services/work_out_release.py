"""Working a release out: count, protect, write, and let the auditor attack it. Nothing is kept.

Gathering reads the database; all that takes long is done afterwards, so nobody waits for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.auditor import reading
from feedback.auditor.formats.agree import Entered
from feedback.auditor.unreadable import Unreadable
from feedback.disclosure import kept
from feedback.disclosure.declared import tables_of
from feedback.disclosure.edition import Edition
from feedback.disclosure.protect import Protected, protect
from feedback.disclosure.table import Table
from feedback.disclosure.work import Tell, Work
from feedback.errors import ReleaseRefused
from feedback.facts import Fact
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from feedback.services.audit_release import Files, attack_with, digest_of, files_of
from feedback.services.count_edition import count_edition, told_elsewhere
from feedback.store import ledger
from feedback.store.few_beside import few_beside
from feedback.store.keys import Keys
from feedback.store.models import Installation, Release
from feedback.store.outside import facts_of
from feedback.store.released import earlier_years

Write = Callable[[Report], Mapping[str, bytes]]
"""Turns a report into files by name. The portal brings it, because pages are its business."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything a release is worked out from. ``known`` and ``before`` are what left already.

    ``facts`` are told elsewhere, ``beside`` the periods they are about that have not left.
    ``entered`` is what the ledger holds of earlier years.
    """

    fresh: Edition
    known: Sequence[Edition]
    facts: Sequence[Fact]
    beside: Sequence[Edition]
    before: Sequence[Files]
    earlier: tuple[Report, ...]
    entered: Entered
    made_up: bool
    rests_on: str


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A release as it could leave: its files with the certificate, and what was counted."""

    period: Period
    rests_on: str
    files: Files
    counted: bytes
    solved: str = ""
    """How much is hidden and what it cost to choose, for whoever makes it; never in a file."""

    @property
    def digest(self) -> str:
        """Return one print over all its files."""
        return digest_of(self.files)


def gather(transaction: Session, period: Period, *, keys: Keys) -> Gathered:
    """Count a period, and read everything that has left about its year."""
    fresh = count_edition(transaction, period)
    known = ledger.editions_of(transaction, period.whole, keys=keys)
    facts, beside = told_elsewhere(transaction, [fresh, *known])
    few = few_beside(transaction, [fresh, *known, *beside])
    return Gathered(
        fresh=replace(fresh, few=fresh.few | few),
        known=known,
        facts=facts,
        beside=beside,
        before=[files_of(transaction, one.period) for one in known],
        earlier=earlier_years(transaction, period),
        entered=ledger.years_before(transaction, period),
        made_up=is_made_up(transaction),
        rests_on=rests_on(transaction, period),
    )


def rests_on(transaction: Session, period: Period) -> str:
    """Return one print over everything a release of this period must be judged with."""
    names = [one.name for one in (period.whole, *period.whole.quarters)]
    left = select(Release.period, Release.digest).where(Release.period.in_(names))
    found = sorted((row.period, row.digest) for row in transaction.execute(left))
    told = sorted(facts_of(transaction, period.whole))
    return sha256(repr((found, told)).encode()).hexdigest()


def is_made_up(transaction: Session) -> bool:
    """Whether this council is made up, so that nobody is protected by what is asked of others."""
    installation = transaction.get(Installation, 1)
    return installation is not None and installation.made_up


def work_out(gathered: Gathered, write: Write, *, keys: Keys, day: date, tell: Tell) -> WorkedOut:
    """Choose what to hide, write the files, and attack them with all that is known.

    The same comes out of the same, to the byte. Raises ``ReleaseRefused`` where the auditor
    could work out anything hidden.
    """
    fresh, known = gathered.fresh, gathered.known
    told = [*known, *gathered.beside]
    protected = protect(fresh, told, key=keys.release, facts=gathered.facts, work=Work(tell=tell))
    tell("writes", 1)
    report = _reported(gathered, protected, day)
    files = write(report)
    tell("attacks", len(known) + 1)
    editions = [_as_shown(fresh, report), *known]
    verdict = attack_with(files, gathered.before, editions, gathered.facts, gathered.entered)
    if not verdict.holds:
        raise ReleaseRefused(fresh.period.name, verdict.against)
    stem = next(name for name in files if name.endswith(".csv")).removesuffix(".csv")
    whole = {**files, f"{stem}.certificate.json": verdict.certificate}
    return WorkedOut(
        period=fresh.period,
        rests_on=gathered.rests_on,
        files=dict(sorted(whole.items())),
        counted=kept.write(fresh),
        solved=protected.in_words,
    )


def read_back(files: Files, *, frozen_on: date, made_up: bool) -> Report:
    """Read what the files of a release say, out of the very bytes that leave.

    Raises ``ReleaseRefused`` where they do not hold the tables declared today.
    """
    try:
        printed = reading.read(files)
        period = Period.named(printed.period)
        tables = tuple(_read_table(table, printed) for table in tables_of(period))
    except Unreadable as problem:
        raise ReleaseRefused("What was prepared", [f"{problem}; prepare it again"]) from problem
    except KeyError as problem:
        said = "it lacks a table that is declared today; prepare it again"
        raise ReleaseRefused("What was prepared", [said]) from problem
    return Report(
        period=period,
        frozen_on=frozen_on,
        made_up=made_up,
        tables=tables,
    )


def _read_table(table: Table, printed: reading.Printed) -> Reported:
    found = {cell.id: printed.numbers[table.id, cell.row, cell.column] for cell in table.cells}
    shown = {cell: number for cell, number in found.items() if number is not None}
    return Reported(table, shown or None, unproven=table.id in printed.unproven)


def _as_shown(fresh: Edition, report: Report) -> Edition:
    shown = {
        (one.table.id, cell): number
        for one in report.tables
        for cell, number in (one.counts or {}).items()
    }
    return replace(fresh, shown=shown)


def _reported(gathered: Gathered, protected: Protected, day: date) -> Report:
    fresh = gathered.fresh
    return Report(
        period=fresh.period,
        frozen_on=day,
        made_up=gathered.made_up,
        earlier=gathered.earlier,
        tables=tuple(
            Reported(
                table,
                {
                    cell: number
                    for cell, number in fresh.counts(table).items()
                    if (table.id, cell) not in protected.hidden
                }
                or None,
                unproven=table.id in protected.unproven,
            )
            for table in fresh.tables
        ),
    )
