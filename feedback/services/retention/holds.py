"""A hold: somebody says why nothing of a child may go until a day. It can be lifted early.

Without a child it is of everybody, evaluations and the log included. Why it was placed is
somebody’s own words, so it is sealed.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from feedback.errors import HoldRefused
from feedback.services.guessing import LONDON
from feedback.store import audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Child, Hold, Staff
from feedback.store.models.base import new_key
from feedback.store.sealing import Place

PLACED, LIFTED = "placed-hold", "lifted-hold"
LEAST, MOST = 20, 1_000
"""Letters of a reason: one that explains, and no file of its own."""


@dataclass(frozen=True, slots=True)
class By:
    """Who places or lifts a hold, and when. ``staff_id`` is none for a command."""

    actor: Actor
    staff_id: UUID | None
    keys: Keys
    now: datetime

    @property
    def today(self) -> date:
        """Return the day it is in England."""
        return self.now.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Standing:
    """One hold that stands. Without a child it is of everybody."""

    id: UUID
    child_id: UUID | None
    number: str
    named: bytes | None = field(repr=False)
    reason: bytes = field(repr=False)
    until: date
    placed_by: str
    placed_at: datetime


def place(transaction: Session, child_id: UUID | None, why: str, until: date, *, by: By) -> UUID:
    """Stop the deletion of what is kept of a child, or of everything, until a day.

    Refuses with ``HoldRefused`` a reason that explains nothing, and a day that is over.
    """
    reason = why.strip()
    if not LEAST <= len(reason) <= MOST:
        raise HoldRefused(f"Say in {LEAST} to {MOST} letters why this must be kept.")
    if until <= by.today:
        raise HoldRefused("The last day of a hold lies in the future.")
    hold = Hold(
        id=new_key(), child_id=child_id, until=until, placed_by=by.staff_id, placed_at=by.now
    )
    hold.reason = by.keys.seal(reason.encode(), _place(hold.id))
    transaction.add(hold)
    transaction.flush()
    _note(transaction, PLACED, child_id, by)
    return hold.id


def child_numbered(transaction: Session, number: str) -> UUID:
    """Find a child by the number of the return. Refuses with ``HoldRefused`` nobody’s."""
    found = transaction.scalar(select(Child.id).where(Child.number == number))
    if found is None:
        raise HoldRefused("There is no child with that number.")
    return found


def lift(transaction: Session, hold_id: UUID, *, by: By) -> None:
    """Let deletion go on. Refuses with ``HoldRefused`` a hold that does not stand."""
    hold = transaction.scalar(select(Hold).where(Hold.id == hold_id).with_for_update())
    if hold is None or hold.lifted_at is not None:
        raise HoldRefused("There is no such hold, or it was lifted before.")
    hold.lifted_at, hold.lifted_by = by.now, by.staff_id
    _note(transaction, LIFTED, hold.child_id, by)


def standing(transaction: Session, *, today: date) -> tuple[Standing, ...]:
    """List the holds that stand, the one that ends first before the others, in one query."""
    placed_by = aliased(Staff)
    rows = transaction.execute(
        select(Hold, Child.number, Child.named, placed_by.name)
        .outerjoin(Child, Child.id == Hold.child_id)
        .outerjoin(placed_by, placed_by.id == Hold.placed_by)
        .where(_stands(today))
        .order_by(Hold.until, Hold.id)
    )
    return tuple(
        Standing(
            *(hold.id, hold.child_id, number or "", named, hold.reason, hold.until),
            *(name or "", hold.placed_at),
        )
        for hold, number, named, name in rows
    )


def held(transaction: Session, *, today: date) -> frozenset[UUID | None]:
    """Name the children of whom nothing goes today; None among them stands for everybody."""
    return frozenset(transaction.scalars(select(Hold.child_id).where(_stands(today))))


def why(hold: Standing, permit: Permit) -> str:
    """Open the reason of a hold, for a page the log knows of."""
    return permit.read(hold.reason, _place(hold.id))


def _stands(today: date) -> ColumnElement[bool]:
    return and_(Hold.lifted_at.is_(None), Hold.until >= today)


def _note(transaction: Session, act: str, child_id: UUID | None, by: By) -> None:
    told = Act(act, "child" if child_id else "installation", child_id)
    audit.write(transaction, by.actor, told, keys=by.keys, now=by.now)


def _place(hold_id: UUID) -> Place:
    return Place("hold", "reason", hold_id)
