"""An answer being given: what a page shows of it, and what came back.

Nothing is compulsory for a child: no answer at all is a sound one. What comes out is always a
tuple of texts, whatever the kind of question, so a new question needs no new code.
"""

from dataclasses import dataclass
from typing import Self

from flask_babel import format_decimal
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from feedback.people import LONGEST_WHO, People, read
from feedback.questionnaire import LONGEST_ASK, LONGEST_WORDS, Kind, Question
from portal.typed import typed


@dataclass(frozen=True, slots=True)
class Answering:
    """The answer to one question. ``components/question.html`` draws it."""

    question: Question
    data: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @classmethod
    def sent(cls, question: Question, form: MultiDict[str, str]) -> Self:
        """Take what was sent: lines end as they do in a text, and blank parts fall away."""
        return cls(question, typed(question.id, form))

    @property
    def name(self) -> str:
        """Return what the answer is called when it is sent: as its question is."""
        return self.question.id

    @property
    def id(self) -> str:
        """Return what it is called on the page."""
        return f"answer-{self.question.id}"

    @property
    def people(self) -> People:
        """Return the people that were said, where the question asks for them."""
        return read(self.data)

    def said_of(self, key: str) -> tuple[str, ...]:
        """Return what was said of one of several things, such as an ask of last time."""
        parts = (part.partition(":") for part in self.data)
        return tuple(value for of, _colon, value in parts if of == key and value)

    @property
    def is_blank(self) -> bool:
        """Whether the page shows nothing but the question, as it does to everybody."""
        return not self.data and not self.errors

    @property
    def is_sound(self) -> bool:
        """Whether it could be an answer to its question. No answer at all always could."""
        return not self.data or self.question.fits(self.data)

    def with_mistake(self, said: str = "") -> Self:
        """Say kindly what is not right; by itself, that it does not fit."""
        return type(self)(self.question, self.data, (said or _why(self.question.kind),))


def _why(kind: Kind) -> str:
    if kind is Kind.WORDS:
        told = _(
            "This is longer than we can keep. There is room for %(most)s letters and spaces.",
            most=format_decimal(LONGEST_WORDS),
        )
    elif kind is Kind.ASKS:
        told = _(
            "One of these is longer than we can keep. Each has room for %(most)s letters.",
            most=LONGEST_ASK,
        )
    elif kind is Kind.PEOPLE:
        told = _(
            "Something here is longer than we can keep. A name has room for %(most)s letters.",
            most=LONGEST_WHO,
        )
    else:
        told = _("We could not read that answer. Please choose once more.")
    return str(told)
