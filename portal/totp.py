"""The six digits of a member of staff’s authenticator, each good for one sign-in.

The sign-in library takes a code again while its half minute lasts. Here the counter of
the last code used is kept, and only a later one opens the door.
"""

import hmac
from typing import cast

from flask import current_app
from flask_security import Totp, UserMixin
from passlib.exc import TokenError, UsedTokenError
from passlib.totp import TOTP, TotpMatch

from feedback.store.keys import Keys
from portal.staff_store import Account, StaffStore

ISSUER = "Heard"
HALF_A_MINUTE = 30


class OncePerCode(Totp):
    """Codes that cannot be replayed, not even by two requests at the same moment."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Return the counter of the last code this person used."""
        return cast("Account", user).totp_counter

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Keep the counter, or refuse the code if another request has just used it."""
        staff = cast("StaffStore", current_app.extensions["security"].datastore)
        if not staff.use_code(cast("Account", user), tmatch.counter):
            raise UsedTokenError

    def counter_of(self, digits: str, secret: str) -> int | None:
        """Return the half minute of these six digits, if the secret shows them about now."""
        try:
            return int(self._totp.verify(digits, secret, window=HALF_A_MINUTE).counter)
        except TokenError:
            return None


def totp_secrets(keys: Keys) -> dict[str, str]:
    """Return the keys of authenticator secrets by number; the last one seals, each opens.

    The first was derived from the pepper, which the children’s door holds too.
    """
    use = b"staff authenticators"
    return {
        "1": derived(keys.pepper, use).hex(),
        "2": derived(keys.staff, use).hex(),
    }


def derived(key: bytes, use: bytes) -> bytes:
    """Derive 32 bytes for one use from a key that lies outside the database."""
    return hmac.digest(key, b"heard/1/" + use, "sha256")


def authenticators(keys: Keys) -> OncePerCode:
    """Return what makes and checks codes, for those who stand outside a request."""
    return OncePerCode(totp_secrets(keys), ISSUER)


def code_now(key: str) -> str:
    """Return the six digits an authenticator with this key shows at this moment."""
    return str(TOTP(key=key).generate().token)
