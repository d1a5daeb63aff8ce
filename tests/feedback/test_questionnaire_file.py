"""A file is read whole or refused, with its name and the question."""

import pytest

from feedback.errors import QuestionnaireUnsound
from feedback.questionnaire import Condition, Kind, Option, Role, Stage, Version
from feedback.questionnaire_file import read_answer_sets, read_questionnaire

SHARED = read_answer_sets("answers.toml", 'go = [{ value = "yes", label = "Yes" }]')

HEAD = """
id = "consultation.short"
edition = 2
stage = "consultation"
version = "short"
name = "Short"
minutes = 7
"""

QUESTION = """
[[questions]]
id = "go"
kind = "choice"
title = "Do you want to go?"
answers = "go"
"""


def read(text):
    return read_questionnaire("short.toml", text, SHARED)


def test_a_file_becomes_a_questionnaire():
    questionnaire = read(
        HEAD
        + QUESTION
        + """
        [[questions]]
        id = "join"
        kind = "choices"
        title = "How?"
        help = "You can choose."
        title_if_away = "How then?"
        topic = "review"
        role = "join"
        anchor = "A1"
        picture = "meeting"
        most = 3
        when = { question = "go", values = ["yes"] }
        options = [{ value = "v", label = "Well", picture = "star", not_sure = true }]
        """
    )

    join = questionnaire.question("join")
    assert (questionnaire.id, questionnaire.edition) == ("consultation.short", 2)
    assert (questionnaire.kind, questionnaire.version) == (Stage.CONSULTATION, Version.SHORT)
    assert (questionnaire.name, questionnaire.minutes) == ("Short", 7)
    assert questionnaire.question("go").options == (Option("yes", "Yes"),)
    assert join.kind is Kind.CHOICES
    assert join.role is Role.JOIN
    assert join.when == Condition("go", ("yes",))
    assert join.options == (Option("v", "Well", "star", not_sure=True),)
    assert (join.help, join.title_if_away) == ("You can choose.", "How then?")
    assert (join.topic, join.anchor, join.picture, join.most) == ("review", "A1", "meeting", 3)


def test_any_change_of_what_is_shown_changes_the_digest():
    first = read(HEAD + QUESTION)

    assert len(first.digest) == 64
    assert read(HEAD + QUESTION + "# a remark\n").digest == first.digest
    assert read(HEAD + QUESTION.replace("want to", "wish to")).digest != first.digest
    assert read(HEAD.replace('"Short"', '"Shorter"') + QUESTION).digest != first.digest


@pytest.mark.parametrize(
    ("found", "put", "problem"),
    [
        ('id = "consultation.short"', "id = ", "it is not sound TOML"),
        ("minutes = 7", "", "the file: minutes is missing"),
        ("minutes = 7", "minutes = 0", "minutes is not a whole number above 0"),
        ("edition = 2", "edition = true", "edition is not a whole number above 0"),
        ("minutes = 7", "minutes = 7\ncolour = 'red'", "nothing here is called colour"),
        ('"consultation"', '"party"', "stage cannot be party"),
        ('"short"', '"tiny"', "version cannot be tiny"),
        ('name = "Short"', "name = 3", "the file: 3 is not a text"),
        (QUESTION, "questions = []", "it has no questions"),
        (QUESTION, "questions = 'none'", "it has no questions"),
        (QUESTION, "questions = ['go']", r"question \? is not a table"),
        ('title = "Do you want to go?"', "", "question go: title is missing"),
        ('"Do you want to go?"', "7", "question go: 7 is not a text"),
        ('kind = "choice"', 'kind = "guess"', "question go: kind cannot be guess"),
        ('answers = "go"', 'answers = "gone"', "question go: no shared answers are called gone"),
        ('answers = "go"', 'answers = "go"\noptions = []', "both options and answers"),
        ('answers = "go"', "options = 'yes'", "question go: its options are not a list"),
        ('answers = "go"', "options = ['yes']", "question go is not a table"),
        ('answers = "go"', "options = [{ value = 'v' }]", "question go: label is missing"),
        (
            'answers = "go"',
            "options = [{ value = 'v', label = 'V', not_sure = 'maybe' }]",
            "question go: not_sure is neither true nor false",
        ),
        (
            'answers = "go"',
            "options = [{ value = 'v', label = 'V', colour = 'red' }]",
            "question go: nothing here is called colour",
        ),
        ('answers = "go"', 'role = "boss"', "question go: role cannot be boss"),
        ('answers = "go"', 'most = "3"', "question go: most is not a whole number"),
        ('answers = "go"', 'when = "yes"', "question go is not a table"),
        ('answers = "go"', 'when = { question = "a" }', "question go: values is missing"),
        (
            'answers = "go"',
            'when = { question = "a", values = "yes" }',
            "question go: the values it waits for are not a list",
        ),
        (
            'answers = "go"',
            'when = { question = "a", values = [1] }',
            "question go: 1 is not a text",
        ),
        ('answers = "go"', 'tilte = "x"', "question go: nothing here is called tilte"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(found, put, problem):
    text = (HEAD + QUESTION).replace(found, put, 1)

    with pytest.raises(QuestionnaireUnsound, match=rf"^short\.toml: .*{problem}"):
        read(text)


def test_shared_answers_are_read_as_strictly():
    with pytest.raises(QuestionnaireUnsound, match=r"answers\.toml: go: label is missing"):
        read_answer_sets("answers.toml", "go = [{ value = 'yes' }]")
