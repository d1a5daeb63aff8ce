"""The benchmark of a child’s session walks a whole one against a real server, and says so."""

import sys

from benchmarks import child_session
from benchmarks.child import ANSWERS
from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version


def test_it_walks_a_session_and_as_many_bare_pages(monkeypatch, capsys):
    monkeypatch.setattr(
        sys,
        "argv",
        ["child_session", "--sessions", "1", "--children", "1", "--turns", "1", "--workers", "1"],
    )

    child_session.main()

    said = capsys.readouterr().out
    assert "Sessions walked                          1, 1 at once" in said
    assert "Pages a session                         45 (24 GET, 21 POST)" in said
    assert "CPU of as many bare pages" in said
    assert "Checking a letter’s words" in said


def test_it_answers_every_question_of_the_short_form_that_its_child_meets():
    asked = load_catalogue().find(Stage.CONSULTATION, Version.SHORT)

    assert set(ANSWERS) == {question.id for question in asked.path(ANSWERS)}
