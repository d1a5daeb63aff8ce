"""Writing down who signed in, who was refused and who signed out, never what was typed."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from uuid import UUID

from flask import Response, current_app, request, session
from flask.typing import ResponseReturnValue

from feedback.store import audit
from portal.staff_store import StaffStore
from portal.storage import keys, now, store

NOBODY = "nobody"
View = Callable[[], ResponseReturnValue]


def note(act: str, account: UUID | None, *, by: str = "") -> None:
    """Write one row: what happened at the door, and at whose account, where there is one."""
    actor = audit.Actor(by or str(account), "staff")
    with store().begin() as transaction:
        audit.write(transaction, actor, audit.Act(act, "staff", account), keys=keys(), now=now())


def noted(page: View) -> View:
    """Note every try at this page that was refused: a wrong password, code or recovery code."""

    @wraps(page)
    def with_a_note() -> Response:
        account = _account() if request.method == "POST" else None
        answer = current_app.make_response(page())
        if request.method == "POST" and answer.status_code != HTTPStatus.FOUND:
            note("sign-in-refused", account, by=NOBODY)
        return answer

    return with_a_note


def _account() -> UUID | None:
    """Find whose account was tried, before the page forgets. An address nobody has is nobody’s."""
    staff = StaffStore(store())
    if request.endpoint != "security.login" and (
        begun := session.get("tf_user_id") or session.get("_user_id")
    ):
        found = staff.find_user(fs_uniquifier=begun)
    else:
        found = staff.find_user(email=request.form.get("email", "").strip().lower())
    return None if found is None else found.key
