"""Every act that opens something says whether it opens a child’s words, and so whom that is told.

An opening that is placed nowhere would be on no child’s page and on no week’s list.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from feedback.services.openings import BESIDE, OF_A_PART, OPENED, PART
from tests.rules.tree import files, parsed

NO_WORDS = {
    **dict.fromkeys(["opened-name", "opened-names", "opened-child", "opened-import"], "names"),
    **dict.fromkeys(
        ["opened-alert", "opened-alerts", "opened-follow-up"], "the staff’s own words"
    ),
    **dict.fromkeys(["opened-holds", "opened-reasons"], "the staff’s own reasons"),
    "opened-print-file": "letters to come, before a child has said anything",
    "opened-disability": "what the council recorded",
    "opened-log": "rows of the log",
    "opened-review-again": "a state of a review",
    "opened-quotes": "masked words of evaluations that two people let out",
    "opened-who-wrote": "whose an evaluation is: on the week’s list under its own name",
}
"""Acts that open no consultation of a child’s, and what they open instead."""


def test_every_act_that_opens_is_placed():
    placed = {OPENED, PART} | OF_A_PART | BESIDE | NO_WORDS.keys()

    found = {act for path in _code() for act in _said(parsed(path)) if act.startswith("opened-")}

    assert found - placed == set(), (
        "name it in feedback/services/openings.py, or say what it opens"
    )
    assert NO_WORDS.keys() - found == set()
    assert not NO_WORDS.keys() & (OF_A_PART | BESIDE | {OPENED, PART})


def test_what_a_page_takes_leave_for_is_called_an_opening():
    leaves = {act for path in _code("portal") for act in _leaves(parsed(path))}

    assert "opened-names" in leaves
    assert {act for act in leaves if not act.startswith("opened-")} == {"was-refused"}


def test_a_part_of_a_childs_words_is_opened_in_one_way():
    names = {"CREATION", "WROTE_DOWN", "ASK", "OUTCOME_LETTER"}
    home = Path("feedback/services/openings.py")
    for path in _code():
        tree = parsed(path)
        assert path == home or not OF_A_PART & set(_said(tree)), path
        if names & set(_from_openings(tree)):
            assert "open_part" in {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}, path


def _code(*under: str) -> list[Path]:
    return files(".py", under=under or ("feedback", "portal"))


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _leaves(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "permit" and node.args:
            yield from _said(node.args[0])


def _from_openings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "feedback.services.openings":
            yield from (one.name for one in node.names)
