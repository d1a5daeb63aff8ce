"""Letting the auditor attack a release with everything that has left about its year."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.auditor.audit import Verdict, audit
from feedback.auditor.formats.agree import Entered
from feedback.disclosure.edition import Edition
from feedback.disclosure.needs import primary
from feedback.errors import ReleaseUnknown
from feedback.facts import Fact
from feedback.periods import Period
from feedback.services.count_edition import told_elsewhere
from feedback.store import ledger
from feedback.store.keys import Keys
from feedback.store.models import Release, ReleaseFile

Files = Mapping[str, bytes]


def attack_with(
    files: Files,
    before: Sequence[Files],
    editions: Sequence[Edition],
    facts: Sequence[Fact],
    earlier: Entered,
) -> Verdict:
    """Attack files with those of every release ``before`` and with what is told elsewhere.

    The first of the editions is theirs. ``earlier`` is what left of the years before, which a
    year may say again.
    """
    entered = {**earlier, **_entered(editions)}
    few = frozenset().union(*(one.few for one in editions))
    small, true = _small(editions), _true(editions)
    return audit(files, before, entered, facts, small=small, few=few, true=true)


def verify(
    transaction: Session, period: Period, files: Files | None = None, *, keys: Keys
) -> Verdict:
    """Attack a release that has left, with all that is known today.

    ``files`` are those somebody holds; without them the frozen ones are taken. Raises
    ``ReleaseUnknown`` where nothing of this period has left.
    """
    editions = ledger.editions_of(transaction, period.whole, keys=keys)
    mine = [one for one in editions if one.period == period]
    if not mine:
        raise ReleaseUnknown(period.name)
    own = files_of(transaction, period) if files is None else files
    if files is None and digest_of(own) != _frozen(transaction, period):
        return Verdict(period.name, ("its files are not those that were frozen",), (), b"")
    others = [one for one in editions if one.period != period]
    before = [files_of(transaction, one.period) for one in others]
    facts, _beside = told_elsewhere(transaction, [*mine, *others])
    earlier = ledger.years_before(transaction, period)
    return attack_with(own, before, [*mine, *others], facts, earlier)


def files_of(transaction: Session, period: Period) -> Files:
    """Return the frozen files of a release."""
    rows = transaction.execute(
        select(ReleaseFile.name, ReleaseFile.content)
        .join(Release, Release.id == ReleaseFile.release_id)
        .where(Release.period == period.name)
        .order_by(ReleaseFile.name)
    )
    return {row.name: row.content for row in rows}


def prints_of(files: Files) -> Mapping[str, str]:
    """Return the SHA-256 print of each file."""
    return {name: sha256(content).hexdigest() for name, content in sorted(files.items())}


def digest_of(files: Files) -> str:
    """Return one print over all files of a release."""
    lines = (f"{name} {print_}\n" for name, print_ in prints_of(files).items())
    return sha256("".join(lines).encode()).hexdigest()


def _frozen(transaction: Session, period: Period) -> str | None:
    return transaction.scalar(select(Release.digest).where(Release.period == period.name))


def _entered(editions: Sequence[Edition]) -> dict[tuple[str, str, str, str], int | None]:
    return {
        (one.period.name, table.id, cell.row, cell.column): one.shown.get((table.id, cell.id))
        for one in editions
        for table in one.tables
        for cell in table.cells
    }


def _true(editions: Sequence[Edition]) -> dict[tuple[str, tuple[str, str, str]], int]:
    """Say what hidden numbers are, so that somebody who knows one of them can be tried."""
    return {
        (one.period.name, (table.id, cell.row, cell.column)): counts[cell.id]
        for one in editions
        for table in one.tables
        for counts in (one.counts(table),)
        for cell in table.cells
        if (table.id, cell.id) not in one.shown
    }


def _small(editions: Sequence[Edition]) -> frozenset[tuple[str, tuple[str, str, str]]]:
    """Say which hidden numbers are small, as only the service can."""
    return frozenset(
        (one.period.name, (table.id, cell.row, cell.column))
        for one in editions
        for hidden in (primary(one),)
        for table in one.tables
        for counts in (one.counts(table),)
        for cell in table.cells
        if (table.id, cell.id) in hidden and counts[cell.id]
    )
