"""Other ways to answer: a drawing, a voice, a photo of something on paper.

A creation answers the same question as words do, and stands beside them.
"""

from dataclasses import dataclass
from enum import StrEnum

from feedback.questionnaire import WRITTEN, Question, Stage

MOST = 12
"""How many creations one form holds."""
MOST_BYTES = 8_000_000
"""How much they weigh together. All of it is written twice before *sent* is said."""


class Making(StrEnum):
    """How something was made. A question holds at most one of each."""

    DRAWING = "drawing"
    VOICE = "voice"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Creation:
    """Something a child made. ``media`` says how it is read; ``seconds`` is for voices."""

    making: Making
    content: bytes
    media: str
    seconds: int = 0


def may_be_made(stage: Stage, question: Question) -> bool:
    """Whether this question may be answered in other ways than words.

    Wherever a child would write, and where they say who matters to them, in what they say
    before their review. An evaluation is private, and a voice or a hand would say whose it is;
    what is watched of a small child is written by an adult.
    """
    return stage is Stage.CONSULTATION and question.kind in WRITTEN
