"""The people who work here, as the page that keeps them lists them. No child is counted."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from feedback.store.models import Assignment, InvitedAs, Staff, StaffInvitation


@dataclass(frozen=True, slots=True)
class Listed:
    """One person: how they sign in, for what, and whether they left children behind."""

    id: UUID
    name: str
    email: str
    duties: tuple[str, ...]
    active: bool
    has_a_way_in: bool
    """Whether they have a password: not while they are to enrol anew."""
    last_day: date | None
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
            has_a_way_in=one.password is not None,
            last_day=one.last_day,
            still_theirs=has and not one.active,
        )
        for one, has in transaction.execute(wanted)
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.still_theirs, not one.active, one.name.casefold()))
    )


@dataclass(frozen=True, slots=True)
class StandsOpen:
    """An invitation that was neither used nor taken back, and until when its code is good."""

    id: UUID
    name: str
    email: str
    duties: tuple[str, ...]
    again: bool
    """Whether it is for somebody who lost their way in."""
    opens_at: datetime
    ends_at: datetime
    made_by: str
    """Who invited them; blank for a command."""
    entered: bool
    """Whether the code was entered by now, and its owner did not come to the end."""


def open_invitations(transaction: Session) -> tuple[StandsOpen, ...]:
    """List the open invitations, those that ran out too, the one that ends first on top."""
    inviter = aliased(Staff)
    wanted = (
        select(StaffInvitation, inviter.name)
        .outerjoin(inviter, inviter.id == StaffInvitation.made_by)
        .where(StaffInvitation.used_at.is_(None), StaffInvitation.revoked_at.is_(None))
        .order_by(StaffInvitation.ends_at, StaffInvitation.email)
    )
    return tuple(
        StandsOpen(
            id=one.id,
            name=one.name,
            email=one.email,
            duties=tuple(one.duties),
            again=one.invited_as is InvitedAs.AGAIN,
            opens_at=one.opens_at,
            ends_at=one.ends_at,
            made_by=name or "",
            entered=one.entered_at is not None,
        )
        for one, name in transaction.execute(wanted)
    )


def not_enrolled_officers(transaction: Session) -> tuple[tuple[UUID, str], ...]:
    """List the officers an import or the office named who were never enrolled, by name."""
    wanted = (
        select(Staff.id, Staff.name, Staff.reference)
        .where(Staff.reference.is_not(None), Staff.email.is_(None))
        .order_by(Staff.name, Staff.reference)
    )
    rows = transaction.execute(wanted)
    return tuple(
        (key, name if name == reference else f"{name} ({reference})")
        for key, name, reference in rows
    )
