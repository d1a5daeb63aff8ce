"""A second safe place for what was sent: sealed lines in files, on disk before *sent* is said.

Each line holds the very rows the database keeps, sealed as they are there, and a digest of
itself. What children sent before a review, called for, and the letters they came by lie in one
file a day; evaluations lie apart,
in one file a week, so that no line of theirs stands beside a line that names a letter.
Writing a line back a second time adds nothing.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Date, LargeBinary, Time, Uuid, inspect
from sqlalchemy.orm import Session

from feedback.errors import JournalTooNew, JournalUnwritable
from feedback.store.common_file import add_line, can_add, copy_into
from feedback.store.models import (
    Ask,
    Base,
    Card,
    Child,
    ChildCopy,
    Concern,
    Gate,
    Letter,
    Review,
    SentCreation,
    SentViews,
    Tray,
)
from feedback.store.models.base import Moment

_KEPT: dict[str, type[Base]] = {
    model.__tablename__: model
    for model in (
        *(SentViews, ChildCopy, Ask, SentCreation, Concern, Tray),
        *(Child, Review, Gate, Letter, Card),
    )
}
_DIGEST = 64
_READ: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Moment, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Time, time.fromisoformat),
    (Uuid, UUID),
)


class Book(StrEnum):
    """The two rows of files, which never share one."""

    VIEWS = "views"
    TRAY = "tray"


@dataclass(frozen=True, slots=True)
class Line:
    """What was sent at once, under the key that makes it the same thing again."""

    book: Book
    key: UUID
    rows: tuple[Base, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """A folder of append-only files outside the database."""

    folder: Path

    def append(self, line: Line, *, day: date) -> None:
        """Write a line and wait until the disk has it.

        Raises ``JournalUnwritable`` and leaves the file as it was, when it cannot.
        """
        text = _text(line)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            add_line(self.folder / _file(line.book, day), text)
        except OSError as problem:
            raise JournalUnwritable("The journal cannot be written, so nothing is sent.") from (
                problem
            )

    def can_append(self, day: date) -> bool:
        """Whether this account could write every kind of line of a day, without writing any."""
        return all(can_add(self.folder / _file(book, day)) for book in Book)

    def files(self) -> list[Path]:
        """List the files, oldest first of each kind."""
        return sorted(self.folder.glob("*.jsonl"))

    def take_in(self, folder: Path) -> None:
        """Copy the files of another journal that are not here, to be added to as our own."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in Journal(folder).files():
            if not (self.folder / path.name).exists():
                copy_into(self.folder, path)

    def lines(self) -> Iterator[Line]:
        """Read every whole line, oldest file first. A line torn by a power cut is passed over.

        Refuses with ``JournalTooNew`` a line that a newer version wrote.
        """
        for path in self.files():
            for text in path.read_bytes().splitlines():
                digest, body = text[:_DIGEST], text[_DIGEST + 1 :]
                if sha256(body).hexdigest().encode() == digest:
                    yield _line(json.loads(body))

    def forget(self, before: date) -> int:
        """Remove the files last written for a day before this one; return how many."""
        old = [path for path in self.files() if _last_day(path) < before]
        for path in old:
            path.unlink()
        return len(old)


def put_back(transaction: Session, line: Line, *, erased: frozenset[UUID] = frozenset()) -> bool:
    """Put the rows of one line back where they are missing; return whether any was."""
    if line.key in erased:
        return False
    missing = [row for row in line.rows if transaction.get(type(row), _key(row)) is None]
    for row in missing:
        transaction.add(row)
        transaction.flush()
    return bool(missing)


def _file(book: Book, day: date) -> str:
    if book is Book.TRAY:
        year, week, _ = day.isocalendar()
        return f"{book}-{date.fromisocalendar(year, week, 7).isoformat()}.jsonl"
    return f"{book}-{day.isoformat()}.jsonl"


def _last_day(path: Path) -> date:
    return date.fromisoformat(path.stem.split("-", 1)[1])


def _text(line: Line) -> bytes:
    rows = [[row.__tablename__, _plain(row)] for row in line.rows]
    body = json.dumps([line.book, str(line.key), rows], separators=(",", ":")).encode()
    return sha256(body).hexdigest().encode() + b" " + body + b"\n"


def _line(parts: Sequence[Any]) -> Line:
    book, key, rows = parts
    return Line(Book(book), UUID(key), tuple(_row(table, values) for table, values in rows))


def _plain(row: Base) -> dict[str, str | int | None]:
    names = [str(column.key) for column in inspect(type(row)).columns]
    return {name: _said(getattr(row, name)) for name in names}


def _said(value: Any) -> str | int | None:  # noqa: ANN401  whatever a column holds
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, UUID | date | datetime | time):
        return str(value)
    return value  # type: ignore[no-any-return]


def _row(table: str, values: dict[str, Any]) -> Base:
    """Make a row again. Refuses with ``JournalTooNew`` what this version has no place for."""
    try:
        model = _KEPT[table]
        columns = inspect(model).columns
        return model(**{name: _meant(columns[name].type, value) for name, value in values.items()})
    except KeyError as unknown:
        raise JournalTooNew(
            f"The journal was written by a newer version of the portal: this one does not know "
            f"{unknown}. Only that version or a later one can read it."
        ) from unknown


def _meant(kind: Any, value: Any) -> Any:  # noqa: ANN401  as ``_said``
    if value is None:
        return None
    for meant, read in _READ:
        if isinstance(kind, meant):
            return read(value)
    if isinstance(getattr(kind, "impl", kind), LargeBinary):
        return b64decode(value)
    return value


def _key(row: Base) -> tuple[Any, ...]:
    return tuple(getattr(row, str(column.key)) for column in inspect(type(row)).primary_key)
