"""How an installation is run: whether it keeps what it says, and somebody has each duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.errors import DatabaseAway
from feedback.services.work import is_late, is_made_up
from feedback.store import Store
from feedback.store.condition import damage, unsafe_modes
from feedback.store.migrating import is_current
from feedback.store.models import AuditRow, Duty, Job, Staff

NEEDED = (Duty.SAFEGUARDING, Duty.MANAGER, Duty.OFFICE, Duty.OFFICER)
"""Without one of each somebody waits in vain: for help, for a letter, or to be read."""

STUCK = timedelta(hours=1)
"""How long past its time a job may be before something must be wrong with it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What the database knows of how the portal is run. It names nobody and counts no child."""

    made_up: bool
    is_late: bool
    stuck: tuple[str, ...]
    nobody: tuple[Duty, ...]
    last_written: datetime | None


def unsafe(store: Store) -> tuple[str, ...]:
    """Name what keeps this database from keeping what was acknowledged.

    Raises ``DatabaseAway`` when it cannot be reached or is of another version.
    """
    try:
        if not is_current(store.engine):
            raise DatabaseAway("the database is not at this version; run portal migrate.")
        return unsafe_modes(store.engine)
    except DBAPIError as problem:
        raise DatabaseAway(
            "the database cannot be reached, or is no database of ours."
        ) from problem


def stands_ready(store: Store) -> tuple[bool, bool]:
    """Whether the database can be reached, and whether it is of this version."""
    try:
        return True, is_current(store.engine)
    except DBAPIError:
        return False, False


def damaged(store: Store) -> str | None:
    """Read the whole database through and return what is damaged in it, or nothing."""
    try:
        return damage(store.engine)
    except DBAPIError:
        return "it cannot be read through"


def examine(transaction: Session, *, now: datetime) -> Condition:
    """Look at an installation at this moment.

    ``last_written`` is the moment of the newest row of the log: a clock that shows less is wrong.
    """
    overdue = select(Job.name).where(Job.due_at < now - STUCK).order_by(Job.name)
    people = transaction.scalars(select(Staff).where(Staff.active, Staff.password.is_not(None)))
    there = {role.name for one in people for role in one.roles}
    return Condition(
        made_up=is_made_up(transaction),
        is_late=is_late(transaction, now=now),
        stuck=tuple(transaction.scalars(overdue)),
        nobody=tuple(duty for duty in NEEDED if duty not in there),
        last_written=transaction.scalar(select(func.max(AuditRow.at))),
    )
