"""Giving a child their words back when a page could not keep them."""

from flask import request

from feedback import people
from feedback.questionnaire import MORE, WRITTEN, Question
from portal.storage import catalogue
from portal.typed import is_about_people, typed


def written(question_id: str) -> tuple[str, ...]:
    """Return what was written on the page of this question, exactly; nothing that was chosen.

    The page itself says how it asks, for the same id is words in one version and a choice in
    another, and there may be no database to ask. Where it does not say (a page older than this
    portal), no text comes back that is an answer to choose in any version.
    """
    said = typed(question_id, request.form)
    if is_about_people(question_id, request.form):
        everybody = people.read(said)
        names = (person.who for person in everybody.persons)
        return tuple(words for words in (*names, everybody.words) if words.strip())
    if kind := request.form.get("kind"):
        return said if kind in WRITTEN else ()
    return _but_what_is_chosen(question_id, said)


def _but_what_is_chosen(question_id: str, said: tuple[str, ...]) -> tuple[str, ...]:
    asked = _everywhere(question_id)
    if question_id != MORE and not any(question.kind in WRITTEN for question in asked):
        return ()
    choices = {value for question in asked for value in question.values}
    return tuple(text for text in said if text not in choices)


def _everywhere(question_id: str) -> tuple[Question, ...]:
    return tuple(
        question
        for questionnaire in catalogue().questionnaires
        for question in questionnaire.questions
        if question.id == question_id
    )
