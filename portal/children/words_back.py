"""Giving a child their words back when a page could not keep them."""

from flask import request

from feedback import people
from feedback.questionnaire import MORE, Kind
from portal.storage import catalogue
from portal.typed import is_about_people, typed

_WRITTEN = frozenset({Kind.WORDS, Kind.ASKS, Kind.PEOPLE})


def written(question_id: str) -> tuple[str, ...]:
    """Return what was written on the page of this question, exactly; nothing that was chosen."""
    kinds = {
        question.kind
        for questionnaire in catalogue().questionnaires
        for question in questionnaire.questions
        if question.id == question_id
    }
    said = typed(question_id, request.form) if kinds & _WRITTEN or question_id == MORE else ()
    if not is_about_people(question_id, request.form):
        return said
    everybody = people.read(said)
    names = (person.who for person in everybody.persons)
    return tuple(words for words in (*names, everybody.words) if words.strip())
