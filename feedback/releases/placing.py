"""Putting the files of a release into a folder: all of them or none, and never over another."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from feedback.errors import FilesInTheWay

_PART = ".part"


@dataclass(frozen=True, slots=True)
class Placed:
    """Files written out whole under passing names, waiting to be let stand."""

    parts: Mapping[Path, Path]

    def settle(self) -> None:
        """Let every file stand under its own name."""
        for part, path in self.parts.items():
            part.replace(path)

    def drop(self) -> None:
        """Take every file away again."""
        for part in self.parts:
            part.unlink(missing_ok=True)


def place(folder: Path, files: Mapping[str, bytes]) -> Placed:
    """Write the files under passing names. The very same files may be there already.

    Raises ``FilesInTheWay`` when another file has one of the names; nothing is written then.
    """
    if folder.exists() and not folder.is_dir():
        raise FilesInTheWay(folder.name, "is not a folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if path.exists() and (not path.is_file() or path.read_bytes() != content):
            raise FilesInTheWay(name, "is there already and says something else")
    placed = Placed({folder / f".{name}{_PART}": folder / name for name in files})
    try:
        for part, path in placed.parts.items():
            _write(part, files[path.name])
    except OSError:
        placed.drop()
        raise
    return placed


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
