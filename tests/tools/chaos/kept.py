"""Looking for all that was acknowledged: in the database, whole, once, and in the journal."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.journal import Book, Journal
from feedback.store.keys import Keys, read_keys
from feedback.store.models import ChildCopy, Draft, Letter, SentViews, Sheet, Tray
from feedback.store.sealing import Place
from tests.tools.chaos.child import Acknowledged, Kind, words_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of what children were told is safe."""

    acknowledged: int
    lost: int
    halved: int
    doubled: int
    unjournaled: int

    @property
    def sound(self) -> bool:
        """Whether nothing acknowledged was lost, halved, doubled or kept in one place only."""
        return not (self.lost or self.halved or self.doubled or self.unjournaled)

    def __str__(self) -> str:
        return (
            f"{self.acknowledged:,} acknowledged: {self.lost:,} lost, {self.halved:,} halved, "
            f"{self.doubled:,} doubled, {self.unjournaled:,} not in the journal"
        )


def look(instance: Path, acknowledged: Iterable[Acknowledged]) -> Verdict:
    """Compare what is kept in an installation with what was acknowledged there.

    Of a database that cannot even be opened any more, everything is lost.
    """
    told = list(acknowledged)
    keys = read_keys(instance / "keys")
    engine = connect(f"sqlite:///{instance / 'heard.sqlite'}")
    try:
        with Store(engine).look() as transaction:
            kept, whole = _views(transaction, keys), _sheets(transaction, keys)
    except DatabaseError:
        kept, whole = _Kept(), Counter()
    finally:
        engine.dispose()
    written = _written(instance, keys)
    lost = halved = unjournaled = 0
    for one in told:
        mark = one.receipt if one.kind is Kind.VIEWS else words_of(one.number)
        found = kept[one.number] if one.kind is Kind.VIEWS else whole[mark]
        lost += not found
        halved += one.kind is Kind.VIEWS and found == [None]
        halved += one.kind is Kind.VIEWS and found not in ([], [None]) and mark not in found
        unjournaled += not written[mark]
    doubled = sum(len(each) > 1 for each in kept.values())
    doubled += sum(count > 1 for count in whole.values())
    doubled += sum(count > 1 for mark, count in written.items() if mark in whole)
    return Verdict(len(told), lost, halved, doubled, unjournaled)


class _Kept(dict[str, list[str | None]]):
    """The receipts kept under each letter; none for one that is not whole."""

    def __missing__(self, number: str) -> list[str | None]:
        return []


def _views(transaction: Session, keys: Keys) -> _Kept:
    copies = set(transaction.scalars(select(ChildCopy.views_id)))
    drafts = set(transaction.scalars(select(Draft.id)))
    asked = select(SentViews, Letter.number).join(Letter, SentViews.letter_id == Letter.id)
    kept = _Kept()
    for views, number in transaction.execute(asked):
        plain = keys.open(views.answers, Place("views", "answers", views.id))
        whole = words_of(number) in json.dumps(json.loads(plain))
        whole = whole and views.id in copies and views.id not in drafts
        kept[number] = [*kept[number], views.receipt if whole else None]
    return kept


def _sheets(transaction: Session, keys: Keys) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in transaction.scalars(select(Tray)):
        found[_said(keys.open(row.sheet, Place("tray", "sheet", row.key)))] += 1
    assert not transaction.scalars(select(Sheet.id)).first(), "nobody tips the tray out here"
    return found


def _written(instance: Path, keys: Keys) -> Counter[str]:
    """Count the submissions of the journal: views by receipt, sheets by what they say."""
    latest = {(line.book, line.key): line for line in Journal(instance / "journal").lines()}
    found: Counter[str] = Counter()
    for line in latest.values():
        for row in line.rows:
            if line.book is Book.VIEWS and isinstance(row, SentViews):
                found[row.receipt] += 1
            elif isinstance(row, Tray):
                found[_said(keys.open(row.sheet, Place("tray", "sheet", row.key)))] += 1
    return found


def _said(sheet: bytes) -> str:
    return str(json.loads(sheet)["words"]["more"][0])
