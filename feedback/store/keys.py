"""The keys of one installation, in files outside the database.

``service-*.key`` opens what children sent; a children’s door is given only
``service.pub`` and so can open nothing. ``pepper`` goes into every letter’s words and
pictures, ``audit.key`` chains the log, ``release.key`` weighs tables, ``cookies.key``
signs children’s cookies, ``staff.key`` staff’s and seals their authenticators.
``backup.pub`` locks backups; ``backup.key``, which opens them, belongs in a safe.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from feedback.store import service_key
from feedback.store.sealing import SECRET_BYTES, Place, PrivateKey, open_with
from feedback.store.service_key import ServicePrivate, ServicePublic, read_key, write_key
from feedback.store.strongbox import PRIVATE, PUBLIC, new_pair

_RANDOM = ("pepper", "audit.key", "release.key", "cookies.key", "staff.key")


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What this process may use; what it may not is blank. It never prints itself."""

    service: ServicePublic
    pepper: bytes
    cookies: bytes
    audit: bytes = b""
    release: bytes = b""
    staff: bytes = b""
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
    if not (folder / service_key.PUBLIC).exists():
        service_key.publish(folder, service_key.make_private(folder).id)
    for name in _RANDOM:
        if not (folder / name).exists():
            write_key(folder / name, secrets.token_bytes(SECRET_BYTES))
    if not (folder / PUBLIC).exists():
        private, public = new_pair()
        write_key(folder / PRIVATE, f"{private}\n".encode())
        write_key(folder / PUBLIC, f"{public}\n".encode())


def read_keys(folder: Path) -> Keys:
    """Read the keys of a folder. Raises ``KeyMissing`` naming the first file that is not there."""
    public = ServicePublic(folder / service_key.PUBLIC)
    _ = public.key
    return Keys(
        service=public,
        pepper=read_key(folder / "pepper"),
        audit=read_key(folder / "audit.key"),
        release=read_key(folder / "release.key"),
        cookies=read_key(folder / "cookies.key"),
        staff=read_key(folder / "staff.key"),
        private=ServicePrivate(folder),
    )
