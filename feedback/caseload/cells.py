"""What the text in one cell means: a day, a time, yes or no, a part, several names."""

import re
from datetime import date, time
from functools import lru_cache

from feedback.caseload.verdicts import Reason, RowRefused

_RETURN_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_ISO_DAY = re.compile(r"\A([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
_EARLIEST_YEAR = 1900
_NO = frozenset({"", "no", "n", "false", "0"})
_YES = frozenset({"yes", "y", "true", "1"})


def day(field: str, text: str) -> date:
    """Read ``dd/mm/yyyy``, the only way the national return writes a day."""
    if not text:
        raise RowRefused(field, Reason.DATE_BLANK)
    read = _day(text)
    if read is None:
        raise RowRefused(field, Reason.DATE_BAD)
    return read


def day_or_blank(field: str, text: str) -> date | None:
    """Read a day that may be missing, such as the end of care."""
    return day(field, text) if text else None


def planned_day(field: str, text: str) -> date:
    """Read a day of a council’s own file, where ``yyyy-mm-dd`` is as good."""
    return day(field, _ISO_DAY.sub(r"\3/\2/\1", text))


def is_day(text: str) -> bool:
    """Whether this is a day of the national return."""
    return _day(text) is not None


def is_planned_day(text: str) -> bool:
    """Whether this is a day in a council’s own file."""
    return is_day(_ISO_DAY.sub(r"\3/\2/\1", text))


def clock(field: str, text: str) -> time | None:
    """Read the hour and minute of a review, or None when it is not yet known."""
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise RowRefused(field, Reason.TIME_BAD)
    return time(int(found[1]), int(found[2]))


def part(field: str, text: str) -> int:
    """Read which part of a review this is; most reviews have only the first."""
    if text not in {"", "1", "2"}:
        raise RowRefused(field, Reason.PART_BAD)
    return int(text or "1")


def is_yes(text: str) -> bool:
    """Whether a need is there. A word we do not know counts as yes, and is doubted."""
    return text.lower() not in _NO


def is_plain_yes_or_no(text: str) -> bool:
    """Whether the word is one we know for yes or for no."""
    return text.lower() in _YES | _NO


def several(text: str) -> tuple[str, ...]:
    """Part a cell that holds several names, parted by semicolons."""
    return tuple(name.strip() for name in text.split(";") if name.strip())


@lru_cache(maxsize=50_000)
def _day(text: str) -> date | None:
    found = _RETURN_DAY.fullmatch(text)
    if found is None or int(found[3]) < _EARLIEST_YEAR:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
