"""Looking for canaries wherever words could have been left: on disk, in lines, in messages."""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from feedback.services.backup import Place, backup
from tests.tools.canary.canary import Canaries, cookie_readings

_WRITING = os.O_WRONLY | os.O_RDWR
_KEPT_ON_PURPOSE = ("heard.sqlite", "journal", "locks", "heads", "keys", "translations")
_NOT_FILES = ("/dev/", "/proc/")


@dataclass
class Watch:
    """What was written while it lasted: lines of logs, and files by name."""

    home: Path
    lines: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    on: bool = True
    behind_backup: bytes = b""
    """What a careless backup would have beside what it locks: the control’s."""

    def heard(self, event: str, told: tuple[object, ...]) -> None:
        """Note a file that is opened to be written."""
        if self.on and event == "open" and isinstance(told[0], str | os.PathLike):
            name, mode, flags = os.fspath(told[0]), told[1], told[2]
            writes = isinstance(flags, int) and flags & _WRITING
            if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
                self.files.add(str(name))

    def strays(self) -> list[str]:
        """Name the files that were written anywhere but where they belong."""
        own = tuple(str(self.home / name) for name in _KEPT_ON_PURPOSE)
        return sorted(
            name
            for name in self.files
            if not name.startswith((*own, *_NOT_FILES)) and "__pycache__" not in name
        )


@contextmanager
def watching(home: Path) -> Iterator[Watch]:
    """Write down every line that is logged or printed, and every file that is written."""
    watch, root = Watch(home), logging.getLogger()
    handler, level, usual = logging.Handler(), root.level, tempfile.tempdir
    handler.emit = lambda record: watch.lines.append(record.getMessage())  # type: ignore[method-assign]
    temporary = home.with_name(f"{home.name}-tmp")
    temporary.mkdir()
    sys.addaudithook(watch.heard)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    tempfile.tempdir = str(temporary)
    try:
        yield watch
    finally:
        watch.on = False
        tempfile.tempdir = usual
        root.setLevel(level)
        root.removeHandler(handler)


@dataclass(frozen=True, slots=True)
class Left:
    """What left the portal: addresses asked for and led to, cookies, mails, titles and files."""

    addresses: list[str]
    cookies: list[str]
    mails: list[bytes]
    titles: list[bytes]
    files: list[bytes]


def everything(canaries: Canaries, watch: Watch, left: Left) -> dict[str, set[str]]:
    """Name, for each place, the fields whose words were found there."""
    home = watch.home
    temporary = home.with_name(f"{home.name}-tmp")
    raw = {
        "logs": "\n".join(watch.lines).encode(),
        "addresses": "\n".join(left.addresses).encode(),
        "cookies": b"\n".join([_cookie(one) for one in left.cookies]),
        "mails": b"\n".join(left.mails),
        "titles": b"\n".join(left.titles),
        "exports": b"\n".join(_unpacked(file) for file in left.files),
        "database": _all_of(sorted(home.glob("heard.sqlite*"))),
        "journal": _all_of(sorted((home / "journal").glob("*"))),
        "backup": _all_of([_backed_up(home)]) + watch.behind_backup,
        "other files": _all_of(sorted(_others(home, temporary, watch.strays()))),
    }
    return {place: canaries.found_in(found) for place, found in raw.items()}


def _unpacked(file: bytes) -> bytes:
    """Return what is in a file that was kept: of a spreadsheet or a parcel, of each part."""
    if not is_zipfile(BytesIO(file)):
        return file
    with ZipFile(BytesIO(file)) as parcel:
        return b"\n".join(_unpacked(parcel.read(name)) for name in parcel.namelist())


def _others(home: Path, temporary: Path, strays: list[str]) -> set[Path]:
    lying = {path for folder in (home, temporary) for path in folder.rglob("*") if path.is_file()}
    known = {path for path in lying if path.name.startswith("heard.sqlite")}
    known |= set((home / "journal").glob("*"))
    return (lying | {Path(name) for name in strays if Path(name).is_file()}) - known


def _backed_up(home: Path) -> Path:
    target = home.with_name(f"{home.name}.backup")
    target.unlink(missing_ok=True)
    url = f"sqlite:///{home / 'heard.sqlite'}"
    place = Place(home, url, home / "keys", home / "journal")
    backup(place, target, now=datetime.now(UTC))
    return target


def _all_of(paths: list[Path]) -> bytes:
    return b"\n".join(path.name.encode() + b"\n" + path.read_bytes() for path in paths)


def _cookie(one: str) -> bytes:
    value = one.partition("=")[2].partition(";")[0]
    return one.encode() + b"\n" + cookie_readings(value)
