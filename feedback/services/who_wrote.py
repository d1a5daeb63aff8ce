"""Opening the link from one worrying evaluation to its child: in the log first, for an hour.

Every live link is tried, with the weeks’ keys that are left, because none says which it is.
What is found is shown and kept nowhere.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from feedback.errors import SealBroken
from feedback.services.evaluate import link_place
from feedback.services.link_openings import Line, find, mark_of
from feedback.services.outside import Who
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.models import (
    Assignment,
    Child,
    Letter,
    LinkOpening,
    Review,
    SafeguardingLink,
    Staff,
)
from feedback.store.sealing import PrivateKey

OPENED = "opened-who-wrote"
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Writer:
    """The child who wrote it, by the council’s number, and their officer today."""

    child_id: UUID
    number: str
    named: bytes | None = field(repr=False)
    officer: str | None
    officers_email: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What came of trying every link: whose it is or nobody’s, and how many weeks lack a key."""

    line: Line
    writer: Writer | None
    weeks_without_key: int
    permit: Permit = field(repr=False)


def who_wrote(store: Store, weeks: Path, opening_id: UUID, *, by: Who) -> Found:
    """Open the link, as whoever asked and while it is open.

    Refuses with ``LinkShut`` everybody else, and with ``AuditUnwritable`` when it cannot be
    written down first.
    """
    with store.look() as transaction:
        line = find(transaction, opening_id, by=by)
    act = Act(OPENED, LinkOpening.__tablename__, opening_id)
    permit = audit.opened_by(store, by.actor, act, keys=by.keys, now=by.now)
    with store.look() as transaction:
        line = find(transaction, opening_id, by=by)
        links = list(transaction.scalars(select(SafeguardingLink)))
        keys = {path.stem: PrivateKey(path.read_bytes()) for path in weeks.glob("*.key")}
        letters = [letter for sheet, letter in _opened(links, keys)
                   if mark_of(sheet, by.keys) == line.mark]  # fmt: skip
        without = {link.week for link in links} - keys.keys()
        writer = _writer(transaction, letters[0], by.today) if letters else None
    return Found(line, writer, len(without), permit)


def _opened(links: list[SafeguardingLink], keys: dict[str, PrivateKey]) -> list[tuple[UUID, UUID]]:
    """Open every link that opens. One that was damaged leads nowhere."""
    found = []
    for one in links:
        try:
            plain = keys[one.week].open(one.link, link_place(one.week))
        except (KeyError, SealBroken):
            continue
        found.append((UUID(bytes=plain[:_KEY_BYTES]), UUID(bytes=plain[_KEY_BYTES:])))
    return found


def _writer(transaction: Session, letter_id: UUID, today: date) -> Writer | None:
    lasting = or_(Assignment.until.is_(None), Assignment.until >= today)
    theirs = (Assignment.child_id == Child.id) & (Assignment.since <= today) & lasting
    row = transaction.execute(
        select(Child.id, Child.number, Child.named, Staff.name, Staff.email)
        .select_from(Letter)
        .join(Review, Review.id == Letter.review_id)
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Assignment, theirs)
        .outerjoin(Staff, Staff.id == Assignment.staff_id)
        .where(Letter.id == letter_id)
        .limit(1)
    ).first()
    return Writer(*row) if row else None
