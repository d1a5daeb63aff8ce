"""A form begun on a phone and finished on a tablet, by whoever knows the pictures."""

import pytest

from feedback.store.models import SentViews
from tests.journeys.people import Child
from tests.journeys.watching import PHONE, Watched
from tests.road import Road

pytestmark = pytest.mark.browser

WORRY = "The stairs creak like Grimblethwack at night."
TABLET = {"width": 800, "height": 1000}


@pytest.fixture
def road(portal) -> Road:
    """Mia’s review on 20 March 2026 at ten, and a letter for it."""
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    road.invited()
    return road


@pytest.fixture
def devices(portal, chromium):
    """A phone and a tablet, which know nothing of one another."""
    contexts = [chromium.new_context(viewport=size, locale="en-GB") for size in (PHONE, TABLET)]
    yield [Child(portal, Watched(context, portal).page()) for context in contexts]
    for context in contexts:
        context.close()


def comes_in(child: Child, road: Road) -> None:
    child.comes_in(road.issued.letter.number, " ".join(road.issued.words))


def test_what_was_begun_on_a_phone_is_finished_on_a_tablet_behind_the_pictures(devices, road):
    phone, tablet = devices
    comes_in(phone, road)
    phone.presses("Just me")
    phone.picks()
    phone.presses("Start")
    phone.answers("home", "happy")
    phone.opens("/ask/worries")
    phone.answers("worries", WORRY)

    comes_in(tablet, road)
    tablet.presses("Just me")
    tablet.picks()
    tablet.opens("/check")
    assert WORRY in tablet.own_words
    tablet.presses("Send")

    assert tablet.heading == "Thank you"
    assert len(road.rows(SentViews)) == 1
    phone.opens("/ask/worries")
    assert phone.path.partition("?")[0] != "/ask/worries"
    phone.opens("/what-happened")
    assert WORRY in phone.own_words


def test_a_second_device_without_the_pictures_shows_nothing_and_still_takes_answers(devices, road):
    phone, tablet = devices
    comes_in(phone, road)
    phone.presses("Just me")
    phone.picks()
    phone.presses("Start")
    phone.opens("/ask/worries")
    phone.answers("worries", WORRY)

    comes_in(tablet, road)
    tablet.presses("Just me")
    tablet.presses("Go on without pictures")
    tablet.opens("/ask/worries")

    assert tablet.page.locator("[name=worries]").input_value() == ""
    assert WORRY not in tablet.page.content()
