"""From a comment to a quote in a real browser, on a phone, without scripts: three people."""

import os

import pytest

from feedback.store.models import Duty
from tests.cases import a_child, an_officer
from tests.commented import a_comment, a_sheet, staff
from tests.journeys.people import Staff
from tests.journeys.watching import Watched
from tests.people import enrolled

pytestmark = pytest.mark.browser

TOLD = "Ada says they let me finish my zorgled crocodile. i will come"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def sits(portal, chromium):
    """Let somebody with a duty sit down before a phone’s screen, without JavaScript."""
    contexts = []

    def sits(duty, name):
        context = chromium.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=False)
        contexts.append(context)
        person = Staff(portal, Watched(context, portal).page())
        person.signs_in(enrolled(portal.app, duty, name=name))
        return person

    yield sits
    for context in contexts:
        context.close()


@pytest.fixture
def written(portal):
    """Six children wrote about being listened to; one of them nobody has read yet."""
    with portal.store.begin() as transaction:
        (duty,) = staff(transaction, "Dana Duty")
        a_child(transaction, portal.keys, an_officer(transaction).id)
        a_sheet(transaction, portal.keys, TOLD)
        for _ in range(5):
            row = a_sheet(transaction, portal.keys, "they listened to me")
            a_comment(transaction, row, duty, "listened-to")


@pytest.mark.usefixtures("written")
def test_a_comment_becomes_a_quote_that_two_people_agreed_to(sits):
    nasreen = sits(Duty.SAFEGUARDING, "Nasreen Duty")
    nasreen.follows("Read one answer sheet")
    assert nasreen.own_words == [TOLD]
    _keep(nasreen, "reading")
    nasreen.page.get_by_label("Nothing worries me").check()
    nasreen.presses("I have read these")

    pat = sits(Duty.PARTICIPATION, "Pat First")
    pat.opens("/staff/comments")
    pat.follows("Give comments their themes")
    assert "Ada" not in pat.page.content()
    pat.page.get_by_label("Being listened to").check()
    _keep(pat, "coding")
    pat.presses("Keep these themes")
    pat.opens("/staff/comments")
    _keep(pat, "overview")
    pat.follows("Being listened to")
    _keep(pat, "0-theme")
    figure = pat.page.locator("figure", has_text="crocodile")
    with pat.page.expect_navigation():
        figure.get_by_role("link").click()
    _keep(pat, "1-proposing")
    assert _fits(pat)
    pat.page.get_by_label("Exactly, with what is masked left out").check()
    pat.page.get_by_label("zorgled").check()
    pat.presses("Keep it for a second person")

    nasreen.opens("/staff/comments/quotes")
    nasreen.follows("Quote 1")
    assert "zorgled crocodile" in nasreen.page.locator("main").inner_text()
    _keep(nasreen, "2-agreeing")
    assert _fits(nasreen)
    nasreen.page.get_by_role("button", name="Agree: it may leave").focus()
    with nasreen.page.expect_navigation():
        nasreen.page.keyboard.press("Enter")

    assert "Agreed" in nasreen.page.locator("main").inner_text()


def _fits(person: Staff) -> bool:
    return person.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def _keep(person: Staff, name: str) -> None:
    """Keep a picture of the page for whoever asks for one, to look at it."""
    if folder := os.environ.get("HEARD_LOOK"):
        person.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
