"""Sealed values: HPKE envelopes that open only where they were put.

X25519, HKDF-SHA256 and AES-256-GCM of RFC 9180, one fresh key an envelope. The place
(table, column and row) goes into the key schedule as ``info``, so that a value moved to
another place does not open. Eight bytes in front name the key, so that keys can change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from feedback.errors import KeyMissing, SealBroken

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_MARK = b"H1"
_ID_BYTES = 8
_NONCE_BYTES = 12
SECRET_BYTES = 32


class Place(NamedTuple):
    """Where a sealed value lies: it opens nowhere else."""

    table: str
    column: str
    row: UUID | str

    @property
    def info(self) -> bytes:
        """Return the bytes that bind an envelope to this place."""
        return f"heard/1/{self.table}/{self.column}/{self.row}".encode()


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half that seals. Its id is a digest of itself, so it needs no register."""

    raw: bytes

    @property
    def id(self) -> bytes:
        """Return the eight bytes that name this key in an envelope."""
        return sha256(b"heard key" + self.raw).digest()[:_ID_BYTES]

    def seal(self, plain: bytes, place: Place) -> bytes:
        """Seal a value to this key, for one place."""
        key = X25519PublicKey.from_public_bytes(self.raw)
        return _MARK + self.id + _SUITE.encrypt(plain, key, place.info)


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """The half that opens. It never prints itself."""

    raw: bytes
    _public: PublicKey | None = field(default=None, compare=False)
    """The half that may be known, where it lies beside this one: working it out takes as long
    as opening something. Nothing opens with one that is not its half."""
    _key: X25519PrivateKey | None = field(default=None, init=False, compare=False)

    @property
    def key(self) -> X25519PrivateKey:
        """Return the key as it opens, loaded once: half of a child’s pages open nothing."""
        if self._key is None:
            key = X25519PrivateKey.from_private_bytes(self.raw)
            object.__setattr__(self, "_key", key)
            return key
        return self._key

    @property
    def public(self) -> PublicKey:
        """Return the half that may be known."""
        if self._public is None:
            public = PublicKey(self.key.public_key().public_bytes_raw())
            object.__setattr__(self, "_public", public)
            return public
        return self._public

    @classmethod
    def new(cls) -> Self:
        """Make a new random key."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Open a value that was sealed to this key for this place, or refuse."""
        return open_with({self.public.id: self}, sealed, place)


def key_id_of(sealed: bytes) -> bytes:
    """Return the id of the key that a value was sealed to."""
    return sealed[len(_MARK) : len(_MARK) + _ID_BYTES]


def open_with(keys: Mapping[bytes, PrivateKey], sealed: bytes, place: Place) -> bytes:
    """Open a value with whichever of these keys it names.

    Raises ``KeyMissing`` where the key is not here (the children’s door holds none) and
    ``SealBroken`` where the value was changed or moved.
    """
    mark, key_id, envelope = sealed[:2], sealed[2 : 2 + _ID_BYTES], sealed[2 + _ID_BYTES :]
    if mark != _MARK:
        raise SealBroken(f"A value in {place.table}.{place.column} is not a sealed one.")
    if key_id not in keys:
        raise KeyMissing(f"The key for {place.table}.{place.column} is not on this machine.")
    try:
        return _SUITE.decrypt(envelope, keys[key_id].key, place.info)
    except (InvalidTag, ValueError) as problem:
        raise SealBroken(
            f"A sealed value in {place.table}.{place.column} was moved or changed."
        ) from problem


def wrap(plain: bytes, secret: bytes, place: Place, *, nonce: bytes) -> bytes:
    """Wrap a key under a random 256-bit secret that is used for nothing else (AES-256-GCM)."""
    return nonce + AESGCM(secret).encrypt(nonce, plain, place.info)


def unwrap(wrapped: bytes, secret: bytes, place: Place) -> bytes:
    """Unwrap what ``wrap`` wrapped, or refuse."""
    nonce, envelope = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return AESGCM(secret).decrypt(nonce, envelope, place.info)
    except (InvalidTag, ValueError) as problem:
        raise SealBroken("That secret does not open this.") from problem
