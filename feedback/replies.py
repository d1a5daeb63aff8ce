"""What a child says to being asked at all: no, later, or another way. Each is an answer.

It is kept as a code, shown to the officer and the office, and respected: nobody is reminded
after it. Going on takes *no* and *later* back by itself; a wish for another way stands until
the child takes it back, because it may hold for the review too.
"""

from dataclasses import dataclass
from enum import StrEnum

from feedback.errors import ReplyUnsound


class Reply(StrEnum):
    """The three answers to being asked."""

    NO = "no"
    LATER = "later"
    ANOTHER_WAY = "another-way"


class Way(StrEnum):
    """In which other way, where a person has to see to it."""

    HELP = "help"
    PAPER = "paper"
    PHONE = "phone"
    LANGUAGE = "language"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reply as a child gave it. Only *another way* names a way, and it always does."""

    reply: Reply
    way: Way | None = None

    def __post_init__(self) -> None:
        """Refuse a way without the wish for one, and the wish without a way."""
        if (self.reply is Reply.ANOTHER_WAY) != (self.way is not None):
            raise ReplyUnsound("Another way is said with the way, and nothing else is.")


def after_going_on(standing: Wanted | None) -> Wanted | None:
    """Say what still stands once the child goes on after all."""
    kept = standing is not None and standing.reply is Reply.ANOTHER_WAY
    return standing if kept else None


def may_be_reminded(standing: Wanted | None, *, sent: bool) -> bool:
    """Whether a reminder may be made: never after a reply, and never after something was sent."""
    return standing is None and not sent
