"""The cookies: one for a child’s visit, another for staff, never the same.

Both are signed and carry only random values. A child’s cookie holds the id of the
visit and the secret that unwraps the letter’s key; what is in the database opens
nothing without it.
"""

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from feedback.store.keys import Keys
from portal import current
from portal.signing import Signing

STAFF_PATH = "/staff"


class TwoCookies(SecureCookieSessionInterface):
    """Flask’s own signed cookie, under one name for children and another for staff."""

    def __init__(self, keys: Keys) -> None:
        """Sign each cookie with a key of its own."""
        self._secrets = {False: keys.cookies, True: keys.staff}
        self._serializers: dict[bool, URLSafeTimedSerializer] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Make what signs the cookies once, and not twice at every page.

        The children’s door does not hold the key of staff’s, so it signs and believes none.
        """
        staffs = is_staff_side(current.asked().path)
        if staffs not in self._serializers:
            theirs = super().get_signing_serializer(app)
            if theirs is None or not self._secrets[staffs]:
                return None
            self._serializers[staffs] = Signing(
                [self._secrets[staffs]],
                salt=theirs.salt,
                serializer=theirs.serializer,
                signer_kwargs=theirs.signer_kwargs,
            )
        return self._serializers[staffs]

    def get_cookie_name(self, app: Flask) -> str:
        """Choose by where the visitor stands. ``__Host-`` needs a secure connection."""
        name = "heard-staff" if is_staff_side(current.asked().path) else "heard"
        return f"__Host-{name}" if app.config["SESSION_COOKIE_SECURE"] else name

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie where it changed. Most pages only say that they read it."""
        names = [name for name, _value in response.headers]
        if session.modified or session.permanent or "Vary" in names:
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers.add("Vary", "Cookie")


def is_staff_side(path: str) -> bool:
    """Whether this address belongs to the staff’s half of the portal."""
    return path == STAFF_PATH or path.startswith(f"{STAFF_PATH}/")


def init_app(app: Flask) -> None:
    """Use both cookies."""
    app.session_interface = TwoCookies(app.extensions["heard.keys"])
