"""What is written before a child has said anything: that they are here, and no more."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from feedback.store.models import Draft, DraftAnswer, FilledBy, Helper
from tests.asked import asked_of

BEFORE = {"child_session", "wrong_try", "gate"}
_WRITTEN = re.compile(r"(?:INSERT INTO|(?<!DO )UPDATE|DELETE FROM) (\w+)")


@pytest.fixture
def written(app: Flask) -> Iterator[list[str]]:
    """Collect what the database is asked."""
    with asked_of(app.extensions["heard.store"].engine) as asked:
        yield asked


def tables(asked: list[str]) -> set[str]:
    """Name the tables that anything was written to."""
    return {name for statement in asked for name in _WRITTEN.findall(statement)}


def test_before_the_first_answer_only_the_visit_its_tries_and_the_pictures_are_written(
    mia, written
):
    mia.settles_in().open("/ask/school").open("/check").open("/help").open("/another-way")
    assert tables(written) == BEFORE

    mia.goes_to("home").answers()
    assert tables(written) == BEFORE | {"draft", "draft_answer"}


@pytest.mark.parametrize(
    ("who", "filled_by"),
    [
        ("Me, and someone helps me", FilledBy.WITH_HELP),
        ("Someone writes what I say", FilledBy.WRITTEN_DOWN),
    ],
)
def test_who_is_here_is_kept_with_the_first_answer(mia, who, filled_by):
    mia.comes_in().says_who(who, "Someone from school")
    assert mia.road.rows(Draft) == []

    mia.goes_to("home").answers()

    (draft,) = mia.road.rows(Draft)
    assert (draft.filled_by, draft.helper) == (filled_by, Helper.TEACHER)


def test_a_visit_in_which_nothing_was_said_begins_anew_elsewhere(mia):
    mia.settles_in().leaves().comes_in()

    assert "Who is here today?" in mia.page.text
    assert mia.road.rows(DraftAnswer) == []
