"""Putting a backup where nothing is, checked file by file, and what was sent since on top."""

import shutil
import tarfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedback.errors import BackupUnsound
from feedback.services.backup import (
    CONTENTS,
    COUNCIL,
    JOURNAL,
    Contents,
    Place,
    digest,
    workshop,
)
from feedback.services.replay import Replayed, replay
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.journal import Journal
from feedback.store.migrating import migrate, newest
from feedback.store.strongbox import unlock
from feedback.store.whole_copy import file_name, is_empty, put_whole


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: from when, how many rows, and what the journal added."""

    made_at: datetime
    rows: int
    replayed: Replayed


def restore(place: Place, locked: Path, key: Path) -> Restored:
    """Put a backup into an installation that holds nothing yet.

    Every file is compared with its digest before anything is put anywhere. A journal that
    survived is kept, since it may hold more than the backup’s, and is written back too.
    Refuses with ``BackupUnsound``, ``JournalTooNew`` or ``KeyMissing``, having changed nothing.
    """
    if not is_empty(place.database_url):
        raise BackupUnsound(
            "There is a database already: a restore never writes over one. Move it away first."
        )
    place.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    with workshop(place.instance) as folder:
        unlock(locked, folder / "packed.tar", key)
        found = folder / "all"
        _unpack(folder / "packed.tar", found)
        contents = Contents.read(found / CONTENTS)
        _must_be_whole(contents, found)
        _must_fit(contents, place.database_url)
        _must_be_read(place.journal, found / JOURNAL)
        _put_files(place, found)
        put_whole(place.database_url, found / contents.database)
    made_at = datetime.fromisoformat(contents.made_at)
    return Restored(made_at, sum(contents.rows.values()), _catch_up(place, made_at))


def _unpack(packed: Path, folder: Path) -> None:
    try:
        with tarfile.open(packed) as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError as problem:
        raise BackupUnsound("This is no backup: nothing can be unpacked.") from problem


def _must_be_whole(contents: Contents, found: Path) -> None:
    for name, expected in contents.digests.items():
        path = found / name
        if not path.is_file() or digest(path) != expected:
            raise BackupUnsound(f"{name} in this backup is missing or damaged.")


def _must_fit(contents: Contents, url: str) -> None:
    if contents.database != file_name(url):
        raise BackupUnsound("This backup is of the other kind of database.")
    if contents.revision > newest():
        raise BackupUnsound("This backup was made by a newer version of the portal.")


def _must_be_read(*journals: Path) -> None:
    for folder in journals:
        for _line in Journal(folder).lines():
            pass


def _put_files(place: Place, found: Path) -> None:
    if (found / JOURNAL).exists():
        Journal(place.journal).take_in(found / JOURNAL)
    if (found / COUNCIL).exists() and not (place.instance / COUNCIL).exists():
        shutil.copy(found / COUNCIL, place.instance)


def _catch_up(place: Place, made_at: datetime) -> Replayed:
    engine = connect(place.database_url)
    try:
        migrate(engine)
        return replay(Store(engine), Journal(place.journal), taken_at=made_at)
    finally:
        engine.dispose()
