"""The pages of signing in, and at whose account each of them is tried."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_security import views
from flask_security.recovery_codes import mf_recovery, mf_recovery_codes
from flask_security.utils import logout_user

from portal import staff_visit
from portal.access import mark
from portal.signing_noted import note, noted
from portal.staff_store import StaffStore
from portal.staff_waits import waiting
from portal.storage import now, store

_DIGITS = "/second-step"
View = Callable[..., ResponseReturnValue]

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


def blueprint() -> Blueprint:
    """Return the blueprint of exactly these pages, with their waits."""
    pages = Blueprint("security", __name__, url_prefix="/staff")
    for path, endpoint, page, account in (
        ("/sign-in", "login", _first_step(views.login), _named_account),
        (_DIGITS, "two_factor_token_validation",
         _second_step(views.two_factor_token_validation), _halfway_account),
        ("/recovery", "mf_recovery", _second_step(mf_recovery), _halfway_account),
        ("/again", "verify", views.verify, _present_account),
    ):  # fmt: skip
        slow = waiting(noted(page), account, known=path == _DIGITS)
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


def _named_account() -> str:
    return f"{request.endpoint} {request.form.get('email', '').strip().lower()}"


def _halfway_account() -> str:
    return f"{request.endpoint} {session.get('tf_user_id', 'nobody')}"


def _present_account() -> str:
    return f"{request.endpoint} {session.get('_user_id', 'nobody')}"


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
