"""The cookies: one for a child’s visit, another for staff, never the same.

Both are signed and carry only random values. A child’s cookie holds the id of the
visit and the secret that unwraps the letter’s key; what is in the database opens
nothing without it.
"""

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

STAFF_PATH = "/staff"


class TwoCookies(SecureCookieSessionInterface):
    """Flask’s own signed cookie, under one name for children and another for staff."""

    def get_cookie_name(self, app: Flask) -> str:
        """Choose by where the visitor stands. ``__Host-`` needs a secure connection."""
        name = "heard-staff" if is_staff_side(request.path) else "heard"
        return f"__Host-{name}" if app.config["SESSION_COOKIE_SECURE"] else name


def is_staff_side(path: str) -> bool:
    """Whether this address belongs to the staff’s half of the portal."""
    return path == STAFF_PATH or path.startswith(f"{STAFF_PATH}/")


def init_app(app: Flask) -> None:
    """Use both cookies."""
    app.session_interface = TwoCookies()
