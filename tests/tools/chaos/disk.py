"""A disk that can lose its power: beside each file lies what it held when it was last synced.

``kill -9`` takes a program and leaves what the system still held in memory; a power cut takes
that too. So in a process of its own we stand between SQLite and the disk, and between Python’s
``os.fsync`` and the disk. Whenever either says *now it must be safe*, the file as it is then is
copied aside. What a power cut leaves is those copies: nothing that was only written.

This is harder than most disks: they may keep more. It knows nothing of a disk that lies.
"""

import _sqlite3
import ctypes
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

from feedback.store import engine

_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_Open = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)


class _Methods(ctypes.Structure):
    """What SQLite does with an open file: ``sqlite3_io_methods``, whole."""

    _fields_ = (
        ("version", ctypes.c_int),
        *((name, ctypes.c_void_p) for name in ("close", "read", "write", "truncate")),
        ("sync", _Sync),
        *((f"more{place}", ctypes.c_void_p) for place in range(13)),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    """What SQLite does with names: ``sqlite3_vfs``, whole."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_bytes", ctypes.c_int),
        ("name_bytes", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", _Open),
        *((f"more{place}", ctypes.c_void_p) for place in range(15)),
    )


_HELD: list[object] = []
"""Functions and tables that SQLite calls, so that Python does not clear them away."""


def lose_what_is_not_synced(aside: Path) -> None:
    """From now on, in this process, keep in ``aside`` what a power cut would leave."""
    aside.mkdir(exist_ok=True)
    _watch_sqlite(lambda path: _keep(path, aside))
    _watch_python(lambda path: _keep(path, aside))


def sync_nothing(*, journal: bool) -> None:
    """Be careless, as a control: tell SQLite, and the journal as well, to trust to luck."""
    settled = engine._SQLITE_PRAGMAS  # noqa: SLF001  what the control is there to switch off
    careless = tuple(one.replace("= FULL", "= OFF") for one in settled)
    engine._SQLITE_PRAGMAS = careless  # noqa: SLF001  as above
    if journal:
        os.fsync = lambda _handle: None


def power_cut(
    instance: Path, aside: Path, *, keeps_more: Callable[[], bool] = lambda: False
) -> None:
    """Leave in an installation what was synced, and of each file perhaps all that was written."""
    for path in (*instance.glob("heard.sqlite*"), *instance.glob("journal/*")):
        kept = aside / path.name
        if path.name.endswith("-shm") or (not kept.exists() and not keeps_more()):
            path.unlink()
        elif kept.exists() and not keeps_more():
            shutil.copyfile(kept, path)
    shutil.rmtree(aside)
    aside.mkdir()
    for path in (*instance.glob("heard.sqlite*"), *instance.glob("journal/*")):
        _keep(path, aside)


def _keep(path: Path, aside: Path) -> None:
    if not path.exists():
        return
    part = aside / "part"
    shutil.copyfile(path, part)
    part.replace(aside / path.name)


def _watch_python(keep: Callable[[Path], None]) -> None:
    fsync = os.fsync

    def watched(handle: int) -> None:
        fsync(handle)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            keep(Path(f"/proc/self/fd/{handle}").readlink())

    os.fsync = watched


def _watch_sqlite(keep: Callable[[Path], None]) -> None:
    find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    find.restype = ctypes.POINTER(_Vfs)
    usual = find(None).contents
    opening = _Open(ctypes.cast(usual.open, ctypes.c_void_p).value)
    tables: dict[tuple[int, bytes], _Methods] = {}

    @_Open
    def watched(vfs: int, name: bytes | None, file: int, flags: int, out: int) -> int:
        result = opening(vfs, name, file, flags, out)
        opened = ctypes.cast(file, ctypes.POINTER(_File)).contents
        if result == 0 and name and opened.methods:
            key = (ctypes.addressof(opened.methods.contents), name)
            if key not in tables:
                tables[key] = _watched(opened.methods.contents, Path(os.fsdecode(name)), keep)
            opened.methods = ctypes.pointer(tables[key])
        return int(result)

    _HELD.extend((opening, watched, tables))
    usual.open = watched


def _watched(usual: _Methods, path: Path, keep: Callable[[Path], None]) -> _Methods:
    methods = _Methods.from_buffer_copy(usual)
    syncing = _Sync(ctypes.cast(usual.sync, ctypes.c_void_p).value)

    @_Sync
    def watched(file: int, flags: int) -> int:
        result = syncing(file, flags)
        keep(path)
        return int(result)

    _HELD.extend((syncing, watched))
    methods.sync = watched
    return methods
