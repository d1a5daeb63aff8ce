"""The folder of the installation: who may read it, its keys, its journal and its disk."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from feedback.errors import KeyMisplaced, KeyMissing
from feedback.store.common_file import can_add, is_for_all, is_shared
from feedback.store.door_keys import read_door_keys
from feedback.store.journal import Journal
from feedback.store.keys import read_keys
from portal.doctor.finding import Finding, look, well, wrong
from portal.settings import Settings
from portal.storage import today

LEAST_FREE = 1 << 30
"""Bytes that should be free: a year of a council’s views, drawings and voices."""

_OPENS_BACKUPS = "backup.key"
_STRANGERS = stat.S_IRWXO


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
    shared = _is_shared(settings.journal)
    ours, together = _kept(settings, shared=shared)
    open_to_others = [path for path in ours if _others_may(path)]
    open_to_others += [path for path in together if path.stat().st_mode & _STRANGERS]
    if open_to_others:
        names = ", ".join(path.name for path in open_to_others[:3])
        return wrong("folder", f"other accounts can reach {names}; chmod go-rwx takes that away.")
    if shared:
        return well("folder", "only this account can reach it, and its group the journal.")
    return well("folder", "only this account can reach it.")


def _kept(settings: Settings, *, shared: bool) -> tuple[list[Path], list[Path]]:
    """List what is for this account alone, and what is for all of the journal’s group."""
    keys, journal = _with_all_in(settings.keys), _with_all_in(settings.journal)
    if shared:
        return [settings.instance, *keys], journal
    return [settings.instance, *keys, *journal], []


def _with_all_in(folder: Path) -> list[Path]:
    try:
        return [folder, *sorted(folder.iterdir())]
    except OSError:  # it is not there, or not for this account: said where it is needed
        return []


def _is_shared(folder: Path) -> bool:
    try:
        return is_shared(folder)
    except OSError:
        return False


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
    """Open what is added to as it is opened for that; nothing is written."""
    journal = Journal(folder)
    if not journal.can_append(today()):
        return wrong(
            "journal",
            f"{folder} cannot be written by this account, so nothing can be sent. Where two "
            "accounts share it, both belong to its group, its mode is 2770 and each reaches it.",
        )
    shut = [path.name for path in journal.files() if not (can_add(path) and is_for_all(path))]
    if shut:
        return wrong(
            "journal",
            f"an account that needs {shut[0]} is shut out of it; give it the group of its folder "
            "and chmod 660.",
        )
    if _is_shared(folder):
        return well("journal", "it can be written, by each account of its group.")
    return well("journal", "it can be written.")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        return wrong("disk", f"{free >> 20} MiB are free and 1 GiB should be; make room.")
    return well("disk", f"{free >> 30} GiB are free.")
