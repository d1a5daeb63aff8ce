"""Files to which lines are added: by one account alone, or by all of their folder’s group.

A folder that hands its group on to what is made in it (the set-group-id bit, ``chmod g+s``) is
shared: whichever account comes first makes a file that the whole group can read and add to,
whatever the account’s own ``umask`` takes away. In any other folder a file is its maker’s alone.
"""

import fcntl
import os
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path

_ALONE, _TOGETHER = 0o600, 0o660
UNFINISHED = ".new"
"""How the name of a file ends that is being made. Nothing stands in one."""


def is_shared(folder: Path) -> bool:
    """Whether a folder hands its group on to what is made in it."""
    return bool(folder.stat().st_mode & stat.S_ISGID)


def is_for_all(path: Path) -> bool:
    """Whether everybody for whom a file’s folder is can read the file and add to it."""
    status, folder = path.stat(), path.parent.stat()
    theirs = status.st_gid == folder.st_gid and status.st_mode & _TOGETHER == _TOGETHER
    return theirs or not is_shared(path.parent)


def add_line(path: Path, text: bytes) -> None:
    """Add a whole line and wait until the disk has it, or leave the file as it was.

    Refuses with ``OSError`` what the disk or the system refuses. A line before it that was
    torn by a power cut is ended first.
    """
    is_new = not path.exists()
    if is_new:
        _make(path)
    handle = os.open(path, os.O_RDWR | os.O_APPEND)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        end = os.fstat(handle).st_size
        torn = end > 0 and os.pread(handle, 1, end - 1) != b"\n"
        _write_whole(handle, b"\n" + text if torn else text, end)
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        _settle(path.parent)


def can_add(path: Path) -> bool:
    """Whether this account could add a line now: it opens the file as ``add_line`` does.

    Where the file is not there yet, its folder is asked, and where that is not there, the nearest
    above it. Nothing is made or changed.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_APPEND))
    except FileNotFoundError:
        return _can_make_in(path.parent)
    except OSError:
        return False
    return True


def copy_into(folder: Path, path: Path) -> None:
    """Copy a file into a folder, to be read and added to as if it had been made there."""
    target = folder / path.name
    shutil.copyfile(path, target)
    target.chmod(_TOGETHER if is_shared(folder) else _ALONE)


def _make(path: Path) -> None:
    """Make an empty file that never, not for a moment, shuts out who may add to it."""
    if not is_shared(path.parent):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, _ALONE))
        return
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ALONE)
    try:
        os.fchmod(handle, _TOGETHER)
        with suppress(FileExistsError):  # another was quicker, and theirs is as good
            os.link(part, path)
    finally:
        os.close(handle)
        part.unlink()


def _can_make_in(folder: Path) -> bool:
    if not os.path.lexists(folder):
        return _can_make_in(folder.parent)
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _write_whole(handle: int, text: bytes, end: int) -> None:
    if os.write(handle, text) != len(text):
        os.ftruncate(handle, end)
        raise OSError("the disk is full")


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
