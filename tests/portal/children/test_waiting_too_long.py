"""A page left too long loses nothing, whatever it asks, and nor does a portal started anew."""

import pytest

from feedback.questionnaire import Version
from portal import create_app
from tests.portal.children.conftest import after_the_review
from tests.portal.children.test_leaving import LATER
from tests.portal.children.walking import Child
from tests.road import NOW

CHILDRENS = [version for version in Version if version is not Version.WATCHING]
COOKIE = "heard"


@pytest.fixture
def child(app, road, request) -> Child:
    road.invited(version=request.param)
    return Child(app.test_client(), road=road)


def shown(child: Child, question: str) -> str:
    """What a question’s form holds, but for the token, which is new each time."""
    child.goes_to(question)
    for token in child.page.select("[name=csrf_token]"):
        token.decompose()
    return str(child.page.select_one("form.keeps"))


def every_page_may_wait(child: Child, clock) -> None:
    """Answer each question once too late and once in time: both must be kept alike."""
    while "/ask/" in child.path:
        question, visit = child.path.rpartition("/")[2], child.client.get_cookie(COOKIE).value
        clock.move_to(LATER)
        child.answers()
        assert child.heading == "You were away for a while", question
        assert "What you wrote is kept." in child.text, question
        clock.move_to(NOW)
        child.client.set_cookie(COOKIE, visit)
        too_late = shown(child, question)
        child.goes_to(question).answers()
        onwards = child.path
        assert shown(child, question) == too_late
        child.open(onwards)


@pytest.mark.parametrize("child", CHILDRENS, indirect=True)
def test_before_the_review_every_question_of_every_version_may_wait_too_long(child, clock):
    child.settles_in()

    every_page_may_wait(child, clock)

    assert child.path == "/check"


@pytest.mark.parametrize("child", [Version.SHORT, Version.FULL], indirect=True)
def test_after_the_review_too(child, clock):
    after_the_review(child).settles_in()

    every_page_may_wait(child, clock)

    assert child.path == "/check"


@pytest.mark.parametrize("child", [Version.SHORT], indirect=True)
def test_a_portal_that_is_started_anew_takes_the_page_that_was_being_written(child, settings):
    child.settles_in().goes_to("worries")
    visit = child.client.get_cookie(COOKIE).value
    anew = create_app(settings)
    child.client = anew.test_client()
    child.client.set_cookie(COOKIE, visit)

    child.press("Next", worries="Dark.")

    assert child.goes_to("worries").page.textarea.text.strip() == "Dark."
    anew.extensions["heard.store"].engine.dispose()
