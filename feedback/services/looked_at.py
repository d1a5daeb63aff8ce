"""Whether what is being sent asks to be read first: seen in memory, kept as one plain code."""

from collections.abc import Iterator

from feedback.concerns import look_first
from feedback.questionnaire import MORE, WRITTEN, Answers, Questionnaire


def asks_to_be_first(asked: Questionnaire, answers: Answers) -> bool:
    """Whether anything a child wrote asks to be read before what others sent."""
    return bool(look_first(written(asked, answers)))


def written(asked: Questionnaire, answers: Answers) -> Iterator[str]:
    """Give everything that was said in words of one’s own."""
    for question in asked.questions:
        if question.kind in WRITTEN:
            yield from answers.get(question.id, ())
    yield from answers.get(MORE, ())
