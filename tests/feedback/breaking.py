"""Ways to break a sound questionnaire, one at a time."""

from dataclasses import replace

import pytest

from feedback.catalogue import load_catalogue
from feedback.errors import QuestionnaireUnsound
from feedback.questionnaire import Option
from feedback.soundness import prove

UNSURE = Option("not-sure", "I’m not sure", "not-sure", not_sure=True)
FIVE = tuple(Option(f"v{n}", f"Way {n}", "star") for n in range(5))


def held(stage, version):
    return load_catalogue().find(stage, version)


def changed(questionnaire, question_id, **changes):
    """Change one question of a sound questionnaire."""
    questions = tuple(
        replace(question, **changes) if question.id == question_id else question
        for question in questionnaire.questions
    )
    return replace(questionnaire, questions=questions)


def without(questionnaire, *question_ids):
    """Leave questions out of a sound questionnaire."""
    questions = tuple(q for q in questionnaire.questions if q.id not in question_ids)
    return replace(questionnaire, questions=questions)


def with_option(questionnaire, question_id, index, **changes):
    """Change one option of one question."""
    options = list(questionnaire.question(question_id).options)
    options[index] = replace(options[index], **changes)
    return changed(questionnaire, question_id, options=tuple(options))


def moved_last(questionnaire, question_id):
    """Move one question to the end."""
    last = questionnaire.question(question_id)
    return replace(questionnaire, questions=(*without(questionnaire, question_id).questions, last))


def refused(questionnaire, problem):
    """Prove a questionnaire that should be refused."""
    with pytest.raises(QuestionnaireUnsound, match=problem) as refusal:
        prove("some.toml", questionnaire)
    return str(refusal.value).startswith("some.toml: ")
