"""What is done so that a child is heard next time: why it failed, what became of the doing.

Ours (domain.md, monthly monitoring of non-participation). Codes only; the words are sealed.
"""

from enum import StrEnum


class Cause(StrEnum):
    """Why a child was not heard at a review, as whoever looked into it sees it."""

    NOT_ASKED = "not-asked"
    NO_TIME = "no-time"
    NO_WISH = "no-wish"
    NOBODY_TO_SPEAK = "nobody-to-speak"
    NEEDS_NOT_MET = "needs-not-met"
    UNWELL = "unwell"
    AWAY = "away"
    NOT_WRITTEN_DOWN = "not-written-down"
    OTHER = "other"


class Doing(StrEnum):
    """How far the action has come."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not-done"
    NOT_NEEDED = "not-needed"


class Worked(StrEnum):
    """Whether it worked at the next review. A person says so, who looks at that review."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
