"""What is remembered between the steps of somebody who was invited: which code, and how far."""

from datetime import timedelta
from uuid import UUID

from flask import session
from flask_babel import gettext as _

from feedback.errors import InvitationShut
from feedback.services import welcome_staff
from feedback.services.welcome_staff import Admitted
from portal.storage import now, store

LONGEST = timedelta(minutes=30)
_HERE = "welcome"


def begin(admitted: Admitted) -> None:
    """Remember who entered their code just now. Nothing kept here opens anything."""
    session[_HERE] = {
        "code": admitted.id.hex,
        "mark": admitted.mark,
        "since": now().timestamp(),
    }


def admitted() -> Admitted | str:
    """Return who entered their code, or why they have to enter it again."""
    told = session.get(_HERE)
    if told is None:
        return str(_("Enter your code first."))
    if now().timestamp() - told["since"] > LONGEST.total_seconds():
        return str(_("You were away for a while. Enter your code once more."))
    try:
        with store().look() as transaction:
            return welcome_staff.go_on(transaction, UUID(told["code"]), told["mark"], now=now())
    except InvitationShut as refusal:
        return str(refusal)


def proven(counter: int) -> None:
    """Remember that the authenticator showed the right digits, and of which half minute."""
    session[_HERE] = {**session[_HERE], "counter": counter}


def counter() -> int | None:
    """Return the half minute of the digits that were right, if any were."""
    found: int | None = session[_HERE].get("counter")
    return found


def end() -> None:
    """Forget it."""
    session.pop(_HERE, None)
