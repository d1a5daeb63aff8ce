"""A questionnaire on paper: every question numbered in its order, and the way through in numbers.

On a screen the next question comes by itself. On paper each answer has to say where it leads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from feedback.questionnaire import Question, Questionnaire, Role

_Known = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """A question is met only when one with this number was answered in one of these ways."""

    number: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question with its number, and where each answer to it leads.

    ``leads`` and ``then`` name only what is not simply the next number; ``chosen`` names
    the questions that a topic brings.
    """

    number: int
    question: Question
    only_if: OnlyIf | None = None
    leads: Mapping[str, int] = field(default_factory=dict)
    then: int | None = None
    chosen: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def on_paper(asked: Questionnaire) -> tuple[Step, ...]:
    """Give each question its number and each answer its way; one number beyond is the end."""
    return tuple(_step(asked, place) for place in range(len(asked.questions)))


def _step(asked: Questionnaire, place: int) -> Step:
    question = asked.questions[place]
    known = _known_at(asked, question)
    decides = any(q.when and q.when.question == question.id for q in asked.questions)
    ways = {
        value: _number_after(asked, place, {**known, question.id: frozenset({value})})
        for value in question.values
        if decides
    }
    simply_next = place + 2
    onwards = _number_after(asked, place, known)
    return Step(
        number=place + 1,
        question=question,
        only_if=_only_if(asked, question),
        leads={value: number for value, number in ways.items() if number != simply_next},
        then=onwards if onwards != simply_next and not decides else None,
        chosen=_chosen(asked, question),
    )


def _known_at(asked: Questionnaire, question: Question) -> dict[str, frozenset[str]]:
    """Return what must have been answered for this question to be met."""
    known: dict[str, frozenset[str]] = {}
    while question.when is not None:
        known[question.when.question] = frozenset(question.when.values)
        question = asked.question(question.when.question)
    return known


def _number_after(asked: Questionnaire, place: int, known: _Known) -> int:
    later = range(place + 1, len(asked.questions))
    met = (at for at in later if _may_be_met(asked.questions[at], known))
    return next(met, len(asked.questions)) + 1


def _may_be_met(question: Question, known: _Known) -> bool:
    if question.when is None or question.when.question not in known:
        return True
    return bool(known[question.when.question] & set(question.when.values))


def _only_if(asked: Questionnaire, question: Question) -> OnlyIf | None:
    if question.when is None:
        return None
    return OnlyIf(_number_of(asked, question.when.question), question.when.values)


def _chosen(asked: Questionnaire, question: Question) -> dict[str, tuple[int, ...]]:
    """Return which questions each topic brings."""
    if question.role is not Role.TOPICS:
        return {}
    return {value: tuple(_about(asked, value)) for value in question.values}


def _about(asked: Questionnaire, topic: str) -> Iterable[int]:
    return (n for n, question in enumerate(asked.questions, start=1) if question.topic == topic)


def _number_of(asked: Questionnaire, question_id: str) -> int:
    return [question.id for question in asked.questions].index(question_id) + 1
