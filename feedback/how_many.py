"""How many questions a form asks a child at most, as each version is held to."""

from collections.abc import Iterator
from functools import lru_cache

from feedback.questionnaire import Question, Questionnaire, Role

_SECOND_STEPS = frozenset({Role.JOIN, Role.SEND})


def counts(question: Question) -> bool:
    """Whether it is a question by itself: how to take part is the second step of *go?*."""
    return question.role not in _SECOND_STEPS


@lru_cache(maxsize=64)
def branching(form: Questionnaire) -> frozenset[str]:
    """Name the questions whose answers decide whether another one is counted."""
    return frozenset(q.when.question for q in form.questions if q.when is not None and counts(q))


def longest(questionnaire: Questionnaire) -> int:
    """How many questions a child meets at most. Two steps of one question count once.

    Of the questions that depend on one earlier answer, only as many count as a single answer can
    bring, and the second step of taking part counts with the first.
    """
    counted = tuple(filter(counts, questionnaire.questions))
    always = [question for question in counted if question.when is None]
    return len(always) + sum(_most_brought_by(question, counted) for question in always)


def _most_brought_by(earlier: Question, counted: tuple[Question, ...]) -> int:
    conditions = list(_conditions_on(earlier, counted))
    return max(
        (sum(value in values for values in conditions) for value in earlier.values),
        default=0,
    )


def _conditions_on(earlier: Question, counted: tuple[Question, ...]) -> Iterator[tuple[str, ...]]:
    for question in counted:
        if question.when is not None and question.when.question == earlier.id:
            yield question.when.values
