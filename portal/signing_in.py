"""Signing in: a password, then six digits from an authenticator, for every member of staff.

Flask-Security does the work; only the pages named here are served, so that nothing of
it that we did not mean to offer (registering, resetting by e-mail) exists at all.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask, request, session
from flask_login import current_user, user_logged_in
from flask_login.utils import _user_context_processor
from flask_security import Security
from flask_security.utils import set_request_attr

from feedback.services.passwords import ARGON2, SHORTEST
from feedback.store.models import Duty
from portal import signing_in_pages, staff_visit
from portal.sessions import is_staff_side
from portal.signing_in_forms import FORMS
from portal.signing_noted import note
from portal.staff_store import Account, StaffStore
from portal.storage import now, store
from portal.totp import HALF_A_MINUTE, ISSUER, OncePerCode, derived, totp_secrets

FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The member of staff who is here now."""

    id: UUID
    name: str
    email: str
    duties: frozenset[Duty]


def signed_in() -> SignedIn | None:
    """Return who is signed in, if the visit has not ended by itself."""
    if not is_staff_side(request.path) or not current_user.is_authenticated:
        return None
    return SignedIn(current_user.key, current_user.name, current_user.email, current_user.duties)


def is_fresh() -> bool:
    """Whether the password was given in the last few minutes."""
    passed: float = now().timestamp() - session.get("fs_paa", 0)
    return passed <= FRESH.total_seconds()


def init_app(app: Flask) -> None:
    """Put the sign-in together and serve its few pages."""
    app.config.from_mapping(_settings(app))
    staff = StaffStore(app.extensions["heard.store"])
    security = Security(app, staff, register_blueprint=False, totp_cls=OncePerCode, **FORMS)
    security.want_json(lambda _request: False)
    security.principal.identity_loaders.clear()  # would look for staff on every child’s page
    app.template_context_processors[None].remove(_user_context_processor)  # we say ``staff``
    security.login_manager.request_loader(lambda _request: None)
    security.login_manager.user_loader(_who)
    security.login_context_processor(lambda: {"was_ended": staff_visit.was_ended})
    user_logged_in.connect(_write_down, app)
    app.register_blueprint(signing_in_pages.blueprint())


def _settings(app: Flask) -> dict[str, Any]:
    found = app.extensions["heard.keys"]
    return {
        "SESSION_PROTECTION": None,  # it would write into a child’s cookie
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            f"argon2__{name}": value for name, value in ARGON2.items()
        },
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST,
        "SECURITY_PASSWORD_NORMALIZE_FORM": "NFKC",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_FRESHNESS": FRESH,
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(0),
        "SECURITY_POST_LOGIN_VIEW": "/staff",
        "SECURITY_POST_LOGOUT_VIEW": "/staff/sign-in",
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": HALF_A_MINUTE,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [
            urlsafe_b64encode(derived(key, b"recovery codes"))
            for key in (found.staff, found.pepper)  # the first seals, and both open
        ],
        "SECURITY_TOTP_SECRETS": totp_secrets(found),
        "SECURITY_TOTP_ISSUER": ISSUER,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        **signing_in_pages.MESSAGES,
    }


def _who(session_key: str) -> Account | None:
    if not is_staff_side(request.path) or not staff_visit.goes_on(now()):
        return None
    found = StaffStore(store()).find_user(fs_uniquifier=session_key)
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return found


def _write_down(_app: Flask, user: Account) -> None:
    staff_visit.begin(now())
    note("signed-in", user.key)
