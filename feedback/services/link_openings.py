"""Askings who wrote a worrying evaluation, as they stand: who sees which, and what worries.

An asking names its sheet by a mark that only the key of the log makes, so that no row with a
moment in it leads from a sheet to anything.
"""

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from feedback.errors import LinkRefused, LinkShut
from feedback.periods import Period
from feedback.services.opened_by_two import OPEN_FOR, WAITS_FOR, OpenedByTwo
from feedback.services.outside import Who
from feedback.services.read_comments import written
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.keys import Keys
from feedback.store.models import Comment, Duty, LinkOpening, Marked, Role, Sheet, Staff
from feedback.store.sealing import Place

KEPT = timedelta(days=30)
"""As long as a link may live; then its askings go too, and the log alone remembers."""

READ = "read-worrying"


@dataclass(frozen=True, slots=True)
class Line(OpenedByTwo):
    """One asking as a list shows it. Both reasons stay sealed."""

    id: UUID
    mark: bytes = field(repr=False)
    reason: bytes = field(repr=False)
    asked_by: UUID
    asker: str
    asked_at: datetime
    decider: str | None
    decided_at: datetime | None
    agreed: bool | None
    remark: bytes | None = field(repr=False)
    shut_at: datetime | None

    def says_why(self, permit: Permit) -> str:
        """Open why it was asked for, under a permit that was written down first."""
        return permit.read(self.reason, place_of(self.id, "reason"))

    def remarks(self, permit: Permit) -> str:
        """Open what the second person said, or nothing where nobody decided."""
        return permit.read(self.remark, place_of(self.id, "remark")) if self.remark else ""


@dataclass(frozen=True, slots=True)
class WorryingSheet:
    """What was written on one sheet that worried somebody, and whether it was asked whose."""

    id: UUID
    said: Mapping[str, str] = field(repr=False)
    line: Line | None


def worrying(
    store: Store, *, by: Who
) -> tuple[Collection[WorryingSheet], Mapping[UUID, tuple[str, str]]]:
    """Open the sheets that worried somebody and whose link may live, by random key.

    With them why each was asked about and what was answered, by the key of the asking.
    The log knows before, and names no sheet.
    """
    with store.look() as transaction:
        if not transaction.scalar(select(exists(_worrying(by.today)))):
            return (), {}
    permit = audit.opened_by(store, by.actor, Act(READ, "sheet"), keys=by.keys, now=by.now)
    with store.look() as transaction:
        lines = {line.mark: line for line in _since(transaction, by.now - KEPT)}
        sheets = transaction.scalars(_worrying(by.today).order_by(Sheet.id))
        found = tuple(
            WorryingSheet(one.id, written(one, permit), lines.get(mark_of(one.id, by.keys)))
            for one in sheets
        )
    asked = [one.line for one in found if one.line is not None]
    return found, {line.id: (line.says_why(permit), line.remarks(permit)) for line in asked}


def is_worrying(transaction: Session, sheet_id: UUID, today: date) -> bool:
    """Whether this sheet is among them. Nobody else asks about it meanwhile."""
    wanted = _worrying(today).where(Sheet.id == sheet_id).with_for_update()
    return transaction.scalar(wanted) is not None


def for_manager(transaction: Session, *, now: datetime) -> Collection[Line]:
    """List what waits for an IRO manager, the oldest first, and what is open this minute."""
    lines = _since(transaction, now - WAITS_FOR - OPEN_FOR)
    return tuple(one for one in lines if one.waits(now) or one.is_open(now))


def find(transaction: Session, opening_id: UUID, *, by: Who) -> Line:
    """Find what is open to whoever asked now; everybody else, and later, gets ``LinkShut``."""
    row = transaction.execute(_lines().where(LinkOpening.id == opening_id)).first()
    line = Line(*row) if row else None
    if line is None or line.asked_by != by.staff_id or not line.is_open(by.now):
        raise LinkShut("This is not open to you, or not any more.")
    return line


def of_sheet(transaction: Session, mark: bytes) -> Collection[Line]:
    """List whatever was asked about the sheet with this mark."""
    rows = transaction.execute(_lines().where(LinkOpening.mark == mark))
    return tuple(Line(*row) for row in rows)


def managers(transaction: Session, asker: UUID) -> Collection[UUID]:
    """Return who may agree: IRO managers who review no child themselves, and never the asker."""
    is_manager = Staff.roles.any(Role.name == Duty.MANAGER)
    reviews = Staff.roles.any(Role.name == Duty.OFFICER)
    return transaction.scalars(
        select(Staff.id).where(Staff.active, is_manager, ~reviews, Staff.id != asker)
    ).all()


def must_be(transaction: Session, by: Who, duty: Duty) -> None:
    """Refuse with ``LinkRefused`` whoever does not do this work, or reviews children too."""
    staff = transaction.get_one(Staff, by.staff_id)
    held = {role.name for role in staff.roles} if staff.active else frozenset()
    if duty not in held or Duty.OFFICER in held:
        raise LinkRefused("Your work here does not include this.")


def mark_of(sheet_id: UUID, keys: Keys) -> bytes:
    """Name a sheet so that only whoever holds the key of the log can tell which it is."""
    return hmac.new(keys.audit, b"link opening" + sheet_id.bytes, sha256).digest()


def place_of(opening_id: UUID, column: str) -> Place:
    """Say where one of the two reasons lies, for its seal."""
    return Place(LinkOpening.__tablename__, column, opening_id)


def _since(transaction: Session, since: datetime) -> list[Line]:
    order = LinkOpening.asked_at, LinkOpening.id
    rows = transaction.execute(_lines().where(LinkOpening.asked_at > since).order_by(*order))
    return [Line(*row) for row in rows]


def _lines() -> Select[*tuple[Any, ...]]:
    asker, decider = aliased(Staff), aliased(Staff)
    return (
        select(
            *(LinkOpening.id, LinkOpening.mark, LinkOpening.reason),
            *(LinkOpening.asked_by, asker.name, LinkOpening.asked_at),
            *(decider.name, LinkOpening.decided_at, LinkOpening.agreed),
            *(LinkOpening.remark, LinkOpening.shut_at),
        )
        .join(asker, asker.id == LinkOpening.asked_by)
        .outerjoin(decider, decider.id == LinkOpening.decided_by)
    )


def _worrying(today: date) -> Select[Sheet]:
    """Ask for the sheets of this quarter and the one before: older ones have no link any more."""
    this = Period.quarter_of(today)
    before = Period.quarter_of(this.first - timedelta(1))
    worried = exists().where(Comment.sheet_id == Sheet.id, Comment.marked == Marked.CONCERN)
    return select(Sheet).where(worried, Sheet.quarter.in_([this.name, before.name]))
