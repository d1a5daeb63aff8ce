"""How a questionnaire speaks: short, plain, kind, one thing at a time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedback.errors import PlaceholderUnknown
from feedback.glossary import Glossary, say
from feedback.questionnaire import Question, Questionnaire, Version
from feedback.reading import Measure, banned_words, measure, straight_quotes
from feedback.wording import asks_two_things, is_negative, presumes


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest a version may be: mean and longest sentence in words, and its grade."""

    mean: float
    longest: int
    grade: float


LIMITS: Mapping[Version, Limits] = {
    Version.PICTURES: Limits(mean=7, longest=10, grade=2),
    Version.SHORT: Limits(mean=9, longest=12, grade=4),
    Version.LONGER: Limits(mean=11, longest=15, grade=6),
    Version.FULL: Limits(mean=13, longest=18, grade=7),
    Version.EASY: Limits(mean=8, longest=12, grade=3),
}
"""Watching is written for staff and has none."""

_ADVOCATE = re.compile(r"\badvocates?\b", re.IGNORECASE)
_EXPLAINED = re.compile(r"\bspeaks? up for\b", re.IGNORECASE)


def nothing_is_blank(questionnaire: Questionnaire) -> Iterator[str]:
    """Every form has a name and every question says something."""
    if not questionnaire.name.strip():
        yield "it has no name."
    for question in questionnaire.questions:
        if not question.title.strip():
            yield f"question {question.id}: it has no words."


def placeholders_are_known(questionnaire: Questionnaire) -> Iterator[str]:
    """Every word asked of the glossary is in it, and no brace is left over."""
    for question in questionnaire.questions:
        for text in _everything(question):
            try:
                left_over = set("{}") & set(say(text, Glossary()))
            except PlaceholderUnknown as problem:
                yield f"question {question.id}: no word in the glossary is {problem.name}."
            else:
                if left_over:
                    yield f"question {question.id}: a brace stands alone."


def quotes_are_set_as_type(questionnaire: Questionnaire) -> Iterator[str]:
    """Apostrophes and quotation marks are curly."""
    for question in questionnaire.questions:
        if any(straight_quotes(text) for text in _everything(question)):
            yield f"question {question.id}: it has a straight quotation mark."


def no_word_is_banned(questionnaire: Questionnaire) -> Iterator[str]:
    """No word of the office reaches a child."""
    for question in questionnaire.questions:
        for text in _everything(question):
            for word in banned_words(say(text, Glossary())):
                yield f"question {question.id}: {word} is never shown to children."


def nothing_is_negative(questionnaire: Questionnaire) -> Iterator[str]:
    """Yes means yes."""
    for question in _asked_of_children(questionnaire):
        if any(is_negative(title) for title in _titles(question)):
            yield f"question {question.id}: it asks in the negative."


def one_thing_is_asked_at_a_time(questionnaire: Questionnaire) -> Iterator[str]:
    """One answer never has to serve two questions, and no help asks another one."""
    for question in _asked_of_children(questionnaire):
        if any(asks_two_things(title) for title in _titles(question)) or "?" in question.help:
            yield f"question {question.id}: it asks two things at once."


def nothing_is_presumed(questionnaire: Questionnaire) -> Iterator[str]:
    """Nothing is taken for granted that should be asked."""
    for question in _asked_of_children(questionnaire):
        if any(presumes(title) for title in _titles(question)):
            yield f"question {question.id}: it takes something for granted."


def an_advocate_is_explained(questionnaire: Questionnaire) -> Iterator[str]:
    """Whoever reads *advocate* reads on the same page what one does."""
    for question in _asked_of_children(questionnaire):
        shown = " ".join(_everything(question))
        if _ADVOCATE.search(shown) and not _EXPLAINED.search(shown):
            yield f"question {question.id}: it does not say what an advocate does."


def sentences_are_short_enough(questionnaire: Questionnaire) -> Iterator[str]:
    """No single sentence, option or help is longer than the version allows."""
    limits = LIMITS.get(questionnaire.version)
    if limits is None:
        return
    for question in questionnaire.questions:
        longest = measure(_spoken(_everything(question))).longest
        if longest > limits.longest:
            yield (
                f"question {question.id}: a sentence has {longest} words"
                f" where {limits.longest} are allowed."
            )


def it_reads_easily_enough(questionnaire: Questionnaire) -> Iterator[str]:
    """Mean sentence and grade of the whole form hold, with its options and without them.

    One-word options make any form look easy, so questions and help are
    also measured alone.
    """
    limits = LIMITS.get(questionnaire.version)
    if limits is None:
        return
    for found in measures(questionnaire):
        if found.mean > limits.mean:
            yield f"its sentences have {found.mean:.1f} words where {limits.mean} are allowed."
        if found.grade > limits.grade:
            yield f"it reads at grade {found.grade:.1f} where {limits.grade} is allowed."


def measures(questionnaire: Questionnaire) -> tuple[Measure, Measure]:
    """Measure a whole form: its questions and help alone, and with every option."""
    questions = questionnaire.questions
    prose = [text for question in questions for text in (*_titles(question), question.help)]
    everything = [text for question in questions for text in _everything(question)]
    return measure(_spoken(prose)), measure(_spoken(everything))


def _asked_of_children(questionnaire: Questionnaire) -> tuple[Question, ...]:
    return questionnaire.questions if questionnaire.version is not Version.WATCHING else ()


def _titles(question: Question) -> tuple[str, ...]:
    return tuple(filter(None, (question.title, question.title_if_away)))


def _everything(question: Question) -> tuple[str, ...]:
    labels = (option.label for option in question.options)
    return tuple(filter(None, (*_titles(question), question.help, *labels)))


def _spoken(texts: list[str] | tuple[str, ...]) -> list[str]:
    return [say(text, Glossary()) for text in texts]
