"""What a reader found in words that may tell of danger: said by a person, never by a machine."""

from enum import StrEnum


class Marked(StrEnum):
    """Whether somebody may be in danger, and whether that was known."""

    NO_CONCERN = "no-concern"
    CONCERN = "concern"
    KNOWN = "already-known"
