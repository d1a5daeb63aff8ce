"""Who keeps the people here, and the person a page is about."""

from uuid import UUID

from flask import abort

from feedback.services import staff
from feedback.services.list_staff import Listed, list_staff
from feedback.services.staff import Hand
from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.signing_in import SignedIn, signed_in
from portal.storage import keys, now, store, today


def here() -> SignedIn:
    """Return who is here; the guard has let them in."""
    staff_here = signed_in()
    if staff_here is None:
        raise LookupError("a page of the people here was asked for by nobody")
    return staff_here


def hand() -> Hand:
    """Return who acts, as an administrator or else as a manager."""
    who = here()
    role = Duty.ADMINISTRATOR if Duty.ADMINISTRATOR in who.duties else Duty.MANAGER
    return Hand(Actor(str(who.id), role.value), keys(), now())


def must_be_there(staff_id: UUID) -> None:
    """Answer as if the page were not there, if nobody of this key was ever enrolled."""
    with store().look() as transaction:
        if not staff.is_enrolled(transaction, staff_id):
            abort(404)


def person(staff_id: UUID) -> Listed:
    """Return somebody who works here now; for anybody else there is no such page."""
    with store().look() as transaction:
        people = list_staff(transaction, today=today())
    found = next((one for one in people if one.id == staff_id and one.active), None)
    return found or abort(404)
