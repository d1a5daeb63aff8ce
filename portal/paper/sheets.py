"""A form set for paper: its questions in the council’s words, numbered, and who it is for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from feedback.errors import QuestionnaireUnknown
from feedback.paper import Step, on_paper
from feedback.questionnaire import Question, Questionnaire, Role, Stage, Version
from portal.saying import worded
from portal.storage import catalogue


class Layout(StrEnum):
    """How a form is set: plain, in large print, with a picture to every idea, or read out."""

    PLAIN = "a4"
    LARGE = "large"
    EASY = "easy"
    PHONE = "phone"


PRINTED = (Layout.PLAIN, Layout.LARGE, Layout.EASY)
LINES = {Layout.PLAIN: 6, Layout.LARGE: 8, Layout.EASY: 6, Layout.PHONE: 4}
"""How many lines there are for words of one’s own."""


def in_words() -> dict[Layout, str]:
    """Say each layout as somebody who wants one would."""
    return {
        Layout.PLAIN: _("Usual letters"),
        Layout.LARGE: _("Big letters"),
        Layout.EASY: _("With pictures"),
        Layout.PHONE: _("To ask by phone"),
    }


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose form it is, as far as that may stand on it. Nothing here opens a letter."""

    name: str
    day: date
    officer: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on paper."""

    step: Step
    question: Question
    title_if_away: str = ""

    @property
    def number(self) -> int:
        """Return its number on paper."""
        return self.step.number

    def label_of(self, value: str) -> str:
        """Say one of its answers in words."""
        return next(o.label for o in self.question.options if o.value == value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form in one layout, for one child or for the drawer."""

    asked: Questionnaire
    layout: Layout
    questions: tuple[Asked, ...]
    whom: Whom | None = None

    @property
    def label(self) -> str:
        """Say which form this is, for whoever types it in."""
        when = {
            Stage.CONSULTATION: _("before"),
            Stage.EVALUATION: _("after"),
            Stage.WATCHING: _("for an adult"),
        }[self.asked.kind]
        return f"{self.asked.name} {self.asked.edition}, {when}"

    @property
    def is_private(self) -> bool:
        """Whether no name may stand on it, because it is told about a review that was."""
        return self.asked.kind is Stage.EVALUATION

    @property
    def is_watched(self) -> bool:
        """Whether an adult writes down what they saw of a small child."""
        return self.asked.kind is Stage.WATCHING

    @property
    def is_pictorial(self) -> bool:
        """Whether a picture stands by every idea, whatever the layout."""
        easy = self.asked.version in {Version.PICTURES, Version.EASY}
        return self.layout is Layout.EASY or (easy and self.layout is Layout.PLAIN)

    @property
    def lines(self) -> int:
        """Return how many lines there are for words of one’s own."""
        return LINES[self.layout]

    @property
    def only_iro(self) -> Asked | None:
        """Return the question that has a folded sheet of its own."""
        return next((q for q in self.questions if q.question.role is Role.ONLY_IRO), None)

    def with_number(self, number: int) -> Asked:
        """Find the question with a number."""
        return self.questions[number - 1]


def sheet_of(name: str, layout: Layout, whom: Whom | None = None) -> Sheet:
    """Set a form by its name, such as ``consultation.short``. An evaluation names nobody."""
    asked = find(name)
    questions = tuple(_asked(step) for step in on_paper(asked))
    return Sheet(asked, layout, questions, None if asked.kind is Stage.EVALUATION else whom)


def _asked(step: Step) -> Asked:
    question, away = step.question, step.question.title_if_away
    if_away = worded(question, away).title if away else ""
    return Asked(step, worded(question, question.title), if_away)


def find(name: str) -> Questionnaire:
    """Find the latest edition of a form by its name."""
    stage, _, version = name.partition(".")
    try:
        return catalogue().find(Stage(stage), Version(version))
    except (ValueError, QuestionnaireUnknown) as unknown:
        raise NotFound from unknown


def every_form() -> tuple[Questionnaire, ...]:
    """Return the latest edition of every form, the youngest first within each stage."""
    pairs = ((stage, version) for stage in Stage for version in Version)
    held = {(one.kind, one.version) for one in catalogue().questionnaires}
    return tuple(catalogue().find(*pair) for pair in pairs if pair in held)
