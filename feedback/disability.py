"""Whether a child is disabled: health data, kept for one purpose, with the day it was recorded.

Only yes or no, never which disability (Equality Act 2010, section 6). Where nothing is recorded
nobody knows, and that is never taken for a no.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RecordedFor(StrEnum):
    """What it was recorded for. For any other purpose it is not kept here at all."""

    EQUALITY = "equality"
    """To see whether disabled children are heard as often as others (the public sector equality
    duty, Equality Act 2010, section 149)."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of one child, what for, and on which day."""

    disabled: bool
    purpose: RecordedFor
    day: date
