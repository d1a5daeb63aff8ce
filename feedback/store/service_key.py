"""The key everything is sealed to, which may change while the portal runs.

``service.pub`` names the one that new values are sealed to. It is looked at before each
sealing, so that a key made a moment ago is used at once, by every process. Each private half
lies in a file named after its id, so a value that names a key not seen yet finds it. Keys
that were replaced lie in ``archive`` with the day, for backups from before.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from feedback.errors import KeyMissing
from feedback.store.sealing import SECRET_BYTES, Place, PrivateKey, PublicKey

PUBLIC = "service.pub"
ARCHIVE = "archive"
_Seen = tuple[int, int]


@dataclass(slots=True, repr=False)
class ServicePublic:
    """The public half as it stands in its file now."""

    path: Path
    _seen: _Seen | None = None
    _key: PublicKey | None = None

    @property
    def key(self) -> PublicKey:
        """Read it again if the file was replaced. Refuses with ``KeyMissing``.

        Once it was read, a file that is gone keeps no child from sending.
        """
        try:
            stat = os.stat(self.path)  # noqa: PTH116  asked at every sealing
        except OSError as problem:
            if self._key is None:
                raise _unreadable(self.path) from problem
            return self._key
        seen = (stat.st_ino, stat.st_mtime_ns)
        if self._key is None or seen != self._seen:
            self._key, self._seen = PublicKey(read_key(self.path)), seen
        return self._key

    @property
    def id(self) -> bytes:
        """Return the id of the key that is sealed to now."""
        return self.key.id

    def seal(self, plain: bytes, place: Place) -> bytes:
        """Seal a value to the key of this moment."""
        return self.key.seal(plain, place)


@dataclass(slots=True, repr=False)
class ServicePrivate(Mapping[bytes, PrivateKey]):
    """The private halves of a folder by id, looked for again when an unknown one is named."""

    folder: Path
    _known: dict[bytes, PrivateKey] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read those in use. The archive is opened only when a value asks for it."""
        for path in private_files(self.folder):
            key = PrivateKey(read_key(path))
            self._known[key.public.id] = key

    def __getitem__(self, key_id: bytes) -> PrivateKey:
        """Return a key, from the archive if it must be."""
        if key_id not in self._known:
            self._known[key_id] = PrivateKey(read_key(self._file(key_id)))
        return self._known[key_id]

    def __iter__(self) -> Iterator[bytes]:
        """Name the keys at hand."""
        return iter(self._known)

    def __len__(self) -> int:
        """Count the keys at hand."""
        return len(self._known)

    def _file(self, key_id: bytes) -> Path:
        name = _name(key_id)
        for path in (self.folder / name, *self.folder.glob(f"{ARCHIVE}/*-{name}")):
            if path.exists():
                return path
        raise KeyError(key_id)


def private_files(folder: Path) -> list[Path]:
    """List the files of the private halves in use."""
    return sorted(folder.glob("service-*.key"))


def is_in_use(folder: Path, key_id: bytes) -> bool:
    """Whether the private half of a key lies outside the archive."""
    return (folder / _name(key_id)).exists()


def old_ids(folder: Path) -> frozenset[bytes]:
    """Name every key but the one that is sealed to: in use still, or in the archive."""
    files = [*private_files(folder), *folder.glob(f"{ARCHIVE}/*-service-*.key")]
    present = PublicKey(read_key(folder / PUBLIC)).id
    return frozenset(bytes.fromhex(path.stem.rsplit("-", 1)[1]) for path in files) - {present}


def make_private(folder: Path) -> PublicKey:
    """Make a new private half. Nothing is sealed to it until it is published."""
    key = PrivateKey.new()
    write_key(folder / _name(key.public.id), key.raw)
    return key.public


def publish(folder: Path, key_id: bytes) -> None:
    """Let everything be sealed to this key from now on. Refuses with ``KeyMissing``."""
    key = PrivateKey(read_key(folder / _name(key_id)))
    path = folder / PUBLIC
    if not path.exists() or read_key(path) != key.public.raw:
        write_key(path, key.public.raw)


def archive(folder: Path, *, today: date) -> tuple[str, ...]:
    """Put every private half but the present one into the archive; name them."""
    present = _name(PublicKey(read_key(folder / PUBLIC)).id)
    old = [path for path in private_files(folder) if path.name != present]
    if old:
        (folder / ARCHIVE).mkdir(mode=0o700, exist_ok=True)
    for path in old:
        path.rename(folder / ARCHIVE / f"{today.isoformat()}-{path.name}")
    return tuple(path.name for path in old)


def read_key(path: Path) -> bytes:
    """Read a key file of 32 bytes. Refuses with ``KeyMissing`` one that is not there or not so."""
    try:
        value = path.read_bytes()
    except OSError as problem:
        raise _unreadable(path) from problem
    if len(value) != SECRET_BYTES:
        raise KeyMissing(f"The key file {path.name} is damaged: it should hold 32 bytes.")
    return value


def write_key(path: Path, value: bytes) -> None:
    """Write a key file that the account of its folder alone can read, whole or not at all.

    Only root can write one for another account: the keys of a children’s door, which runs as
    somebody who may not read the folder they come from.
    """
    part = path.with_suffix(path.suffix + ".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(value)
        with suppress(PermissionError):
            os.fchown(file.fileno(), path.parent.stat().st_uid, path.parent.stat().st_gid)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)


def _name(key_id: bytes) -> str:
    return f"service-{key_id.hex()}.key"


def _unreadable(path: Path) -> KeyMissing:
    return KeyMissing(f"The key file {path.name} cannot be read; run portal keys make.")
