"""Putting everything that was kept into one locked file: database, journal, council’s file.

Keys are not in it, the weeks’ keys least of all: whoever finds a backup finds nothing they can
read, and whoever finds the keys finds nothing to open. The database is copied first, so that
what is sent meanwhile is in the journal’s copy and comes back by replay.
"""

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Self

from feedback.errors import BackupUnsound, FilesInTheWay
from feedback.store.common_file import UNFINISHED
from feedback.store.engine import connect
from feedback.store.strongbox import lock
from feedback.store.whole_copy import copy_whole, file_name, revision, rows

CONTENTS, JOURNAL, COUNCIL = "contents.json", "journal", "council.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation lies."""

    instance: Path
    database_url: str
    keys: Path
    journal: Path


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a backup: written in it, and compared when it is put back."""

    made_at: str
    database: str
    revision: str
    rows: dict[str, int]
    digests: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what a backup says of itself. Refuses with ``BackupUnsound``."""
        try:
            return cls(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError) as problem:
            raise BackupUnsound("This backup does not say what is in it.") from problem


def backup(place: Place, target: Path, *, now: datetime) -> Contents:
    """Write a backup to a file that is not there yet, whole or not at all.

    Refuses with ``FilesInTheWay``, ``KeyMissing`` or ``BackupUnsound``.
    """
    if target.exists():
        raise FilesInTheWay(target.name, "is there already")
    part = target.with_name(target.name + ".part")
    with workshop(place.instance) as folder:
        contents = _collect(place, folder / "all", now=now)
        packed = folder / "packed.tar"
        with tarfile.open(packed, "w") as tar:
            tar.add(folder / "all", arcname=".", filter=_nobodys)
        try:
            lock(packed, part, place.keys)
            _settle(part)
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
    return contents


@contextmanager
def workshop(instance: Path) -> Iterator[Path]:
    """Lend a folder beside the database that only this account can open, and clear it away."""
    folder = Path(tempfile.mkdtemp(prefix="backup-", dir=instance))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _collect(place: Place, folder: Path, *, now: datetime) -> Contents:
    folder.mkdir()
    copy = folder / file_name(place.database_url)
    counted = _counted(place.database_url)
    copy_whole(place.database_url, copy)
    if place.journal.exists():
        unfinished = shutil.ignore_patterns(f"*{UNFINISHED}")
        shutil.copytree(place.journal, folder / JOURNAL, ignore=unfinished)
    if (place.instance / COUNCIL).exists():
        shutil.copy(place.instance / COUNCIL, folder)
    digests = {
        str(path.relative_to(folder)): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    contents = Contents(now.isoformat(), copy.name, *counted, digests)
    text = json.dumps(asdict(contents), indent=1)
    (folder / CONTENTS).write_text(text, "utf-8")
    return contents


def _counted(url: str) -> tuple[str, dict[str, int]]:
    engine = connect(url)
    try:
        return revision(engine), rows(engine)
    finally:
        engine.dispose()


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out whose file it was: another machine has other accounts."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _settle(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
