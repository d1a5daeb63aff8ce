"""The council’s folder of recordings: looked through at the start, and again when it changes.

``voices/<language>/<name>.<ending>``. A page asks whether a recording is there without
touching a file; once a second one of them looks at a folder’s date.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from os import stat
from pathlib import Path
from stat import S_ISREG
from time import monotonic

from portal.voices.sentences import NAME_LENGTH
from portal.voices.sounds import KINDS, LARGEST, LOOKED_AT, ending_of

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_NAME = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")
_PRINT_LENGTH = 12
LOOKED_AGAIN = 1.0
"""Seconds after which a folder’s date is looked at again."""

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording. Its print changes whenever the file does, so that caches may keep it."""

    path: Path
    kind: str
    stamp: Stamp

    @property
    def print_(self) -> str:
        """Return the fingerprint that its address carries."""
        told = f"{self.path.name} {self.stamp}".encode()
        return sha256(told).hexdigest()[:_PRINT_LENGTH]


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The recordings of one language, the files that are none, and when this was looked at.

    Each look makes another, so that a page that was drawn with one is known by it.
    """

    changed: int
    clips: Mapping[str, Clip]
    unsound: tuple[str, ...] = ()


_EMPTY = Shelf(-1, {})


class Clips:
    """Every recording of a council, by language and name."""

    def __init__(self, folder: Path, clock: Callable[[], float] = monotonic) -> None:
        """Belong to a folder, which need not be there, and to a clock in seconds."""
        self.folder, self._clock = folder, clock
        self._shelves: dict[str, Shelf] = {}
        self._looked: dict[str, tuple[float, Shelf]] = {}
        for language in _languages(folder):
            self.shelf(language)

    def shelf(self, language: str) -> Shelf:
        """Return what is there in a language, looking through its folder only if that changed."""
        changed = _changed(f"{self.folder}/{language}") if _is_tag(language) else None
        if changed is None:
            return _EMPTY
        known = self._shelves.get(language)
        if known is None or known.changed != changed:
            known = self._shelves[language] = _look_through(self.folder / language, changed)
        return known

    def lately(self, language: str) -> Shelf:
        """Return what was there a second ago at most, in a language that pages are shown in."""
        now, looked = self._clock(), self._looked.get(language)
        if looked is None or now - looked[0] >= LOOKED_AGAIN:
            looked = self._looked[language] = now, self.shelf(language)
        return looked[1]

    def find(self, language: str, name: str) -> Clip | None:
        """Find a recording that is still the file we know; look again when it is not."""
        clip = self.shelf(language).clips.get(name)
        if clip is not None and _stamp(clip.path) != clip.stamp:
            self._shelves.pop(language, None)
            return None
        return clip


def _languages(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


@lru_cache(maxsize=64)
def _is_tag(language: str) -> bool:
    return _LANGUAGE.fullmatch(language) is not None


def _changed(folder: str) -> int | None:
    try:
        return stat(folder).st_mtime_ns  # noqa: PTH116  every page asks, and a path takes as long again
    except OSError:
        return None


def _look_through(folder: Path, changed: int) -> Shelf:
    clips: dict[str, Clip] = {}
    unsound: list[str] = []
    for path in sorted(folder.iterdir()):
        stamp = _stamp(path)
        if stamp is None or not _is_sound(path, stamp):
            unsound.append(path.name)
        else:
            clips.setdefault(path.stem, Clip(path, KINDS[path.suffix], stamp))
    return Shelf(changed, clips, tuple(unsound))


def _stamp(path: Path) -> Stamp | None:
    """Return when a file was changed and its size; a link, or no file at all, has none."""
    try:
        told = path.lstat()
    except OSError:
        return None
    return (told.st_mtime_ns, told.st_size) if S_ISREG(told.st_mode) else None


def _is_sound(path: Path, stamp: Stamp) -> bool:
    if not _NAME.fullmatch(path.stem) or stamp[1] > LARGEST:
        return False
    with path.open("rb") as file:
        ending = ending_of(file.read(LOOKED_AT))
    return ending == path.suffix
