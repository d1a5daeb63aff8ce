"""Verifying the log: whether it is whole, and the one whose heads were kept elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.errors import LogBroken
from feedback.services.errands import Asked, Doing, ask
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.log_head import LogHead

KIND = "log-verify"
VERIFIED = "verified-log"
GIVEN = "the head that was entered"

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Whole:
    """A log that is whole: how many rows it holds, and from how many heads it goes on."""

    rows: int
    heads: int


def verify(
    transaction: Session,
    heads: Iterable[tuple[str, LogHead]],
    *,
    keys: Keys,
    step: Step = lambda _done, _total: None,
) -> Whole:
    """Say how long a log is that is whole; refuse with ``LogBroken``, in a sentence, any other.

    ``step`` is told how far it is, every thousand rows.
    """
    rows = audit.length(transaction)
    broken = audit.first_broken(
        transaction, keys=keys, step=lambda done: step(min(done, rows), rows)
    )
    if broken is not None:
        raise LogBroken(f"The log is broken at row {broken}.")
    beside = 0
    for name, head in heads:
        missing = head.first_missing(transaction)
        if missing is not None:
            raise LogBroken(
                f"The log is not the one whose head is in {name}: "
                f"row {missing} is missing or another."
            )
        beside += 1
    step(rows, rows)
    return Whole(rows, beside)


def kept_heads(folder: Path) -> list[tuple[str, LogHead]]:
    """Return the heads that were kept in a folder, by the name of their file."""
    files = sorted(folder.glob("*.head"))
    return [(path.name, LogHead.read(path.read_text("utf-8", "replace"))) for path in files]


def order(transaction: Session, head: str, *, by: Actor, keys: Keys, now: datetime) -> UUID:
    """Have the worker verify it, beside a head that was kept elsewhere if one is given.

    That somebody did is written down. Refuses with ``LogHeadUnsound`` what is no head.
    """
    told = {"head": str(LogHead.read(head))} if head.strip() else {}
    audit.write(transaction, by, Act(VERIFIED, "audit"), keys=keys, now=now)
    return ask(transaction, Asked(KIND, told), by=UUID(by.who), now=now)


def carry_out(store: Store, doing: Doing, *, keys: Keys, heads: Path) -> None:
    """Verify it, saying how far it is. What is wrong is refused with ``LogBroken``."""
    beside = kept_heads(heads)
    if "head" in doing.about:
        beside.append((GIVEN, LogHead.read(doing.about["head"])))
    with store.look() as transaction:
        verify(transaction, beside, keys=keys, step=doing.step)
