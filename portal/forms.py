"""A form made out of a question, so that a new question needs no new code.

Nothing is compulsory for a child: a form without an answer is a sound form. What comes out
is always a tuple of texts, whatever the kind of question.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import StopValidation

from feedback.questionnaire import LONGEST_ASK, LONGEST_WORDS, Kind, Question


class AnswerField(Field):  # type: ignore[misc]  # the library’s base is untyped to us
    """One answer, as a tuple of texts. ``components/question.html`` draws it."""

    data: tuple[str, ...]

    def __init__(self, question: Question, **given: Any) -> None:  # noqa: ANN401  wtforms’ own
        """Belong to a question, and be called by its id on the page."""
        super().__init__(label=question.title, id=f"answer-{question.id}", **given)
        self.question = question

    def process_data(self, value: Iterable[str] | None) -> None:
        """Take what was said before."""
        self.data = tuple(value or ())

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was sent: lines end as they do in a text, and blank parts fall away."""
        typed = (value.replace("\r\n", "\n") for value in valuelist)
        self.data = tuple(value for value in typed if value.strip())

    def pre_validate(self, form: FlaskForm) -> None:  # noqa: ARG002  wtforms’ own shape
        """Say kindly what does not fit. No answer at all always fits."""
        if self.data and not self.question.fits(self.data):
            raise StopValidation(_why(self.question.kind))


class AnswerForm(FlaskForm):  # type: ignore[misc]  # as above
    """A page with one question."""

    answer: AnswerField


@lru_cache(maxsize=512)
def form_for(question: Question) -> type[AnswerForm]:
    """Make the form for one question. Its field is named after the question."""
    field = AnswerField(question, name=question.id)
    return type("QuestionForm", (AnswerForm,), {"answer": field})


def _why(kind: Kind) -> str:
    if kind is Kind.WORDS:
        told = _(
            "This is longer than we can keep. There is room for %(most)s letters and spaces.",
            most=f"{LONGEST_WORDS:,}",
        )
    elif kind is Kind.ASKS:
        told = _(
            "One of these is longer than we can keep. Each has room for %(most)s letters.",
            most=LONGEST_ASK,
        )
    else:
        told = _("We could not read that answer. Please choose once more.")
    return str(told)
