"""Signing cookies and tokens, to the letter as the library does, with less made anew each time.

A page of a child is signed for twice and looked at twice. The library makes a signer for each,
derives its key, and tries to compress what is a hundred bytes long. Signing all at once lets other
threads in each time, which takes longer than the signing; a copy of what knows the key does not.
"""

import hmac
from binascii import a2b_base64, b2a_base64
from functools import cache
from json import JSONDecoder, JSONEncoder
from typing import Any, cast

from flask_wtf import csrf
from itsdangerous import HMACAlgorithm, Serializer, TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import int_to_bytes, want_bytes

_SHA1 = "sha1"
_IN_ADDRESSES, _USUAL = (bytes.maketrans(*pair) for pair in ((b"+/", b"-_"), (b"-_", b"+/")))
_WORDING, _READING = JSONEncoder(separators=(",", ":")), JSONDecoder()
_MARKED = '{" '
"""How anything begins that Flask marks as more than text, numbers, lists and their names."""


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
        self._keyed = hmac.new(self.derive_key(), digestmod=_SHA1)

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """Derive the key, or find it derived."""
        if secret_key not in self._derived:
            self._derived[secret_key] = super().derive_key(secret_key)
        return self._derived[secret_key]

    def sign(self, value: str | bytes) -> bytes:
        """Add the moment and the signature."""
        stamped = b"%b.%b" % (want_bytes(value), _encoded(int_to_bytes(self.get_timestamp())))
        return b"%b.%b" % (stamped, self._signature(stamped))

    def plain(self, signed: str | bytes, max_age: int | None) -> bytes | None:
        """Return what was signed, if it is sound, not too old and not compressed."""
        stamped, _dot, signature = want_bytes(signed).rpartition(b".")
        if not hmac.compare_digest(self._signature(stamped), signature):
            return None
        value, _dot, moment = stamped.rpartition(b".")
        if max_age is not None:
            age = self.get_timestamp() - int.from_bytes(_decoded(moment))
            if not 0 <= age <= max_age:
                return None
        return None if value[:1] in {b"", b"."} else _decoded(value)

    def _signature(self, value: bytes) -> bytes:
        """Sign with the newest secret, as it is written down."""
        signing = self._keyed.copy()
        signing.update(value)
        return _encoded(signing.digest())


def _encoded(said: bytes) -> bytes:
    return b2a_base64(said, newline=False).rstrip(b"=").translate(_IN_ADDRESSES)


def _decoded(text: bytes) -> bytes:
    return a2b_base64(text.translate(_USUAL) + b"==")


class Signing(URLSafeTimedSerializer):
    """The library’s serializer with one signer, for what is short."""

    def __init__(self, *secrets: Any, **told: Any) -> None:  # noqa: ANN401  as above
        """Make the one signer."""
        super().__init__(*secrets, **{**told, "signer": Signer})
        self._signer = cast("Signer", super().make_signer())

    def make_signer(self, salt: str | bytes | None = None) -> Any:  # noqa: ANN401, ARG002  as above; ours is one
        """Return the one signer."""
        return self._signer

    def dumps(self, obj: Any, salt: str | bytes | None = None) -> str:  # noqa: ANN401, ARG002  as above
        """Sign it, with the moment at which it was signed."""
        return self._signer.sign(self.dump_payload(obj)).decode("ascii")

    def loads(  # type: ignore[override]  # the library’s own is as loose
        self,
        s: str | bytes,
        max_age: int | None = None,
        return_timestamp: bool = False,  # noqa: FBT001, FBT002  as above
        salt: bytes | None = None,
    ) -> Any:  # noqa: ANN401  as above
        """Read what is just as we sign it; of anything else the library says what is wrong."""
        plain = None if return_timestamp else self._signer.plain(s, max_age)
        if plain is None:
            return super().loads(s, max_age, return_timestamp, salt)
        text = plain.decode()
        if _MARKED in text:
            return self.serializer.loads(text)
        read, end = _READING.raw_decode(text)
        return read if end == len(text) else self.serializer.loads(text)

    def dump_payload(self, obj: Any) -> bytes:  # noqa: ANN401  as above
        """Write it down without trying whether it would be shorter compressed."""
        if type(obj) is str:
            return _encoded(_WORDING.encode(obj).encode())
        return _encoded(Serializer.dump_payload(self, obj))


@cache
def signing(secret: str | bytes, salt: str) -> Signing:
    """Return what signs under one secret for one purpose."""
    return Signing(secret, salt=salt)


def init_app() -> None:
    """Let tokens of forms be signed so. Their library makes a serializer at each page."""
    csrf.URLSafeTimedSerializer = signing
