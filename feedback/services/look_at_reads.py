"""Looking at a week’s list of readings outside somebody’s own cases, and saying that one did."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import WeekRefused
from feedback.services.outside import Who
from feedback.services.reads_outside import WEEK, monday_of, reads_outside
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Duty, LookedAtWeek, Role, Staff

LOOKED = "looked-at-reads"
WATCHERS = frozenset({Duty.MANAGER, Duty.AUDITOR})


@dataclass(frozen=True, slots=True)
class Looked:
    """One person who looked at a week’s list, and when."""

    staff_id: UUID
    who: str
    at: datetime


def looked(transaction: Session, monday: date) -> Collection[Looked]:
    """Return who looked at a week’s list and when, the first before the others."""
    rows = transaction.execute(
        select(Staff.id, Staff.name, LookedAtWeek.looked_at)
        .join(Staff, Staff.id == LookedAtWeek.staff_id)
        .where(LookedAtWeek.monday == monday)
        .order_by(LookedAtWeek.looked_at, Staff.name)
    )
    return tuple(Looked(*row) for row in rows)


def look_at(transaction: Session, monday: date, *, by: Who) -> None:
    """Keep that somebody looked at a week’s list, once each.

    Refuses with ``WeekRefused`` a week that is not over, and whoever stands on its list.
    """
    if monday != monday_of(monday) or by.today < monday + WEEK:
        raise WeekRefused("This week is not over, so its list may still grow.")
    if any(one.reader == by.staff_id for one in reads_outside(transaction, monday)):
        raise WeekRefused("You stand on this list, so somebody else looks at it.")
    if transaction.get(LookedAtWeek, (monday, by.staff_id)) is not None:
        return
    transaction.add(LookedAtWeek(monday=monday, staff_id=by.staff_id, looked_at=by.now))
    act = Act(LOOKED, LookedAtWeek.__tablename__, reason=monday.isoformat())
    audit.write(transaction, by.actor, act, keys=by.keys, now=by.now)


def waits(
    transaction: Session, today: date, names: Mapping[UUID, str] | None = None
) -> date | None:
    """Return the Monday of last week, if its list is not empty and nobody has looked at it.

    ``names``: what ``names_of_readers`` gave, where the page has asked for it already.
    """
    monday = monday_of(today) - WEEK
    if looked(transaction, monday) or not reads_outside(transaction, monday, names):
        return None
    return monday


def watchers(transaction: Session) -> Collection[UUID]:
    """Return who may look at it: managers and auditors."""
    may = Staff.roles.any(Role.name.in_(WATCHERS))
    return transaction.scalars(select(Staff.id).where(Staff.active, may)).all()
