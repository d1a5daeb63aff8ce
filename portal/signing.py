"""Signing cookies and tokens, to the letter as the library does, with less made anew each time.

A page of a child is signed for twice and looked at twice. The library makes a signer for each,
derives its key, and tries to compress what is a hundred bytes long.
"""

import hmac
from functools import cache
from typing import Any

from flask_wtf import csrf
from itsdangerous import HMACAlgorithm, Serializer, TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode

_SHA1 = "sha1"


class AtOnce(HMACAlgorithm):
    """The same signature, in one call."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        """Sign with a key that was derived."""
        return hmac.digest(key, value, _SHA1)


class Signer(TimestampSigner):
    """The library’s signer, which derives a key from each secret once."""

    def __init__(self, *secrets: Any, **told: Any) -> None:  # noqa: ANN401  the library’s own
        """Sign as told, at once."""
        super().__init__(*secrets, **{**told, "algorithm": AtOnce()})
        self._derived: dict[Any, bytes] = {}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """Derive the key, or find it derived."""
        if secret_key not in self._derived:
            self._derived[secret_key] = super().derive_key(secret_key)
        return self._derived[secret_key]


class Signing(URLSafeTimedSerializer):
    """The library’s serializer with one signer, for what is short."""

    def __init__(self, *secrets: Any, **told: Any) -> None:  # noqa: ANN401  as above
        """Make the one signer."""
        super().__init__(*secrets, **{**told, "signer": Signer})
        self._signer = super().make_signer()

    def make_signer(self, salt: str | bytes | None = None) -> Any:  # noqa: ANN401, ARG002  as above; ours is one
        """Return the one signer."""
        return self._signer

    def dump_payload(self, obj: Any) -> bytes:  # noqa: ANN401  as above
        """Write it down without trying whether it would be shorter compressed."""
        return base64_encode(Serializer.dump_payload(self, obj))


@cache
def signing(secret: str | bytes, salt: str) -> Signing:
    """Return what signs under one secret for one purpose."""
    return Signing(secret, salt=salt)


def init_app() -> None:
    """Let tokens of forms be signed so. Their library makes a serializer at each page."""
    csrf.URLSafeTimedSerializer = signing
