"""A form set for paper: its questions in the council’s words, numbered, and who it is for.

It is set in a language where what stands around the questions and the form are whole in it.
What is read out by phone is read by staff, and stays English.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.exceptions import NotFound

from feedback.council import Council
from feedback.errors import QuestionnaireUnknown
from feedback.paper import Step, on_paper
from feedback.questionnaire import Question, Questionnaire, Role, Stage, Version
from portal import language
from portal.languages import ENGLISH, Language
from portal.paper.layouts import LINES, PEOPLE, PRINTED, READ_OUT, Layout
from portal.paper.outside import Outside, outside_of
from portal.saying import named, worded
from portal.storage import catalogue, today
from portal.translating.gathering import PAPER


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose form it is, as far as that may stand on it. Nothing here opens a letter."""

    name: str
    day: date
    officer: str
    number: str = ""

    @property
    def is_past(self) -> bool:
        """Whether the day of their review is over."""
        return self.day < today()


@dataclass(frozen=True, slots=True)
class Order:
    """A form that is to be printed: which, how, for whom, and in which language if it can be."""

    name: str
    layout: Layout
    whom: Whom | None = None
    tag: str = ENGLISH.tag


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
    council: Council
    outside: Outside
    said_in: Language = ENGLISH
    whom: Whom | None = None

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
    def people(self) -> int:
        """Return how many people there is room for on one sheet. More go on the back."""
        return PEOPLE[self.layout] - (self.said_in is not ENGLISH)

    @property
    def only_iro(self) -> Asked | None:
        """Return the question that has a folded sheet of its own."""
        return next((q for q in self.questions if q.question.role is Role.ONLY_IRO), None)

    def with_number(self, number: int) -> Asked:
        """Find the question with a number."""
        return self.questions[number - 1]


def sheets_of(orders: Iterable[Order]) -> Iterator[Sheet]:
    """Set forms one after another, each in its language while it is drawn."""
    for order in orders:
        with language.speaking(order.tag, *needs(order.name, order.layout)):
            yield sheet_of(order.name, order.layout, order.whom)


def needs(name: str, layout: Layout = Layout.PLAIN) -> tuple[str, ...]:
    """Name what must be whole in a language before a form is printed in it."""
    return (PAPER, name) if layout in PRINTED else (READ_OUT,)


def sheet_of(name: str, layout: Layout, whom: Whom | None = None) -> Sheet:
    """Set a form by its name, such as ``consultation.short``. An evaluation names nobody."""
    asked = find(name)
    theirs = None if asked.kind is Stage.EVALUATION else whom
    return Sheet(
        asked=replace(asked, name=named(asked)),
        layout=layout,
        questions=tuple(_asked(step) for step in on_paper(asked)),
        council=language.council(),
        outside=outside_of(asked, theirs.officer if theirs else ""),
        said_in=language.chosen(),
        whom=theirs,
    )


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
