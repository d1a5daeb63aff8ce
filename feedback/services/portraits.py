"""An officer’s own photograph: given and taken away by themself, for the children they meet.

Nobody gives one for anybody else, and it goes when its officer leaves or is none any more. Which
child sees whose is ``shown_portrait``.
"""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.errors import StaffRefused
from feedback.portrait import Likeness
from feedback.services.staff import Hand, let_portrait_go, write_down
from feedback.store.models import Duty, Portrait, Role, Staff
from feedback.store.upsert import put

GAVE, TOOK_AWAY = "gave-portrait", "took-portrait-away"


def give(transaction: Session, likeness: Likeness, *, by: Hand) -> None:
    """Keep an officer’s photograph of themself, in the place of the one before.

    Refuses with ``StaffRefused`` whoever is no officer, or has left.
    """
    officer = Staff.roles.any(Role.name == Duty.OFFICER)
    wanted = select(Staff).where(Staff.id == _key(by), Staff.active, officer)
    staff = transaction.scalar(wanted.with_for_update(of=Staff))
    if staff is None:
        raise StaffRefused("Only an officer shows children a picture of themself.")
    put(transaction, Portrait, officer_id=staff.id, content=likeness.content, set_at=by.now)
    write_down(transaction, GAVE, staff, by=by)


def take_away(transaction: Session, *, by: Hand) -> None:
    """Take one’s own photograph away, at once and for good. Without one nothing is done."""
    there = exists().where(Portrait.officer_id == _key(by))
    if transaction.scalar(select(there)):
        staff = transaction.get_one(Staff, _key(by))
        let_portrait_go(transaction, staff.id)
        write_down(transaction, TOOK_AWAY, staff, by=by)


def own(transaction: Session, staff_id: UUID) -> bytes | None:
    """Return somebody’s own photograph, if they gave one."""
    mine = select(Portrait.content).where(Portrait.officer_id == staff_id)
    return transaction.scalar(mine)


def _key(by: Hand) -> UUID:
    return UUID(by.actor.who)
