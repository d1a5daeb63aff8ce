"""The folder of the installation: who may read it, its keys, its journal and its disk."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from feedback.errors import KeyMisplaced, KeyMissing
from feedback.store.door_keys import read_door_keys
from feedback.store.keys import read_keys
from portal.doctor.finding import Finding, look, well, wrong
from portal.settings import Settings

LEAST_FREE = 1 << 30
"""Bytes that should be free: a year of a council’s views, drawings and voices."""

_OPENS_BACKUPS = "backup.key"


def look_over(settings: Settings) -> Iterator[Finding]:
    """Look at everything that lies in files."""
    if not settings.instance.is_dir():
        yield wrong("folder", f"{settings.instance} is not there; PORTAL_INSTANCE names another?")
        return
    yield _private(settings)
    yield from _keys(settings)
    yield _journal(settings.journal)
    yield _disk(settings.instance)


def _private(settings: Settings) -> Finding:
    open_to_others = [path for path in (settings.instance, *_kept(settings)) if _others_may(path)]
    if open_to_others:
        names = ", ".join(path.name for path in open_to_others[:3])
        return wrong("folder", f"other accounts can reach {names}; chmod go-rwx takes that away.")
    return well("folder", "only this account can reach it.")


def _kept(settings: Settings) -> Iterator[Path]:
    for folder in (settings.keys, settings.journal):
        if folder.is_dir():
            yield folder
            yield from sorted(folder.iterdir())


def _others_may(path: Path) -> bool:
    status = path.stat()
    return status.st_uid != os.getuid() or bool(stat.S_IMODE(status.st_mode) & 0o077)


def _keys(settings: Settings) -> Iterator[Finding]:
    with suppress(KeyMissing, KeyMisplaced):
        read_door_keys(settings.keys)
        yield well("keys", "the three of the children’s door are there, and none that opens.")
        return
    try:
        keys = read_keys(settings.keys)
    except KeyMissing as missing:
        yield wrong("keys", str(missing))
        return
    if keys.service.id in keys.private:
        yield well("keys", "every one is there, and what children send can be opened here.")
    else:
        yield look(
            "keys", "what children send cannot be opened here: right for a children’s door."
        )
    if (settings.keys / _OPENS_BACKUPS).exists():
        yield look("backups", f"{_OPENS_BACKUPS} is on this machine; move it into the safe.")


def _journal(folder: Path) -> Finding:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        return wrong("journal", f"{folder} cannot be written, so nothing can be sent.")
    return well("journal", "it can be written.")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        return wrong("disk", f"{free >> 20} MiB are free and 1 GiB should be; make room.")
    return well("disk", f"{free >> 30} GiB are free.")
