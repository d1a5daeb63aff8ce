"""Giving a child their words back when a page could not keep them."""

from flask import request

from feedback.questionnaire import Kind
from portal.storage import catalogue

_WRITTEN = frozenset({Kind.WORDS, Kind.ASKS})


def typed(question_id: str) -> tuple[str, ...]:
    """Return what was written on the page of this question, exactly; nothing that was chosen."""
    written = any(
        question.id == question_id and question.kind in _WRITTEN
        for questionnaire in catalogue().questionnaires
        for question in questionnaire.questions
    )
    if not written:
        return ()
    return tuple(value for value in request.form.getlist(question_id) if value.strip())
