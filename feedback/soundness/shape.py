"""How a questionnaire is built: its ids, its options, its length."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping

from feedback.how_many import longest
from feedback.people import CLOSE, WISH
from feedback.questionnaire import MORE, WENT, Kind, Question, Questionnaire, Role, Stage, Version
from feedback.reading import words

PROMISED_LENGTHS: Mapping[Stage, Mapping[Version, int]] = {
    Stage.CONSULTATION: {
        Version.PICTURES: 10,
        Version.SHORT: 13,
        Version.LONGER: 15,
        Version.FULL: 16,
        Version.EASY: 13,
    },
    Stage.EVALUATION: {
        Version.PICTURES: 7,
        Version.SHORT: 11,
        Version.LONGER: 15,
        Version.FULL: 17,
        Version.EASY: 7,
    },
}

FEELINGS = (
    *("happy", "safe", "calm", "excited"),
    *("sad", "worried", "cross", "lonely"),
    *("mixed", "unknown"),
)
_OWN_VALUES: Mapping[Kind, tuple[str, ...]] = {
    Kind.FEELINGS: FEELINGS,
    Kind.AMOUNT: ("no", "bit", "yes", "not-sure"),
    Kind.FACES: ("1", "2", "3", "4", "5", "not-sure"),
    Kind.SCALE: ("0", "10", "not-sure"),
    Kind.PEOPLE: CLOSE + WISH,
}
_OWN_LIMITS = frozenset({Kind.FEELINGS, Kind.SCALE, Kind.TOPICS, Kind.PEOPLE})
_WITH_ROOM_FOR_SEVERAL = frozenset({Kind.ASKS, Kind.PEOPLE})
_MOST_OPTIONS = 5
_MOST_OPTIONS_OF_PICTURES = 3
_MOST_WAYS_OF_TAKING_PART = 4

_WITHOUT_OPTIONS = frozenset({Kind.WORDS, Kind.ASKS})
_WITH_A_PICTURE_TO_EVERY_IDEA = frozenset({Version.PICTURES, Version.EASY})
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def it_is_called_after_its_stage_and_version(questionnaire: Questionnaire) -> Iterator[str]:
    """Its id says what it is, and only the watching form is for watching."""
    wanted = f"{questionnaire.kind}.{questionnaire.version}"
    if questionnaire.id != wanted:
        yield f"its id is {questionnaire.id} and should be {wanted}."
    if (questionnaire.kind is Stage.WATCHING) != (questionnaire.version is Version.WATCHING):
        yield "only the watching form is watching, in stage and in version."


def ids_are_plain_words(questionnaire: Questionnaire) -> Iterator[str]:
    """Ids and values travel in forms and files: small letters, figures and hyphens."""
    for question in questionnaire.questions:
        for name in (question.id, *(option.value for option in question.options)):
            if not _PLAIN_ID.fullmatch(name) or question.id in {WENT, MORE}:
                yield f"question {question.id}: {name} cannot be an id."


def ids_are_used_once(questionnaire: Questionnaire) -> Iterator[str]:
    """No two questions share an id."""
    for twice in _twice(question.id for question in questionnaire.questions):
        yield f"question {twice}: another question has the same id."


def values_are_used_once(questionnaire: Questionnaire) -> Iterator[str]:
    """No two options of a question share a value or a word."""
    for question in questionnaire.questions:
        for twice in _twice(option.value for option in question.options):
            yield f"question {question.id}: two options have the value {twice}."
        for twice in _twice(option.label for option in question.options):
            yield f"question {question.id}: two options say {twice}."


def every_option_has_a_word(questionnaire: Questionnaire) -> Iterator[str]:
    """No face and no picture stands alone."""
    for question in questionnaire.questions:
        for option in question.options:
            if not words(option.label):
                yield f"question {question.id}: option {option.value} has no word."


def options_are_few(questionnaire: Questionnaire) -> Iterator[str]:
    """At most 3 besides not sure for Pictures, 5 otherwise, 4 in how to take part."""
    for question in questionnaire.questions:
        given = sum(not option.not_sure for option in question.options)
        if question.kind not in _OWN_LIMITS and given > _most_options(questionnaire, question):
            yield f"question {question.id}: it has too many options, {given}."


def not_sure_is_an_answer(questionnaire: Questionnaire) -> Iterator[str]:
    """Whoever can choose can also say that they are not sure, in exactly one way."""
    for question in questionnaire.questions:
        unsure = sum(option.not_sure for option in question.options)
        needed = 0 if question.kind in _WITHOUT_OPTIONS | {Kind.TOPICS} else 1
        if unsure != needed:
            yield f"question {question.id}: it has {unsure} ways to be not sure, not {needed}."


def a_kind_has_what_it_needs(questionnaire: Questionnaire) -> Iterator[str]:
    """Options where something is chosen, room where something is asked for."""
    for question in questionnaire.questions:
        values = tuple(option.value for option in question.options)
        if bool(values) == (question.kind in _WITHOUT_OPTIONS):
            yield f"question {question.id}: options and the kind {question.kind} do not fit."
        if values != _OWN_VALUES.get(question.kind, values):
            yield f"question {question.id}: these are not the options of {question.kind}."
        several = question.kind in _WITH_ROOM_FOR_SEVERAL
        if (question.most is not None and question.most > 0) != several:
            yield f"question {question.id}: most belongs to asks and people, and is at least 1."


def pictures_stand_by_every_idea(questionnaire: Questionnaire) -> Iterator[str]:
    """Pictures and Easy read show a picture to every question and every option."""
    if questionnaire.version not in _WITH_A_PICTURE_TO_EVERY_IDEA:
        return
    for question in questionnaire.questions:
        if not all((question.picture, *(option.picture for option in question.options))):
            yield f"question {question.id}: something in it has no picture."


def it_is_as_long_as_promised(questionnaire: Questionnaire) -> Iterator[str]:
    """Children are told how many questions there are at most, and that is what they get."""
    promised = PROMISED_LENGTHS.get(questionnaire.kind, {}).get(questionnaire.version)
    found = longest(questionnaire)
    if promised is not None and found != promised:
        yield f"it has {found} questions where {promised} were promised."


def _most_options(questionnaire: Questionnaire, question: Question) -> int:
    if question.role in {Role.JOIN, Role.SEND}:
        return _MOST_WAYS_OF_TAKING_PART
    if questionnaire.version is Version.PICTURES:
        return _MOST_OPTIONS_OF_PICTURES
    return _MOST_OPTIONS


def _twice(things: Iterable[Hashable]) -> Iterator[Hashable]:
    return (thing for thing, times in Counter(things).items() if times > 1)
