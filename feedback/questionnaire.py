"""A questionnaire: questions in order, the way through them, and the answers that fit."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from feedback import people
from feedback.errors import AnswersUnsound

LONGEST_WORDS = 4_000
LONGEST_ASK = 300
SCALE = tuple(str(step) for step in range(11))

WENT = "went"
"""Answers may carry this fact beside the questions: ``("no",)`` when the child was away."""

MORE = "one-more-thing"
"""Answers added after Send may carry words under this name, beside what was asked."""

Answers = Mapping[str, tuple[str, ...]]


class Stage(StrEnum):
    """What a questionnaire is for."""

    CONSULTATION = "consultation"
    EVALUATION = "evaluation"
    WATCHING = "watching"


class Version(StrEnum):
    """Whom a questionnaire is written for. Only watching is written by an adult."""

    PICTURES = "pictures"
    SHORT = "short"
    LONGER = "longer"
    FULL = "full"
    EASY = "easy"
    WATCHING = "watching"


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    CHOICES = "choices"
    FEELINGS = "feelings"
    AMOUNT = "amount"
    FACES = "faces"
    SCALE = "scale"
    WORDS = "words"
    ASKS = "asks"
    TOPICS = "topics"
    PEOPLE = "people"


WRITTEN = frozenset({Kind.WORDS, Kind.ASKS, Kind.PEOPLE})
"""The kinds of question that are answered in words of one’s own."""


class Role(StrEnum):
    """What a question is to the service, which reads roles and never ids."""

    GO = "go"
    JOIN = "join"
    SEND = "send"
    WHO_COMES = "who-comes"
    SAFE = "safe"
    ONLY_IRO = "only-iro"
    TALK = "talk"
    TOPICS = "topics"
    ASKS = "asks"
    LAST_TIME = "last-time"


_KEY_OF_AN_ASK = re.compile(r"[0-9a-f]{32}")
_ONE_OF = frozenset({Kind.CHOICE, Kind.AMOUNT, Kind.FACES, Kind.SCALE})


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a child can choose. A picture never stands without its word."""

    value: str
    label: str
    picture: str = ""
    not_sure: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only when an earlier one was answered in one of these ways."""

    question: str
    values: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether the earlier answer leads here."""
        return any(value in self.values for value in answers.get(self.question, ()))


@dataclass(frozen=True, slots=True)
class Question:
    """One thing we ask. Every question may be left unanswered.

    A scale has the words of its two ends as options ``0`` and ``10``; the
    steps between are ``SCALE``. ``most`` is how many asks or people there is room for.
    """

    id: str
    kind: Kind
    title: str
    help: str = ""
    title_if_away: str = ""
    options: tuple[Option, ...] = ()
    topic: str | None = None
    when: Condition | None = None
    role: Role | None = None
    anchor: str | None = None
    most: int | None = None
    picture: str = ""

    def __hash__(self) -> int:
        """Tell questions apart quickly, for pages keep what they draw of them."""
        return hash((self.id, self.title))

    @property
    def values(self) -> tuple[str, ...]:
        """Every value that can be chosen, in order; none for free words."""
        own = tuple(option.value for option in self.options)
        if self.kind is Kind.SCALE:
            return SCALE + tuple(value for value in own if value not in SCALE)
        return own

    def title_for(self, answers: Answers) -> str:
        """Choose the words for a child who was there, or for one who was away."""
        away = answers.get(WENT) == ("no",)
        return self.title_if_away if away and self.title_if_away else self.title

    def fits(self, answer: tuple[str, ...]) -> bool:
        """Whether this could be an answer to this question."""
        if self.kind is Kind.WORDS:
            return len(answer) == 1 and len(answer[0]) <= LONGEST_WORDS
        if self.kind is Kind.ASKS:
            return len(answer) <= (self.most or 1) and all(
                len(ask) <= LONGEST_ASK for ask in answer
            )
        if self.kind is Kind.PEOPLE:
            return people.fits(answer, most=self.most or 1, longest_words=LONGEST_WORDS)
        if self.role is Role.LAST_TIME and not set(answer) & set(self.values):
            return self._fits_one_by_one(answer)
        if self.kind in _ONE_OF and len(answer) != 1:
            return False
        return len(set(answer)) == len(answer) and set(answer) <= set(self.values)

    def says_something(self, answer: tuple[str, ...]) -> bool:
        """Whether this answer tells anybody anything: not blank, and more than not sure."""
        if self.kind is Kind.PEOPLE:
            said = people.read(answer)
            return bool(said.words) or any(one.says_something for one in said.persons)
        unsure = {option.value for option in self.options if option.not_sure}
        whole = self.role is not Role.LAST_TIME
        values = (part if whole else part.rpartition(":")[2] for part in answer)
        return any(value.strip() and value not in unsure for value in values)

    def _fits_one_by_one(self, answer: tuple[str, ...]) -> bool:
        """Whether each part says of another ask what came of it, as ``key:value``."""
        asks = [part.partition(":")[0] for part in answer]
        values = {part.partition(":")[2] for part in answer}
        known = all(_KEY_OF_AN_ASK.fullmatch(key) for key in asks)
        return known and len(set(asks)) == len(asks) and values <= set(self.values)


_NO_VIEW_BY_ITSELF = frozenset({Role.TOPICS, Role.TALK})


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Everything asked of one child at one stage, in one edition."""

    id: str
    kind: Stage
    version: Version
    edition: int
    digest: str
    name: str
    minutes: int
    questions: tuple[Question, ...]
    columns: tuple[tuple[str, str], ...] = ()
    """In which column of the officer’s sheet a question stands, where its words say so."""
    topics: Question | None = field(init=False, repr=False, compare=False)
    """The question which topics to talk about, where there is one."""
    _by_id: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    _everybodys: tuple[Question, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out what every page looks for: questions by id, and those of no topic."""
        object.__setattr__(self, "_by_id", {one.id: one for one in self.questions})
        object.__setattr__(self, "topics", self.with_role(Role.TOPICS))
        object.__setattr__(self, "_everybodys", _untopical(self.questions))

    def __hash__(self) -> int:
        """Tell forms apart quickly, for pages keep what they work out of them."""
        return hash(self.digest)

    def question(self, question_id: str) -> Question:
        """Find a question by its id, refusing one that is not ours."""
        try:
            return self._by_id[question_id]
        except KeyError as unknown:
            raise AnswersUnsound(question_id) from unknown

    def with_role(self, role: Role) -> Question | None:
        """Find the question that plays a part in the service, if this form has it."""
        return next((question for question in self.questions if question.role is role), None)

    def path(self, answers: Answers) -> tuple[Question, ...]:
        """Work out the questions this child meets, in order, from what they said so far."""
        order = self.order(self._chosen_topics(answers))
        return tuple(question for question in order if self.asks(question, answers))

    def order(self, chosen: tuple[str, ...]) -> tuple[Question, ...]:
        """Put the questions in the order of the topics that were chosen, and leave the others out.

        Questions of a topic appear where the first of them stands; with no topic chosen there
        are none. Those that depend on an earlier answer are all there.
        """
        if self.topics is None:
            return self._everybodys
        topical = [question for question in self.questions if question.topic in chosen]
        if not topical:
            return self._everybodys
        start = self.questions.index(topical[0])
        topical.sort(key=lambda question: chosen.index(question.topic or ""))
        first, rest = self.questions[:start], self.questions[start:]
        return (*_untopical(first), *topical, *_untopical(rest))

    def accept(self, answers: Answers) -> Answers:
        """Return the answers given, or refuse them all if one does not fit.

        Blank parts are dropped and a blank answer is a missed question. Words
        are returned as they were written. An answer off the present path is
        kept, so that a child who changes their mind back finds it again.
        """
        given = {key: _without_blanks(answer) for key, answer in answers.items()}
        for key, answer in given.items():
            if answer and not self._fits(key, answer):
                raise AnswersUnsound(key)
        return {key: answer for key, answer in given.items() if answer}

    def said(self, answers: Answers) -> Answers:
        """Keep only what was answered on the child's own way through, in that order."""
        kept = {q.id: answers[q.id] for q in self.path(answers) if q.id in answers}
        return kept | {key: answers[key] for key in (WENT,) if key in answers}

    def has_real_answer(self, answers: Answers, made: Collection[str] = ()) -> bool:
        """Whether anything here counts as the child's views.

        One face is enough, and so is one drawing: ``made`` names the questions that were
        answered in another way than words. Being not sure, blank words, choosing topics and
        whether to talk to somebody say nothing yet about the child's life.
        """
        return any(
            question.id in made or question.says_something(answers.get(question.id, ()))
            for question in self.path(answers)
            if question.role not in _NO_VIEW_BY_ITSELF
        )

    def _fits(self, key: str, answer: tuple[str, ...]) -> bool:
        if key == WENT:
            knows_away = any(question.title_if_away for question in self.questions)
            return knows_away and answer in {("yes",), ("no",)}
        return self.question(key).fits(answer)

    def asks(self, question: Question, answers: Answers) -> bool:
        """Whether a question is asked of whoever said this so far."""
        if question.topic is not None and question.topic not in self._chosen_topics(answers):
            return False
        if question.when is None:
            return True
        leads_here = question.when.holds(answers)
        return leads_here and self.asks(self.question(question.when.question), answers)

    def _chosen_topics(self, answers: Answers) -> tuple[str, ...]:
        return answers.get(self.topics.id, ()) if self.topics else ()


def _without_blanks(answer: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in answer if part.strip())


def _untopical(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.topic is None)
