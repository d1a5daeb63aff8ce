"""The duties of somebody who works here: one more is given by two people, one is taken by one.

Whoever runs the portal reads nothing, and could otherwise give themself the duty that does. So
an administrator asks, and another administrator or an IRO manager decides, who is not the one
it is for. Taking a duty away shuts doors and opens none, so one administrator does it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session, aliased

from feedback.errors import StaffRefused
from feedback.services.guessing import LONDON
from feedback.services.staff import Hand, let_portrait_go, roles_of, write_down
from feedback.store.models import Assignment, Duty, DutyAsking, Role, Staff

ASKED, GAVE, DECLINED, WITHDREW, TOOK = (
    *("asked-for-duty", "gave-duty", "declined-duty", "withdrew-asking-for-duty", "took-duty"),
)
WAITS_FOR = timedelta(days=7)
"""How long a second person may take; after that it is asked for anew."""
KEPT = timedelta(days=30)
"""How long an asking that was decided or ran out stays; the log keeps it for years."""

_LAST = {
    Duty.ADMINISTRATOR: "They are the last administrator. Give that duty to somebody else first.",
    Duty.SAFEGUARDING: (
        "They are the last person on safeguarding duty. Give that duty to somebody else first."
    ),
}


@dataclass(frozen=True, slots=True)
class Waits:
    """An asking that waits for a second person."""

    id: UUID
    staff_id: UUID
    name: str
    duty: Duty
    asked_by: UUID
    asker: str
    asked_at: datetime

    def is_for(self, second: UUID) -> bool:
        """Whether this person may decide it: not who asked, nor whom it is for."""
        return second not in {self.staff_id, self.asked_by}


def waiting(transaction: Session, *, now: datetime) -> tuple[Waits, ...]:
    """List what waits for a second person, the oldest first."""
    asker = aliased(Staff)
    wanted = (
        select(DutyAsking, Staff.name, asker.name)
        .join(Staff, Staff.id == DutyAsking.staff_id)
        .join(asker, asker.id == DutyAsking.asked_by)
        .where(DutyAsking.decided_at.is_(None), DutyAsking.asked_at > now - WAITS_FOR)
        .where(Staff.active)
        .order_by(DutyAsking.asked_at, DutyAsking.id)
    )
    return tuple(
        Waits(one.id, one.staff_id, name, one.duty, one.asked_by, asked, one.asked_at)
        for one, name, asked in transaction.execute(wanted)
    )


def ask(transaction: Session, staff_id: UUID, duty: Duty, *, by: Hand) -> UUID:
    """Ask that somebody gets one more duty, oneself too; return the key of the asking.

    Refuses with ``StaffRefused`` somebody who does not work here, a duty that they have, and
    one that was asked for already.
    """
    staff = _working(transaction, staff_id)
    if duty in _held(staff):
        raise StaffRefused("They have that duty already.")
    wanted = select(DutyAsking).where(
        DutyAsking.staff_id == staff_id,
        DutyAsking.duty == duty,
        DutyAsking.decided_at.is_(None),
    )
    before = transaction.scalar(wanted)
    if before is not None and before.asked_at > by.now - WAITS_FOR:
        raise StaffRefused("That was asked for already. It waits for a second person.")
    if before is not None:
        transaction.delete(before)
        transaction.flush()
    row = DutyAsking(id=uuid4(), staff_id=staff_id, duty=duty, asked_by=_key(by), asked_at=by.now)
    transaction.add(row)
    write_down(transaction, f"{ASKED}-{duty}", staff, by=by)
    return row.id


def decide(transaction: Session, asking_id: UUID, *, given: bool, by: Hand) -> None:
    """Give the duty as the second person, or do not. It is theirs from their next page on.

    Refuses with ``StaffRefused`` one’s own asking, a duty for oneself, and what waits no more.
    """
    row = _open(transaction, asking_id, by)
    if row.asked_by == _key(by):
        raise StaffRefused("You asked for this, so somebody else decides.")
    if row.staff_id == _key(by):
        raise StaffRefused("This duty would be yours, so somebody else decides.")
    staff = _working(transaction, row.staff_id)
    row.decided_by, row.decided_at, row.given = _key(by), by.now, given
    if given:
        staff.roles = roles_of(transaction, {*_held(staff), row.duty})
    write_down(transaction, f"{GAVE if given else DECLINED}-{row.duty}", staff, by=by)


def withdraw(transaction: Session, asking_id: UUID, *, by: Hand) -> None:
    """Take an asking back, as an administrator. Refuses what waits no more."""
    row = _open(transaction, asking_id, by)
    staff, duty = transaction.get_one(Staff, row.staff_id), row.duty
    transaction.delete(row)
    write_down(transaction, f"{WITHDREW}-{duty}", staff, by=by)


def take(transaction: Session, staff_id: UUID, duty: Duty, *, by: Hand) -> None:
    """Take a duty from somebody, oneself too. Every visit of theirs ends at once.

    Refuses with ``StaffRefused`` the last administrator, the last person on safeguarding duty,
    an officer who still answers for children, and the only duty somebody has.
    """
    transaction.scalars(select(Role).where(Role.name == duty).with_for_update()).all()
    staff = _working(transaction, staff_id)
    held = _held(staff)
    if duty not in held:
        raise StaffRefused("They do not have that duty.")
    if held == {duty}:
        raise StaffRefused("It is the only duty they have. If they left, say that they left.")
    if duty in _LAST and not _others(transaction, staff_id, duty, by):
        raise StaffRefused(_LAST[duty])
    if duty is Duty.OFFICER and _answers(transaction, staff_id, by):
        raise StaffRefused("Children are still theirs. A manager hands them over first.")
    if duty is Duty.OFFICER:
        let_portrait_go(transaction, staff_id)
    staff.roles = roles_of(transaction, held - {duty})
    staff.fs_uniquifier = uuid4().hex
    write_down(transaction, f"{TOOK}-{duty}", staff, by=by)


def sweep(transaction: Session, *, now: datetime) -> None:
    """Erase what was asked 30 days ago and longer; the log keeps who asked and who decided."""
    transaction.execute(delete(DutyAsking).where(DutyAsking.asked_at < now - KEPT))


def _key(by: Hand) -> UUID:
    return UUID(by.actor.who)


def _held(staff: Staff) -> set[Duty]:
    return {role.name for role in staff.roles}


def _working(transaction: Session, staff_id: UUID) -> Staff:
    """Return somebody who works here, whom nobody else changes meanwhile."""
    wanted = select(Staff).where(Staff.id == staff_id, Staff.active, Staff.email.is_not(None))
    staff = transaction.scalar(wanted.with_for_update(of=Staff))
    if staff is None:
        raise StaffRefused("They do not work here now. Invite them instead.")
    transaction.refresh(staff, ["roles"])
    return staff


def _open(transaction: Session, asking_id: UUID, by: Hand) -> DutyAsking:
    wanted = select(DutyAsking).where(
        DutyAsking.id == asking_id,
        DutyAsking.decided_at.is_(None),
        DutyAsking.asked_at > by.now - WAITS_FOR,
    )
    row = transaction.scalar(wanted.with_for_update())
    if row is None:
        raise StaffRefused("This does not wait for a second person any more.")
    return row


def _others(transaction: Session, staff_id: UUID, duty: Duty, by: Hand) -> bool:
    today = by.now.astimezone(LONDON).date()
    wanted = select(Staff.id).where(
        Staff.id != staff_id,
        Staff.active,
        Staff.password.is_not(None),
        or_(Staff.last_day.is_(None), Staff.last_day >= today),
        Staff.roles.any(Role.name == duty),
    )
    return transaction.scalar(wanted.limit(1)) is not None


def _answers(transaction: Session, staff_id: UUID, by: Hand) -> bool:
    today = by.now.astimezone(LONDON).date()
    lasting = or_(Assignment.until.is_(None), Assignment.until >= today)
    wanted = select(Assignment.child_id).where(Assignment.staff_id == staff_id, lasting)
    return transaction.scalar(wanted.limit(1)) is not None
