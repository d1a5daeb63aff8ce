"""Asking who wrote a worrying evaluation, and deciding it: duty asks and an IRO manager agrees.

Because of danger only. Both write down why, in the log before anything opens. Whoever asked
then has 60 minutes; ``who_wrote`` opens it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.errors import LinkRefused
from feedback.services.break_glass import LONGEST_REASON, SHORTEST_REASON
from feedback.services.link_openings import (
    KEPT,
    find,
    is_worrying,
    mark_of,
    must_be,
    of_sheet,
    place_of,
)
from feedback.services.opened_by_two import WAITS_FOR
from feedback.services.outside import Who
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Duty, LinkOpening
from feedback.store.models.base import new_key

ASKED, AGREED, DECLINED = "asked-who-wrote", "agreed-who-wrote", "declined-who-wrote"
SHUT = "shut-who-wrote"
_OPENING = LinkOpening.__tablename__


def ask(transaction: Session, sheet_id: UUID, why: str, *, by: Who) -> UUID:
    """Ask who wrote one sheet, as somebody on duty, and return the key of the asking.

    Refuses with ``LinkRefused`` a reason too short or too long, a sheet that worried nobody or
    is too old to have a link, and one that was asked about and waits or is open.
    """
    reason = _sentence(why)
    must_be(transaction, by, Duty.SAFEGUARDING)
    if not is_worrying(transaction, sheet_id, by.today):
        raise LinkRefused("Nobody marked this as worrying, or it is too long ago.")
    mark = mark_of(sheet_id, by.keys)
    _must_be_new(transaction, mark, by=by)
    row = LinkOpening(id=new_key(), mark=mark, asked_by=by.staff_id, asked_at=by.now)
    row.reason = by.keys.seal(reason.encode(), place_of(row.id, "reason"))
    transaction.add(row)
    transaction.flush()
    audit.write(
        transaction, by.actor, Act(ASKED, _OPENING, row.id, reason), keys=by.keys, now=by.now
    )
    return row.id


def decide(transaction: Session, opening_id: UUID, why: str, *, agreed: bool, by: Who) -> None:
    """Agree, or not, as an IRO manager, and say why.

    Refuses with ``LinkRefused`` one’s own asking, and what does not wait any more.
    """
    remark = _sentence(why)
    must_be(transaction, by, Duty.MANAGER)
    wanted = select(LinkOpening).where(LinkOpening.id == opening_id).with_for_update()
    row = transaction.scalar(wanted)
    if row is None or row.decided_at is not None or by.now >= row.asked_at + WAITS_FOR:
        raise LinkRefused("This does not wait for an IRO manager any more.")
    if row.asked_by == by.staff_id:
        raise LinkRefused("You asked for this, so somebody else decides.")
    row.decided_by, row.decided_at, row.agreed = by.staff_id, by.now, agreed
    row.remark = by.keys.seal(remark.encode(), place_of(row.id, "remark"))
    transaction.flush()
    act = Act(AGREED if agreed else DECLINED, _OPENING, row.id, remark)
    audit.write(transaction, by.actor, act, keys=by.keys, now=by.now)


def shut(transaction: Session, opening_id: UUID, *, by: Who) -> None:
    """Shut it before its time, as whoever asked for it."""
    row = transaction.get_one(LinkOpening, find(transaction, opening_id, by=by).id)
    row.shut_at = by.now
    transaction.flush()
    audit.write(transaction, by.actor, Act(SHUT, _OPENING, row.id), keys=by.keys, now=by.now)


def forget(transaction: Session, *, now: datetime) -> None:
    """Let askings go once no link can live that they were about."""
    transaction.execute(delete(LinkOpening).where(LinkOpening.asked_at <= now - KEPT))


def _sentence(why: str) -> str:
    said = " ".join(why.split())
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise LinkRefused("Say why in a sentence: 20 letters or more, and at most 1,000.")
    return said


def _must_be_new(transaction: Session, mark: bytes, *, by: Who) -> None:
    """Refuse a second asking about one sheet; one that nobody decided in time makes room."""
    for line in of_sheet(transaction, mark):
        if line.waits(by.now):
            raise LinkRefused("This was asked for already. It waits for an IRO manager.")
        if line.is_open(by.now):
            raise LinkRefused("This was agreed to already, and is open to whoever asked.")
        if line.decided_at is None:
            transaction.delete(transaction.get_one(LinkOpening, line.id))
    transaction.flush()
