"""A child who reads from right to left, and one whose words are 40 % longer, on a small screen."""

from dataclasses import replace

import pytest

from feedback.store.models import SentViews
from portal.languages import BY_TAG, MADE_UP, TURNED
from portal.settings import Settings
from tests.journeys.measuring import NARROW, look_closely
from tests.journeys.people import PICTURES, Child
from tests.journeys.served import served
from tests.journeys.watching import PHONE, Watched
from tests.portal.children.tongues import said
from tests.road import Road

pytestmark = pytest.mark.browser

WRITTEN = "الدرج مظلم في الليل"
VERY_BIG = "1.4.2.1"
_SIDES = """(card) => {
  const [picture, words] = [".picture", ".pick__words"].map(
    (part) => card.querySelector(part).getBoundingClientRect());
  return picture.left > words.left;
}"""


@pytest.fixture
def portal(clock, instance: Settings):  # noqa: ARG001  the hour comes first
    """A portal that offers the two languages nobody speaks."""
    with served(replace(instance, pseudo=True)) as portal:
        yield portal


@pytest.fixture
def mia(portal, chromium):
    """Mia at the front door, with a letter."""
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    road.invited()
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
    mia = Child(portal, Watched(context, portal).page())
    mia.road = road
    yield mia
    context.close()


def speaks(mia: Child, tag: str) -> None:
    mia.opens("/")
    mia.page.locator(".tongues__open").click()
    mia.presses(BY_TAG[tag].name)


def settles_in(mia: Child, tag: str) -> None:
    issued = mia.road.issued
    mia.page.locator("[name=number]").fill(issued.letter.number)
    mia.page.locator("[name=words]").fill(" ".join(issued.words))
    for words in ("Open my page", "Just me", *PICTURES, "Start"):
        mia.presses(said(tag, words))


def direction_of(mia: Child, name: str) -> str:
    return mia.page.locator(f"[name={name}]").evaluate("(e) => getComputedStyle(e).direction")


def test_a_child_reads_and_writes_from_right_to_left_and_is_read_as_they_wrote(mia, portal):
    speaks(mia, TURNED.tag)
    assert mia.page.locator("html").get_attribute("dir") == "rtl"
    settles_in(mia, TURNED.tag)
    mia.opens("/hello")
    assert mia.page.locator(".pick").first.evaluate(_SIDES), "the picture leads on the right"

    mia.opens("/ask/worries")
    box = mia.page.locator("[name=worries]")
    box.click()
    mia.page.keyboard.type("The stairs")
    assert direction_of(mia, "worries") == "ltr"
    box.fill("")
    mia.page.keyboard.type(WRITTEN)
    assert direction_of(mia, "worries") == "rtl"
    mia.presses(said(TURNED.tag, "Next"))
    mia.opens("/check")
    mia.presses(said(TURNED.tag, "Send"))

    assert mia.path == "/sent"
    with portal.store.look() as transaction:
        views = transaction.query(SentViews).one()
        assert (views.language, len(views.translation)) == (TURNED.tag, 64)
    mia.opens("/what-happened")
    assert WRITTEN in mia.page.locator("main").inner_text()


@pytest.mark.parametrize("tag", [one.tag for one in MADE_UP])
def test_pages_in_longer_words_and_from_the_right_have_room_on_a_small_screen(mia, tag):
    speaks(mia, tag)
    settles_in(mia, tag)
    faults = {}
    for address in ("/hello", "/ask/home", "/ask/wishes", "/check", "/help"):
        mia.opens(address)
        faults[address] = look_closely(mia.page, "short")
    assert not any(faults.values()), faults

    look = {"name": "look", "value": VERY_BIG, "url": mia.portal.address}
    mia.page.context.add_cookies([look])
    mia.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    wide = {}
    for address in faults:
        mia.opens(address)
        wide[address] = mia.page.evaluate("document.documentElement.scrollWidth")
    assert mia.page.locator("html").get_attribute("data-size") == "4"
    assert set(wide.values()) == {NARROW[0]}, wide
