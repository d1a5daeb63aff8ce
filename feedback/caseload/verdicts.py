"""What becomes of a row: kept, doubted but kept, or refused, and the reason in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What the report says of a row. Sound rows are not in it."""

    REFUSED = "refused"
    DOUBTED = "doubted"
    LISTED = "listed"
    """A child we know who is no longer in the file. Nothing of theirs is deleted."""


class Reason(StrEnum):
    """Every reason there is, as the report prints it."""

    RAGGED = "The row does not have one cell for each column"
    CELL_TOO_LONG = "The cell is longer than this column can be"
    CHILD_BLANK = "There is no child number"
    UNKNOWN_CHILD = "The child is not known from a header file"
    DATE_BLANK = "The date is blank"
    DATE_BAD = "The date is not a day written dd/mm/yyyy"
    ENDS_BEFORE = "The date is before the day the episode began"
    TIME_BAD = "The time is not written hh:mm"
    PART_BAD = "The part is neither 1 nor 2"
    DOB_DIFFERS = "The date of birth differs from the header’s"
    DOB_AFTER_TODAY = "The date of birth is after today"
    BEFORE_BIRTH = "The review is before the child’s birth"
    AFTER_TODAY = "The review is after today"
    DUPLICATE = "The row is an exact duplicate of one above it"
    OUTSIDE_EPISODES = "The day is outside every episode of care"
    SAME_DAY = "Another row is for the same child and day"
    SAME_CHILD = "Another row is for the same child"
    CODE_UNKNOWN = "The code is not one of PN0 to PN7, so none was taken over"
    CARE_BEFORE_BIRTH = "Care cannot begin before the child’s birth"
    CARE_AFTER_TODAY = "Care cannot begin after today"
    CARE_CODE = "The return has no such code"
    CODE_AGE = "The code does not fit the child’s age"
    SHORT_BREAKS = "The child has only V3 or V4 episodes (short breaks)"
    CONFIRMED = "A confirmed fact rests on what was there, so the change was not made"
    DISABLED_WORD = "The word is none of yes, no and unknown, and more than that is not kept"
    PURPOSE_BLANK = "Health data is taken with its purpose, and there is none"
    PURPOSE_OTHER = "The purpose is another than equality, so this may not be taken"
    RECORDED_AFTER_TODAY = "The day it was recorded is after today"
    RECORDED_BEFORE_BIRTH = "The day it was recorded is before the child’s birth"
    RECORDED_SINCE = "Something recorded on a later day is known, so the change was not made"
    FLAG = "The word is neither yes nor no, and was taken for yes"
    NO_NAME = "There is no first name to write on a letter"
    NO_PART_ONE = "There is no first part for this second part"
    NO_LONGER_THERE = "The child is known but no longer in the file"

    @property
    def key(self) -> str:
        """The short name by which the summary counts it."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. A listed child has no line, and their number is the field."""

    file: str
    line: int | None
    verdict: Verdict
    field: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one file were read, and what became of them. Doubted ones are kept too."""

    read: int = 0
    kept: int = 0
    doubted: int = 0
    refused: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)


class RowRefused(Exception):
    """A row is refused, for one field and one reason. It never leaves this package."""

    def __init__(self, field: str, reason: Reason) -> None:
        """Name the field, or leave it blank when it is the whole row."""
        super().__init__(reason)
        self.field = field
        self.reason = reason
