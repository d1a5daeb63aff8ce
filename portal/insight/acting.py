"""Who acts on the pages of periods, releases and figures, for the log; and on which period."""

from flask import abort

from feedback.periods import NotAPeriod, Period
from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.signing_in import signed_in


def actor() -> Actor:
    """Return who is signed in, by the duty under which they are here."""
    staff = signed_in()
    if staff is None:
        abort(401)
    duty = Duty.MANAGER if Duty.MANAGER in staff.duties else Duty.PARTICIPATION
    return Actor(str(staff.id), str(duty))


def named(name: str) -> Period:
    """Return the period an address names; there is no page of any other range."""
    try:
        return Period.named(name)
    except NotAPeriod:
        abort(404)
