"""Who answers for an officer’s children while that officer is away, from a day to a day.

Whoever covers reads, records and answers as the children’s own officer would, on those days
and no others. The officer who is away may still look in. Covering is not handed on: whoever
covers for somebody who covers answers for that officer’s own children alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from feedback.errors import FeedbackError
from feedback.services.managing import Manager
from feedback.services.reassign import AssignmentRefused, must_be_officer
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import Absence, Cover, Staff
from feedback.store.models.base import new_key
from feedback.store.upsert import put


class CoverRefused(FeedbackError):
    """Nobody can cover as asked: not that officer, or not on those days."""


@dataclass(frozen=True, slots=True)
class Away:
    """Who is away on which days, the last included, and who answers for their children."""

    officer: UUID
    cover: UUID
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Listed:
    """One absence with the names of both."""

    id: UUID
    officer: str
    cover: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class ReadsForOthers:
    """From which day on who reads what children send past their own officer; or duty does."""

    since: date
    officer: str | None


def cover_absence(transaction: Session, away: Away, *, by: Manager, keys: Keys) -> UUID:
    """Let another officer answer while one is away.

    Refuses with ``CoverRefused`` the same officer, one who left, days in the wrong order or
    all past, and days on which that officer is covered already.
    """
    _must_be_two_officers(transaction, away)
    if away.until < away.since:
        raise CoverRefused("The last day comes before the first.")
    if away.until < by.today:
        raise CoverRefused("Those days are past.")
    overlapping = select(Absence.id).where(
        Absence.staff_id == away.officer, Absence.since <= away.until, Absence.until >= away.since
    )
    if transaction.scalars(overlapping.limit(1)).first():
        raise CoverRefused("Somebody covers for that officer on one of those days already.")
    row = Absence(
        id=new_key(),
        staff_id=away.officer,
        cover_id=away.cover,
        since=away.since,
        until=away.until,
        set_by=by.staff,
        set_at=by.now,
    )
    transaction.add(row)
    transaction.flush()
    audit.write(
        transaction, by.actor, Act("named-absence-cover", "absence", row.id), keys=keys, now=by.now
    )
    return row.id


def end_cover(transaction: Session, absence_id: UUID, *, by: Manager, keys: Keys) -> None:
    """Let the officer be back: covering ends today, or never begins."""
    row = transaction.get(Absence, absence_id)
    if row is None or row.until < by.today:
        return
    if row.since > by.today:
        transaction.delete(row)
    else:
        row.until = by.today
    transaction.flush()
    act = Act("ended-absence-cover", "absence", absence_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)


def absences(transaction: Session, *, today: date) -> Sequence[Listed]:
    """List who is away now or will be, the soonest first."""
    officer, cover = aliased(Staff), aliased(Staff)
    rows = transaction.execute(
        select(Absence.id, officer.name, cover.name, Absence.since, Absence.until)
        .join(officer, officer.id == Absence.staff_id)
        .join(cover, cover.id == Absence.cover_id)
        .where(Absence.until >= today)
        .order_by(Absence.since, officer.name)
    )
    return [Listed(*row) for row in rows]


def read_for_others(
    transaction: Session, officer: UUID | None, since: date, *, by: Manager, keys: Keys
) -> None:
    """Name who reads, from a day on, what children send past their own officer; None is duty.

    Refuses with ``CoverRefused`` a day that is past and whoever is no officer.
    """
    if since < by.today:
        raise CoverRefused("Choose today or a day to come: what was, stays as it was.")
    if officer is not None:
        _must_be_officer(transaction, officer)
    put(transaction, Cover, since=since, staff_id=officer)
    act = Act("named-cover", "staff", officer)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)


def readers_for_others(transaction: Session, *, today: date) -> Sequence[ReadsForOthers]:
    """Return who reads today what children send past their officer, and who will."""
    rows = transaction.execute(
        select(Cover.since, Staff.name)
        .outerjoin(Staff, Staff.id == Cover.staff_id)
        .order_by(Cover.since.desc())
    ).all()
    begun = [row for row in rows if row.since <= today][:1]
    return [
        ReadsForOthers(*row) for row in (*begun, *reversed([r for r in rows if r.since > today]))
    ]


def _must_be_two_officers(transaction: Session, away: Away) -> None:
    if away.officer == away.cover:
        raise CoverRefused("Nobody covers for themselves.")
    for staff in (away.officer, away.cover):
        _must_be_officer(transaction, staff)


def _must_be_officer(transaction: Session, staff: UUID) -> None:
    try:
        must_be_officer(transaction, staff)
    except AssignmentRefused as refusal:
        raise CoverRefused(str(refusal)) from refusal
