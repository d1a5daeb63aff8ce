"""The pages of signing in, and how long somebody who guesses must wait.

Waits are counted in the memory of this process: one process serves the embedded
default, and with several each counts for itself, which multiplies the tries by a
handful and no more (docs/decisions/0030).
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from flask_security import views
from flask_security.recovery_codes import mf_recovery, mf_recovery_codes
from flask_security.utils import logout_user

from portal import staff_visit
from portal.access import mark
from portal.signing_noted import note, noted
from portal.staff_store import StaffStore
from portal.storage import now, store

View = Callable[..., ResponseReturnValue]
_WAITS = "heard.waits"

PER_ACCOUNT = "10 per 15 minutes"
PER_ADDRESS = "60 per 15 minutes"

_NO_MATCH = (_("That email address and password do not go together. Check both."), "error")
MESSAGES = {
    "SECURITY_LOGIN_USER_TEMPLATE": "security/sign-in.html",
    "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "security/second-step.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "security/recovery.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "security/recovery-codes.html",
    "SECURITY_VERIFY_TEMPLATE": "security/again.html",
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": _NO_MATCH,
    "SECURITY_MSG_INVALID_PASSWORD": (_("That is not your password."), "error"),
    "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (
        _("Those digits do not open the door. Wait for the next six and try those."),
        "error",
    ),
    "SECURITY_MSG_INVALID_RECOVERY_CODE": (
        _("That is not one of your recovery codes, or it has been used."),
        "error",
    ),
}


def blueprint(app: Flask) -> Blueprint:
    """Return the blueprint of exactly these pages, with their waits."""
    pages = Blueprint("security", __name__, url_prefix="/staff")
    waits = Limiter(get_remote_address, app=app, storage_uri="memory://")
    # Each page here counts for itself; the children’s pages need not ask at every request.
    app.before_request_funcs[None].remove(waits._check_request_limit)  # noqa: SLF001  no switch
    app.extensions[_WAITS] = waits
    for path, endpoint, page, account in (
        ("/sign-in", "login", _first_step(views.login), _named_account),
        ("/second-step", "two_factor_token_validation",
         _second_step(views.two_factor_token_validation), _halfway_account),
        ("/recovery", "mf_recovery", _second_step(mf_recovery), _halfway_account),
        ("/again", "verify", views.verify, _present_account),
    ):  # fmt: skip
        slow = _waiting(waits, noted(page), account)
        pages.add_url_rule(path, endpoint, mark(slow, "flask-security"), methods=["GET", "POST"])
    for path, endpoint, page, methods in (
        ("/recovery-codes", "mf_recovery_codes", mf_recovery_codes, ["GET", "POST"]),
        ("/lost-authenticator", "two_factor_rescue", _rescue, ["GET"]),
        ("/sign-out", "logout", _sign_out, ["POST"]),
    ):
        pages.add_url_rule(
            path, endpoint, mark(wraps(page)(page), "flask-security"), methods=methods
        )
    return pages


def waiting(app: Flask, page: View, account: Callable[[], str]) -> View:
    """Let whoever guesses at a page wait, as at the pages of signing in."""
    return _waiting(app.extensions[_WAITS], page, account)


def _waiting(waits: Limiter, page: View, account: Callable[[], str]) -> View:
    counted: dict[str, Any] = {"methods": ["POST"], "deduct_when": _was_refused}
    slow: View = waits.limit(PER_ADDRESS, **counted)(page)
    return waits.limit(PER_ACCOUNT, key_func=account, **counted)(slow)


def _was_refused(response: Response) -> bool:
    return response.status_code != HTTPStatus.FOUND


def _named_account() -> str:
    return f"account {request.form.get('email', '').strip().lower()}"


def _halfway_account() -> str:
    return f"second step {session.get('tf_user_id', 'nobody')}"


def _present_account() -> str:
    return f"again {session.get('_user_id', 'nobody')}"


def _first_step(page: View) -> View:
    @wraps(page)
    def first_step() -> ResponseReturnValue:
        answer = page()
        if "tf_user_id" in session:
            staff_visit.password_given(now())
        return answer

    return first_step


def _second_step(page: View) -> View:
    @wraps(page)
    def second_step() -> ResponseReturnValue:
        if not staff_visit.halfway(now()):
            return redirect(url_for("security.login"))
        return page()

    return second_step


def _rescue() -> ResponseReturnValue:
    return redirect(url_for("security.mf_recovery"))


def _sign_out() -> ResponseReturnValue:
    """End every session of this person, so that a copied cookie opens nothing."""
    if current_user.is_authenticated:
        note("signed-out", current_user.key)
        StaffStore(store()).end_every_session(current_user.key)
        logout_user()
    session.clear()
    answer = redirect(url_for("security.login"))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
