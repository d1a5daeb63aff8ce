"""Who sits here: whoever asks, or the second person; and the names and reasons they may open."""

from collections.abc import Collection, Mapping
from uuid import UUID

from feedback.services.outside import GLASS, Line, Who
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Duty
from portal.names import Name, name_of
from portal.signing_in import SignedIn, signed_in
from portal.storage import keys, now, store


def here() -> SignedIn:
    """Return who is here; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("a page of readings outside one’s cases was asked for by nobody")
    return staff


def asker() -> Who:
    """Return the officer who asks and reads."""
    return Who(here().id, GLASS, keys(), now())


def second_person() -> Who:
    """Return the one who agrees or not, as a manager or on duty."""
    staff = here()
    role = Duty.MANAGER if Duty.MANAGER in staff.duties else Duty.SAFEGUARDING
    return Who(staff.id, role.value, keys(), now())


def opened(
    lines: Collection[Line], by: Who, *, names: bool
) -> tuple[Mapping[UUID, str], Mapping[UUID, Name]]:
    """Open why each was asked for, and whose it is where that is wanted, under one row."""
    if not lines:
        return {}, {}
    act = Act("opened-names" if names else "opened-reasons", "outside-reading")
    leave = audit.opened_by(store(), by.actor, act, keys=by.keys, now=by.now)
    reasons = {line.id: line.says_why(leave) for line in lines}
    known = {line.id: name_of(line.named, line.child_id, leave) for line in lines if names}
    return reasons, known
