"""Opening the archive a spreadsheet is: the parts it should have, and not a byte beside them."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from feedback.auditor.unreadable import Unreadable, must

_LARGEST = 32 * 1024 * 1024
_THE_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_OF_AN_ENTRY, _OF_A_LISTING, _OF_THE_END = 30, 46, 22
"""Bytes of a zip archive that are neither a name nor what is in a part."""


def unpack(archive: bytes, parts: re.Pattern[str], kind: str) -> dict[str, bytes]:
    """Unpack an archive whose parts are named like this, and in which nothing else lies.

    Raises ``Unreadable`` for a part of another name, a note, a moment, or bytes that belong to
    no part: a program shows none of these, and a number could lie there.
    """
    try:
        with ZipFile(BytesIO(archive)) as packed:
            listed = packed.infolist()
            must(sum(one.file_size for one in listed) <= _LARGEST, f"its {kind} is too large")
            found = {one.filename: packed.read(one) for one in listed}
    except (BadZipFile, EOFError, RuntimeError, ValueError) as problem:
        raise Unreadable(f"its {kind} cannot be read") from problem
    must(all(parts.fullmatch(name) for name in found), f"its {kind} holds a part nobody declared")
    must(
        len(found) == len(listed)
        and not packed.comment
        and all(_is_bare(one) for one in listed)
        and len(archive) == _OF_THE_END + sum(_length(one) for one in listed),
        f"its {kind} holds more than its parts",
    )
    return found


def _is_bare(one: ZipInfo) -> bool:
    return not one.comment and not one.extra and one.date_time == _THE_FIRST_DAY


def _length(one: ZipInfo) -> int:
    return _OF_AN_ENTRY + _OF_A_LISTING + 2 * len(one.filename.encode()) + one.compress_size
