"""Reads a caseload folder into rows, and refuses a file that cannot be trusted as a whole."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from feedback.caseload.cells import is_day, is_planned_day
from feedback.caseload.files import COLUMNS, DATES, LARGEST_FILE, PLANNED
from feedback.errors import CaseloadRefused

ENOUGH_TO_JUDGE_A_FILE = 10
"""Rows. In a smaller file each row is refused by itself."""

_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_COLUMN = 40
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file: its first physical line, its cells in our order."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One file’s rows; ragged lines have more or fewer cells than the file has columns."""

    rows: tuple[RawRow, ...] = ()
    ragged: tuple[int, ...] = ()


Folder = Mapping[str, Table]
"""The tables of the files that were there, by file name."""


def read_folder(directory: Path) -> Folder:
    """Read what is there of the seven files, or refuse them all because of one.

    Other files are left alone: the national return has more than we read.
    """
    named = directory.resolve().name
    try:
        there = {path.name for path in directory.iterdir()}
    except OSError as problem:
        raise CaseloadRefused(named, "it is not a folder that can be read") from problem
    found = [name for name in COLUMNS if name in there]
    if not found:
        raise CaseloadRefused(named, f"the folder holds none of {', '.join(COLUMNS)}")
    return _judged({name: read_table(name, _bytes(directory / name)) for name in found})


def read_files(files: Iterable[tuple[str, BinaryIO]]) -> Folder:
    """Read files that somebody chose one by one, by name, or refuse them all because of one.

    Case does not matter in a name. Other than in a folder, a file that is none of ours was
    meant to be read, so it is refused.
    """
    folder: dict[str, Table] = {}
    for given, file in files:
        name = given.lower()
        if name not in COLUMNS:
            raise CaseloadRefused(_printable(given), f"it is none of {', '.join(COLUMNS)}")
        if name in folder:
            raise CaseloadRefused(name, "it was chosen twice")
        folder[name] = read_table(name, _content(name, file))
    if not folder:
        raise CaseloadRefused("No file", f"choose some of {', '.join(COLUMNS)}")
    return _judged(folder)


def read_table(name: str, content: bytes) -> Table:
    """Read one file’s content, UTF-8 with or without byte order mark, columns in any order."""
    text = _text(name, content)
    if not text.strip():
        raise CaseloadRefused(name, "the file is empty")
    lines = _lines(name, text)
    _, columns = next(lines)
    order = _order(name, columns)
    rows: list[RawRow] = []
    ragged: list[int] = []
    for line, cells in lines:
        if len(cells) == len(order):
            rows.append(RawRow(line, tuple(" ".join(cells[place].split()) for place in order)))
        else:
            ragged.append(line)
    return Table(tuple(rows), tuple(ragged))


def _bytes(path: Path) -> bytes:
    """Return the file’s bytes, having read no more of it than a file may hold."""
    try:
        with path.open("rb") as file:
            return _content(path.name, file)
    except OSError as problem:
        raise CaseloadRefused(path.name, "the file cannot be read") from problem


def _content(name: str, file: BinaryIO) -> bytes:
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise CaseloadRefused(name, f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    return content


def _text(name: str, content: bytes) -> str:
    if content.startswith(_UTF_16):
        raise CaseloadRefused(name, "the file is UTF-16 and must be saved as CSV UTF-8")
    if b"\0" in content:
        raise CaseloadRefused(name, f"line {_line_at(content, content.index(0))} is not text")
    try:
        return content.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as problem:
        line = _line_at(content, problem.start)
        raise CaseloadRefused(name, f"line {line} is not CSV UTF-8 text") from problem


def _line_at(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _lines(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the physical line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            raise CaseloadRefused(
                name, f"the quotation marks that begin on line {line} do not end soundly"
            ) from problem
        if cells is None:
            return
        if cells:
            yield line, cells


def _order(name: str, header: Sequence[str]) -> list[int]:
    """Say where each of our columns stands in the file, which must hold these and no others."""
    given = [column.strip().upper() for column in header]
    for column in COLUMNS[name]:
        if column not in given:
            raise CaseloadRefused(name, f"the column {column} is missing")
        if given.count(column) > 1:
            raise CaseloadRefused(name, f"the column {column} is there twice")
    for place, column in enumerate(given, start=1):
        if column not in COLUMNS[name]:
            raise CaseloadRefused(name, f"column {place}{_named(column)} is unknown in this file")
    return [given.index(column) for column in COLUMNS[name]]


def _judged(folder: Folder) -> Folder:
    for name, table in folder.items():
        _must_have_dates(name, table)
    return folder


def _must_have_dates(name: str, table: Table) -> None:
    """Refuse a file in which some date is never a date, for then it is the wrong file."""
    can_be = is_planned_day if name == PLANNED else is_day
    for column in DATES[name]:
        place = COLUMNS[name].index(column)
        given = [row.cells[place] for row in table.rows]
        if len(given) >= ENOUGH_TO_JUDGE_A_FILE and not any(map(can_be, given)):
            raise CaseloadRefused(
                name, f"none of the {len(given)} dates in {column} is written dd/mm/yyyy"
            )


def _printable(given: str) -> str:
    """Return a file’s own name where it is short and plain enough to print."""
    fits = given.isprintable() and len(given) <= _LONGEST_COLUMN
    return given if fits and given else "A file"


def _named(column: str) -> str:
    """Name an unknown column when its name is short and plain enough to print."""
    plain = column.isascii() and column.isprintable() and len(column) <= _LONGEST_COLUMN
    return f", {column}," if plain and column else ""
