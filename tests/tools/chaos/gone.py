"""The database file is gone after everything was acknowledged: a backup and the journal."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from feedback.services.backup import Place, backup
from feedback.services.replay import Replayed, replay
from feedback.services.restore import restore
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.journal import Journal

_BACKUP = "before.backup"


def back_up(instance: Path) -> None:
    """Write a backup beside the installation, before anything is sent."""
    backup(_place(instance), instance.parent / f"{instance.name}-{_BACKUP}", now=datetime.now(UTC))


def lose_the_database(instance: Path, *, journal: bool) -> Path:
    """Restore the backup on an empty machine, with the journal if it survived; return where."""
    there = instance.parent / f"{instance.name}-{'with' if journal else 'without'}-journal"
    there.mkdir()
    shutil.copytree(instance / "keys", there / "keys")
    if journal:
        shutil.copytree(instance / "journal", there / "journal")
    file = instance.parent / f"{instance.name}-{_BACKUP}"
    restore(_place(there), file, instance / "keys" / "backup.key")
    return there


def write_back(instance: Path) -> Replayed:
    """Write the journal back over whatever the database holds."""
    engine = connect(f"sqlite:///{instance / 'heard.sqlite'}")
    try:
        return replay(Store(engine), Journal(instance / "journal"))
    finally:
        engine.dispose()


def _place(instance: Path) -> Place:
    url = f"sqlite:///{instance / 'heard.sqlite'}"
    return Place(instance, url, instance / "keys", instance / "journal")
