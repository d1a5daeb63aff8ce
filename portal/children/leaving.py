"""Leave this page: nothing stays on the device, what was written stays safe with us."""

from flask import make_response, redirect, session
from flask.typing import ResponseReturnValue

from feedback.services import visits
from portal import look
from portal.access import anyone
from portal.children.blueprint import bp
from portal.children.visit import remembered
from portal.storage import council, store

EVERYTHING = '"cache", "cookies", "storage"'


@bp.get("/leave")
@anyone
def leave() -> ResponseReturnValue:
    """Erase the visit’s key and every trace on the device, then show a page about the weather.

    A plain link, because our own policy lets no form lead to another site.
    """
    visit = remembered()
    session.clear()
    if visit is not None:
        with store().begin() as transaction:
            visits.leave(transaction, visit.id)
    answer = make_response(redirect(council().leave_to, 303))
    answer.headers["Clear-Site-Data"] = EVERYTHING
    answer.delete_cookie(look.COOKIE)
    return answer
