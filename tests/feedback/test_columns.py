"""The three columns of the meeting are read from what was asked, never from what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from feedback.catalogue import load_catalogue
from feedback.columns import Column, column_of
from feedback.errors import QuestionnaireUnsound
from feedback.questionnaire import Kind, Stage, Version
from feedback.questionnaire_file import read_questionnaire

CATALOGUE = load_catalogue()
SHORT = CATALOGUE.find(Stage.CONSULTATION, Version.SHORT)


@pytest.mark.parametrize(
    ("question", "answer", "column"),
    [
        ("good", ("My cat",), Column.GOING_WELL),
        ("worries", ("The dark",), Column.WORRIES),
        ("wishes", ("A bike",), Column.NEXT),
        ("health", ("sleep",), Column.NEXT),
        ("safe", ("yes",), Column.GOING_WELL),
        ("safe", ("no",), Column.WORRIES),
        ("safe", ("not-always",), Column.WORRIES),
        ("safe", ("not-saying",), None),
        ("home", ("sad",), None),
        ("only-iro", ("He shouts.",), None),
        ("nothing-like-it", ("x",), None),
    ],
)
def test_an_answer_stands_where_its_question_says(question, answer, column):
    assert column_of(SHORT, question, answer) is column


@given(some.sampled_from(SHORT.questions), some.text(max_size=40), some.text(max_size=40))
def test_what_is_written_never_moves_an_answer(question, one, other):
    if question.kind in {Kind.WORDS, Kind.ASKS}:
        assert column_of(SHORT, question.id, (one,)) is column_of(SHORT, question.id, (other,))


def test_what_is_only_for_the_officer_stands_in_no_column():
    for asked in CATALOGUE.questionnaires:
        assert "only-iro" not in dict(asked.columns)


def test_a_column_changes_no_edition_because_no_child_is_shown_it():
    text = """id = "consultation.short"\nedition = 1\nstage = "consultation"\nversion = "short"
name = "Short"\nminutes = 1\n[[questions]]\nid = "good"\nkind = "words"\ntitle = "Hm?"\n"""

    plain = read_questionnaire("x", text, {})
    sorted_ = read_questionnaire("x", text + 'column = "going-well"\n', {})

    assert sorted_.digest == plain.digest
    assert sorted_.columns == (("good", "going-well"),)


def test_a_column_that_does_not_exist_is_refused():
    text = """id = "consultation.short"\nedition = 1\nstage = "consultation"\nversion = "short"
name = "Short"\nminutes = 1\n[[questions]]\nid = "good"\nkind = "words"\ntitle = "Hm?"
column = "sad"\n"""

    with pytest.raises(QuestionnaireUnsound, match="question good: column cannot be sad"):
        read_questionnaire("x", text, {})
