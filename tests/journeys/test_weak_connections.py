"""A phone with a weak connection, slow answers and double taps: nothing is lost or sent twice."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Route
from sqlalchemy import func, select

from feedback.store.models import SentViews
from tests.journeys.measuring import look_closely
from tests.journeys.people import Child
from tests.journeys.watching import NOTHING, PHONE, Watched
from tests.road import Road

pytestmark = pytest.mark.browser

WORRY = "The stairs creak like Grimblethwack at night."
BETWEEN_TAPS = 200


@pytest.fixture
def road(portal) -> Road:
    """Mia’s review on 20 March 2026 at ten, and a letter for it."""
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    road.invited()
    return road


@pytest.fixture(params=[True], ids=["with-scripts"])
def mia(request, portal, chromium, road):
    """Mia at her first question, on a phone. ``mia.faults`` names each script that broke."""
    context = chromium.new_context(
        viewport=PHONE, locale="en-GB", java_script_enabled=request.param
    )
    mia = Child(portal, Watched(context, portal).page())
    mia.faults = []
    mia.page.on("pageerror", lambda fault: mia.faults.append(str(fault)))
    mia.comes_in(road.issued.letter.number, " ".join(road.issued.words))
    mia.presses("Just me")
    mia.picks()
    mia.presses("Start")
    yield mia
    context.close()


def test_no_script_of_a_page_gets_in_the_way_of_another(mia):
    for path in ("/", "/hello", "/ask/worries", "/check", "/q", "/help"):
        mia.opens(path)

    assert mia.faults == []


def writes(mia: Child) -> None:
    mia.opens("/ask/worries")
    mia.page.locator("[name=worries]").fill(WORRY)


def next_button(mia: Child):
    return mia.page.get_by_role("button", name="Next", exact=True)


def taps_twice(mia: Child, button: Locator) -> None:
    """Tap one place of the glass twice, as fingers do, whatever stands there at the second tap."""
    mia.sees()
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mia.page.mouse.click(*middle)
    mia.page.wait_for_timeout(BETWEEN_TAPS)
    mia.page.mouse.click(*middle)


def held(mia: Child, address: str) -> list[Route]:
    """Hold what the page sends to an address, and return what is held."""
    on_its_way: list[Route] = []

    def hold(route: Route) -> None:
        on_its_way.append(route)

    mia.page.route(address, hold)
    return on_its_way


def posts(portal, path: str) -> int:
    return [(one.method, one.address) for one in portal.wire.exchanges].count(("POST", path))


def test_a_page_that_could_not_be_sent_keeps_its_words_and_sends_them_once_later(mia, portal):
    writes(mia)
    mia.page.context.set_offline(True)

    mia.taps(next_button(mia))
    mia.page.get_by_text("This could not be sent. Your words are still here.").wait_for()

    assert mia.page.locator("[name=worries]").input_value() == WORRY
    assert posts(portal, "/ask/worries") == 0
    assert Watched.of(mia.page).what_is_kept(mia.page) == NOTHING
    mia.page.context.set_offline(False)
    assert look_closely(mia.page, "short") == []
    mia.presses("Try again")
    assert mia.path == "/ask/last-time"
    assert posts(portal, "/ask/worries") == 1
    mia.opens("/check")
    assert mia.own_words == [WORRY]
    assert mia.faults == []


@pytest.mark.parametrize("mia", [False], indirect=True, ids=["without-scripts"])
def test_without_scripts_the_page_is_sent_once_when_it_is_loaded_again(mia, portal):
    writes(mia)
    mia.page.context.set_offline(True)
    with mia.page.expect_event("requestfailed"):
        mia.taps(next_button(mia), awaited=False)
    mia.page.locator("[name=worries]").wait_for(state="detached")
    mia.page.context.set_offline(False)

    mia.page.reload()

    assert mia.path == "/ask/last-time"
    assert posts(portal, "/ask/worries") == 1
    mia.opens("/check")
    assert mia.own_words == [WORRY]


def test_words_stay_too_when_somebody_steps_aside_without_a_connection(mia):
    writes(mia)
    mia.page.context.set_offline(True)

    mia.page.get_by_role("link", name="Get help").click()
    mia.page.get_by_text("To talk to someone, ring Childline: 0800 1111.").wait_for()
    mia.page.context.set_offline(False)

    assert mia.page.locator("[name=worries]").input_value() == WORRY
    mia.presses("Next")
    assert mia.path == "/ask/last-time"


def test_send_without_a_connection_is_sent_once_when_there_is_one(mia, portal):
    writes(mia)
    mia.presses("Next")
    mia.opens("/check")
    mia.page.context.set_offline(True)
    taps_twice(mia, mia.page.get_by_role("button", name="Send", exact=True))
    mia.page.get_by_text("This could not be sent.").wait_for()
    mia.page.context.set_offline(False)
    on_its_way = held(mia, "**/check")

    taps_twice(mia, mia.page.get_by_role("button", name="Try again"))
    assert [one.request.method for one in on_its_way] == ["POST"]
    on_its_way[0].continue_()
    mia.page.get_by_text("Your receipt is").wait_for()

    with portal.store.look() as transaction:
        assert transaction.scalar(select(func.count()).select_from(SentViews)) == 1
    assert posts(portal, "/check") == 1


def test_an_answer_that_got_lost_on_the_way_back_is_sent_again_and_kept_once(mia, portal):
    writes(mia)
    mia.page.route("**/ask/worries", _lose_the_answer)

    mia.taps(next_button(mia))
    mia.page.get_by_text("This could not be sent.").wait_for()
    mia.page.unroute("**/ask/worries")
    mia.presses("Try again")

    assert posts(portal, "/ask/worries") == 2
    mia.opens("/check")
    assert mia.own_words == [WORRY]


def test_a_second_tap_sends_nothing_more(mia, portal):
    writes(mia)
    mia.sees()

    next_button(mia).dblclick(no_wait_after=True)
    mia.page.wait_for_url("**/ask/last-time")

    assert posts(portal, "/ask/worries") == 1


def test_the_second_tap_of_two_answers_no_question_that_has_only_just_come(mia, portal):
    mia.opens("/ask/worries")
    mia.sees()
    next_button(mia).click()
    mia.page.wait_for_url("**/ask/last-time")

    next_button(mia).click()
    mia.page.get_by_role("radio").first.click(force=True)
    mia.page.wait_for_timeout(BETWEEN_TAPS)

    assert mia.path == "/ask/last-time"
    assert not mia.page.get_by_role("radio").first.is_checked()
    assert posts(portal, "/ask/last-time") == 0
    mia.presses("Next")
    assert posts(portal, "/ask/last-time") == 1


def test_a_key_and_a_way_out_are_never_held_back(mia, portal):
    mia.opens("/ask/worries")
    next_button(mia).press("Enter")
    mia.page.wait_for_url("**/ask/last-time")

    mia.page.get_by_role("link", name="Leave this page").click()
    mia.page.wait_for_url(lambda address: not address.startswith(portal.address))


def test_a_slow_page_says_that_it_is_on_its_way(mia):
    writes(mia)
    on_its_way = held(mia, "**/ask/worries")
    words = mia.page.get_by_text("One moment, please. It is on its way.")
    assert not words.is_visible()

    mia.taps(next_button(mia), awaited=False)

    words.wait_for()
    on_its_way[0].continue_()
    mia.page.wait_for_url("**/ask/last-time")


def test_a_visit_that_ran_out_in_the_middle_of_a_page_keeps_the_words(mia, clock):
    writes(mia)
    clock.shift(timedelta(minutes=25))

    mia.presses("Next")

    assert mia.heading == "You were away for a while"
    assert "What you wrote is kept." in mia.page.locator("main").inner_text()


def test_words_that_are_too_many_come_back_with_a_sentence(mia):
    mia.opens("/ask/worries")
    mia.page.locator("[name=worries]").fill("a " * 2_001)

    mia.presses("Next")

    assert "This is longer than we can keep." in mia.page.locator(".mistake").inner_text()
    assert mia.page.locator("[name=worries]").input_value() == "a " * 2_001


def _lose_the_answer(route) -> None:
    """Let the portal hear it, and nobody hear the portal."""
    route.fetch()
    route.abort()
