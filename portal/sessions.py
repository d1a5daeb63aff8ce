"""The cookies: one for a child’s visit, another for staff, never the same.

Both are signed and carry only random values. A child’s cookie holds the id of the
visit and the secret that unwraps the letter’s key; what is in the database opens
nothing without it.
"""

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from feedback.store.keys import Keys
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
        staffs = is_staff_side(request.path)
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
        name = "heard-staff" if is_staff_side(request.path) else "heard"
        return f"__Host-{name}" if app.config["SESSION_COOKIE_SECURE"] else name


def is_staff_side(path: str) -> bool:
    """Whether this address belongs to the staff’s half of the portal."""
    return path == STAFF_PATH or path.startswith(f"{STAFF_PATH}/")


def init_app(app: Flask) -> None:
    """Use both cookies."""
    app.session_interface = TwoCookies(app.extensions["heard.keys"])
