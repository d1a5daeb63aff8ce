"""Readings outside one’s own cases, as they were asked for and decided: who may see which."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from feedback.errors import GlassShut
from feedback.services.guessing import LONDON
from feedback.services.opened_by_two import WAITS_FOR, OpenedByTwo
from feedback.store.audit import Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Child, Duty, OutsideReading, Review, Role, Staff
from feedback.store.sealing import Place

REMEMBERED = timedelta(days=30)
GLASS = "glass"
"""In which role the log and the child’s card name such a reading."""

SECOND_PEOPLE = frozenset({Duty.MANAGER, Duty.SAFEGUARDING})


@dataclass(frozen=True, slots=True)
class Who:
    """A member of staff who acts, in which role, and when."""

    staff_id: UUID
    role: str
    keys: Keys
    now: datetime

    @property
    def actor(self) -> Actor:
        """Return how the log names them."""
        return Actor(str(self.staff_id), self.role)

    @property
    def today(self) -> date:
        """Return the day it is in England."""
        return self.now.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Line(OpenedByTwo):
    """One asking as a list shows it. Reason and name stay sealed."""

    id: UUID
    review_id: UUID
    child_id: UUID
    number: str
    named: bytes | None = field(repr=False)
    day: date
    reason: bytes = field(repr=False)
    asked_by: UUID
    asker: str
    asked_at: datetime
    decider: str | None
    decided_at: datetime | None
    agreed: bool | None
    shut_at: datetime | None

    def says_why(self, permit: Permit) -> str:
        """Open the reason, under a permit that was written down first."""
        return permit.read(self.reason, place_of(self.id))


def find(transaction: Session, reading_id: UUID, *, by: Who) -> Line:
    """Find what is open for this officer now; everybody else, and later, gets ``GlassShut``."""
    row = transaction.execute(_lines().where(OutsideReading.id == reading_id)).first()
    line = Line(*row) if row else None
    if line is None or line.asked_by != by.staff_id or not line.is_open(by.now):
        raise GlassShut("This is not open to you, or not any more.")
    return line


def of_officer(transaction: Session, *, by: Who) -> Collection[Line]:
    """List what this officer asked for in the last 30 days, the newest first."""
    since = by.now - REMEMBERED
    mine = OutsideReading.asked_by == by.staff_id, OutsideReading.asked_at >= since
    rows = transaction.execute(_lines().where(*mine).order_by(OutsideReading.asked_at.desc()))
    return tuple(Line(*row) for row in rows)


def for_second_person(transaction: Session, *, by: Who) -> Collection[Line]:
    """List what waits for a second person, the oldest first, and what is open this minute."""
    since = by.now - WAITS_FOR
    rows = transaction.execute(
        _lines().where(OutsideReading.asked_at >= since).order_by(OutsideReading.asked_at)
    )
    lines = [Line(*row) for row in rows]
    return tuple(one for one in lines if one.waits(by.now) or one.is_open(by.now))


def waiting_for_second(transaction: Session, *, now: datetime) -> Collection[tuple[UUID, UUID]]:
    """Return what waits for a second person, each with who asked."""
    waits = OutsideReading.decided_at.is_(None), OutsideReading.asked_at > now - WAITS_FOR
    rows = transaction.execute(select(OutsideReading.id, OutsideReading.asked_by).where(*waits))
    return tuple((row.id, row.asked_by) for row in rows)


def second_people(transaction: Session, asker: UUID) -> Collection[UUID]:
    """Return who may agree to what somebody asked for: managers and duty, and never themselves."""
    may = Staff.roles.any(Role.name.in_(SECOND_PEOPLE))
    return transaction.scalars(select(Staff.id).where(Staff.active, may, Staff.id != asker)).all()


def place_of(reading_id: UUID) -> Place:
    """Say where a reason lies, for its seal."""
    return Place(OutsideReading.__tablename__, "reason", reading_id)


def _lines() -> Select[*tuple[Any, ...]]:
    asker, decider = aliased(Staff), aliased(Staff)
    return (
        select(
            *(OutsideReading.id, Review.id, Child.id, Child.number, Child.named, Review.day),
            *(OutsideReading.reason, OutsideReading.asked_by, asker.name),
            *(OutsideReading.asked_at, decider.name, OutsideReading.decided_at),
            *(OutsideReading.agreed, OutsideReading.given_back_at),
        )
        .join(Review, Review.id == OutsideReading.review_id)
        .join(Child, Child.id == Review.child_id)
        .join(asker, asker.id == OutsideReading.asked_by)
        .outerjoin(decider, decider.id == OutsideReading.decided_by)
    )
