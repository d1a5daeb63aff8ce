"""Looking for all that was acknowledged: in the database, whole, once, and in the journal."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.journal import Journal
from feedback.store.keys import Keys, read_keys
from feedback.store.models import ChildCopy, Draft, Letter, SentViews, Sheet, Tray
from feedback.store.sealing import Place
from tests.tools.chaos.child import Acknowledged, Kind, words_of

_WORDS = re.compile(words_of(r"\d+", 0).removesuffix("0") + r"\d+")


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


def look(instance: Path, acknowledged: Iterable[Acknowledged], url: str = "") -> Verdict:
    """Compare what is kept in an installation with what was acknowledged there.

    Of a database that cannot even be opened any more, everything is lost.
    """
    told = list(acknowledged)
    keys = read_keys(instance / "keys")
    engine = connect(url or f"sqlite:///{instance / 'heard.sqlite'}")
    try:
        with Store(engine).look() as transaction:
            kept = [*_views(transaction, keys), *_sheets(transaction, keys)]
    except DatabaseError:
        kept = []
    finally:
        engine.dispose()
    stands = {one.said: one for one in kept}
    written = Counter(_written(instance, keys))
    lost = halved = 0
    for one in told:
        found = stands.get(one.said)
        lost += found is None
        halved += found is not None and not found.is_what(one)
    halved += sum(not one.said for one in kept)
    often = (Counter(one.said for one in kept), written)
    doubled = sum(count > 1 for each in often for said, count in each.items() if said)
    return Verdict(len(told), lost, halved, doubled, sum(not written[one.said] for one in told))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Something that was sent as it stands: what was said in it, under which letter, and whole."""

    said: str
    number: str = ""
    receipt: str = ""
    whole: bool = True

    def is_what(self, told: Acknowledged) -> bool:
        """Whether it is all that a child was told; of a sheet nobody knows whose it is."""
        if told.kind is Kind.SHEET:
            return not self.number
        theirs = self.number == told.number and (self.receipt == told.receipt or not told.receipt)
        return self.whole and theirs and (told.kind is Kind.MORE or bool(told.receipt))


def _views(transaction: Session, keys: Keys) -> Iterator[_Kept]:
    copies = set(transaction.scalars(select(ChildCopy.views_id)))
    drafts = set(transaction.scalars(select(Draft.id)))
    asked = select(SentViews.id, SentViews.answers, SentViews.receipt, Letter.number)
    asked = asked.join(Letter, SentViews.letter_id == Letter.id).execution_options(yield_per=1000)
    for key, answers, receipt, number in transaction.execute(asked):
        said = _said(keys.open(answers, Place("views", "answers", key)))
        yield _Kept(said, number, receipt, key in copies and key not in drafts)


def _sheets(transaction: Session, keys: Keys) -> Iterator[_Kept]:
    assert not transaction.scalars(select(Sheet.id)).first(), "nobody tips the tray out here"
    for row in transaction.scalars(select(Tray)):
        yield _Kept(_said(keys.open(row.sheet, Place("tray", "sheet", row.key))))


def _written(instance: Path, keys: Keys) -> Iterator[str]:
    """Give what is said in each submission of the journal."""
    latest = {(line.book, line.key): line for line in Journal(instance / "journal").lines()}
    for line in latest.values():
        for row in line.rows:
            if isinstance(row, SentViews):
                yield _said(keys.open(row.answers, Place("views", "answers", row.id)))
            elif isinstance(row, Tray):
                yield _said(keys.open(row.sheet, Place("tray", "sheet", row.key)))


def _said(plain: bytes) -> str:
    """Return the words that tell it from everything else; none, when it lost them."""
    found = _WORDS.search(json.dumps(json.loads(plain)))
    return found[0] if found else ""
