"""Writing the journal back into a database that was restored from before."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.services import enter, letter_line
from feedback.services.retention.erase import take_words
from feedback.services.withdraw import erase
from feedback.store import Store
from feedback.store.journal import Book, Journal, Line, put_back
from feedback.store.models import Base, CameBy, Concern, Draft, SentViews, TrayKey


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many submissions came back, were there already, or have no letter to belong to."""

    added: int
    there: int
    homeless: int


def replay(
    store: Store,
    journal: Journal,
    *,
    erased: frozenset[UUID] = frozenset(),
    taken_at: datetime | None = None,
) -> Replayed:
    """Put back what is missing. Doing it twice adds nothing; erased keys stay erased.

    Of two lines under one key the later stands: the earlier was never acknowledged, or what
    it held was taken back or erased since. Such views lose their words here too. A letter comes
    back before what was sent under it; one that is missing although the copy was ``taken_at`` a
    later moment never was.
    """
    latest = {(line.book, line.key): line for line in journal.lines()}
    results = [_put_back(store, line, erased, taken_at) for line in latest.values()]
    return Replayed(results.count(True), results.count(False), results.count(None))


def _put_back(
    store: Store, line: Line, erased: frozenset[UUID], taken_at: datetime | None
) -> bool | None:
    letter = letter_line.letter_of(line)
    try:
        with store.begin() as transaction:
            if line.book is Book.TRAY and transaction.get(TrayKey, line.key) is not None:
                return False
            if letter is not None:
                if letter_line.never_was(transaction, letter, taken_at=taken_at):
                    return False
                letter_line.make_way(transaction, line, letter)
            rows = tuple(row for row in line.rows if not _is_called_for(transaction, row))
            added = put_back(transaction, replace(line, rows=rows), erased=erased)
            _take_back(transaction, line)
            _spend_codes(transaction, line)
            transaction.execute(delete(Draft).where(Draft.id == line.key))
            return added
    except IntegrityError:
        return None


def _is_called_for(transaction: Session, row: Base) -> bool:
    """Whether somebody is called for under this letter already, by another call of its kind."""
    if not isinstance(row, Concern) or row.seen_at is not None:
        return False
    same = (Concern.letter_id == row.letter_id, Concern.kind == row.kind)
    open_calls = select(Concern.id).where(*same, Concern.seen_at.is_(None))
    return transaction.scalar(open_calls) not in {None, row.id}


def _spend_codes(transaction: Session, line: Line) -> None:
    """Spend the QR with which something was sent, as Send did: a browser may remember it."""
    for row in line.rows:
        if isinstance(row, SentViews) and row.came_by == CameBy.SCREEN:
            enter.spend_code(transaction, row.letter_id)


def _take_back(transaction: Session, line: Line) -> None:
    for row in line.rows:
        if isinstance(row, SentViews) and row.withdrawn_at is not None:
            erase(transaction, [row.id], at=row.withdrawn_at)
        if isinstance(row, SentViews) and row.erased_on is not None:
            take_words(transaction, [row.id], on=row.erased_on)
