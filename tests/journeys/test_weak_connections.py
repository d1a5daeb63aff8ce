"""A phone with a weak connection, slow answers and double taps: nothing is lost or sent twice."""

import pytest

from tests.journeys.people import Child
from tests.journeys.watching import PHONE, Watched
from tests.road import Road

pytestmark = pytest.mark.browser

WORRY = "The stairs creak like Grimblethwack at night."


@pytest.fixture
def road(portal) -> Road:
    """Mia’s review on 20 March 2026 at ten, and a letter for it."""
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    road.invited()
    return road


@pytest.fixture
def mia(portal, chromium, road):
    """Mia at her first question, on a phone. ``mia.faults`` names each script that broke."""
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
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
