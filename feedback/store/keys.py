"""The keys of one installation, in files outside the database.

``service-*.key`` opens what children sent; a children’s door is given only
``service.pub`` and so can open nothing. ``pepper`` goes into every letter’s words and
pictures, ``audit.key`` chains the log, ``release.key`` weighs tables, ``cookies.key``
signs cookies. ``backup.pub`` locks backups; ``backup.key``, which opens them, belongs in a safe.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from feedback.errors import KeyMissing
from feedback.store.sealing import SECRET_BYTES, Place, PrivateKey, PublicKey, open_with
from feedback.store.strongbox import PRIVATE, PUBLIC, new_pair

_RANDOM = ("pepper", "audit.key", "release.key", "cookies.key")


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What this process may use. It never prints itself."""

    service: PublicKey
    pepper: bytes
    audit: bytes
    release: bytes
    cookies: bytes
    private: Mapping[bytes, PrivateKey] = field(default_factory=dict)

    def seal(self, plain: bytes, place: Place) -> bytes:
        """Seal a value to the service."""
        return self.service.seal(plain, place)

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Open a value sealed to the service. Services call ``audit.opened_by`` first."""
        return open_with(self.private, sealed, place)


def make_keys(folder: Path) -> None:
    """Make every key that is not there yet, readable by this account alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / "service.pub").exists():
        key = PrivateKey.new()
        write_key(folder / f"service-{key.public.id.hex()}.key", key.raw)
        write_key(folder / "service.pub", key.public.raw)
    for name in _RANDOM:
        if not (folder / name).exists():
            write_key(folder / name, secrets.token_bytes(SECRET_BYTES))
    if not (folder / PUBLIC).exists():
        private, public = new_pair()
        write_key(folder / PRIVATE, f"{private}\n".encode())
        write_key(folder / PUBLIC, f"{public}\n".encode())


def read_keys(folder: Path) -> Keys:
    """Read the keys of a folder. Raises ``KeyMissing`` naming the first file that is not there."""
    private = [PrivateKey(path.read_bytes()) for path in sorted(folder.glob("service-*.key"))]
    return Keys(
        service=PublicKey(_read(folder / "service.pub")),
        pepper=_read(folder / "pepper"),
        audit=_read(folder / "audit.key"),
        release=_read(folder / "release.key"),
        cookies=_read(folder / "cookies.key"),
        private={key.public.id: key for key in private},
    )


def _read(path: Path) -> bytes:
    try:
        value = path.read_bytes()
    except OSError as problem:
        raise KeyMissing(f"The key file {path.name} cannot be read; run portal keys make.") from (
            problem
        )
    if len(value) != SECRET_BYTES:
        raise KeyMissing(f"The key file {path.name} is damaged: it should hold 32 bytes.")
    return value


def write_key(path: Path, value: bytes) -> None:
    """Write a key file that this account alone can read, whole or not at all."""
    part = path.with_suffix(path.suffix + ".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
