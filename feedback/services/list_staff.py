"""The people who work here, as the page that keeps them lists them. No child is counted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from feedback.store.models import Assignment, Staff


@dataclass(frozen=True, slots=True)
class Listed:
    """One person: how they sign in, for what, and whether they left children behind."""

    id: UUID
    name: str
    email: str
    duties: tuple[str, ...]
    active: bool
    still_theirs: bool
    """Whether they left, and some child still has no other officer."""


def list_staff(transaction: Session, *, today: date) -> tuple[Listed, ...]:
    """List everybody who was ever enrolled: first who left children behind, last who left none."""
    lasting = or_(Assignment.until.is_(None), Assignment.until >= today)
    answers = exists().where(Assignment.staff_id == Staff.id, lasting)
    wanted = select(Staff, answers.label("answers")).where(Staff.email.is_not(None))
    found = [
        Listed(
            id=one.id,
            name=one.name,
            email=one.email or "",
            duties=tuple(sorted(role.name.value for role in one.roles)),
            active=one.active,
            still_theirs=has and not one.active,
        )
        for one, has in transaction.execute(wanted)
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.still_theirs, not one.active, one.name.casefold()))
    )
