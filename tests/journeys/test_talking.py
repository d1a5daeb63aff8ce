"""A child who needs somebody now reaches the duty list from any page, finishing nothing first."""

import pytest

from feedback.store.models import Duty
from tests.journeys.people import Child, Staff
from tests.journeys.watching import PHONE, Watched
from tests.people import enrolled
from tests.road import Road

pytestmark = pytest.mark.browser


@pytest.fixture
def mia(portal, chromium):
    """Mia on her first question, without JavaScript."""
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    issued = road.invited()
    context = chromium.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=False)
    mia = Child(portal, Watched(context, portal).page())
    mia.comes_in(issued.letter.number, " ".join(issued.words))
    mia.presses("Just me")
    mia.picks()
    mia.presses("Start")
    yield mia
    context.close()


@pytest.fixture
def nasreen(portal, chromium):
    """Nasreen, who is on duty, with her list before her."""
    context = chromium.new_context(locale="en-GB")
    nasreen = Staff(portal, Watched(context, portal).page())
    nasreen.signs_in(enrolled(portal.app, Duty.SAFEGUARDING))
    yield nasreen
    context.close()


def said(person: Child | Staff) -> str:
    return person.page.locator("main").inner_text()


def test_wanting_to_talk_today_is_on_the_duty_list_at_once_and_the_child_sees_what_is_true(
    mia, nasreen
):
    assert "Mia" not in said(nasreen)

    mia.follows("I want to talk to someone today")
    mia.presses("Yes, please tell someone")

    assert "We got it." in said(mia)
    assert "A person on duty has seen it." not in said(mia)
    nasreen.opens("/staff")
    assert "Wants to talk to someone today" in said(nasreen)
    assert "Mia Quill" in said(nasreen)
    with nasreen.page.expect_navigation():
        nasreen.page.get_by_role("button", name="I have this").click()
    mia.page.reload()
    assert "A person on duty has seen it." in said(mia)
    mia.follows("Go back to where I was")
    assert mia.path == "/ask/home"


def test_not_feeling_safe_is_told_when_the_child_says_now_and_not_before(mia, nasreen):
    mia.opens("/ask/safe")
    mia.answers("safe", "no")
    assert mia.path == "/safe"
    nasreen.opens("/staff")
    assert "Mia Quill" not in said(nasreen)

    mia.taps(mia.page.get_by_role("button", name="Tell someone now"))
    mia.page.get_by_text("We got it.").wait_for()

    nasreen.opens("/staff")
    assert "Does not feel safe where they live" in said(nasreen)
    assert "Mia Quill" in said(nasreen)


def test_get_help_names_every_number_from_any_page_and_promises_no_watcher(mia):
    mia.follows("Get help")

    numbers = {link.get_attribute("href") for link in mia.page.locator("a[href^='tel:']").all()}
    assert numbers == {
        "tel:999", "tel:08001111", "tel:01632960001", "tel:01632960002", "tel:01632960003",
    }  # fmt: skip
    assert "Nobody watches this page all the time." in said(mia)
