"""A child draws with a finger, a pen, a mouse and by keyboard, and is heard in their own voice."""

import re

import pytest
from playwright.sync_api import Page
from sqlalchemy import update

from feedback.drawing import Stroke, read_drawing
from feedback.store.models import Assignment, Duty, Review
from tests.journeys.measuring import look_closely
from tests.journeys.people import Child, Staff
from tests.journeys.searching import files_under, found_in, words_of
from tests.journeys.watching import NOTHING, PHONE, QUIET, Watched
from tests.people import enrolled
from tests.road import Road

pytestmark = pytest.mark.browser

Place = tuple[float, float]
HEARD = "It hums about Grimblethwack."
PLAYED = """async (audio) => {
  audio.muted = true;
  await audio.play();
  await new Promise((heard) => { audio.ontimeupdate = () => audio.currentTime > 0 && heard(); });
  return audio.error === null;
}"""


@pytest.fixture
def listening(playwright, browser_program):
    """A browser whose microphone hums by itself, and asks nobody."""
    hums = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=browser_program, args=[*QUIET, *hums])
    yield browser
    browser.close()


@pytest.fixture
def road(portal) -> Road:
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    road.invited()
    return road


def begins(portal, context, road: Road) -> Child:
    mia = Child(portal, Watched(context, portal).page())
    mia.comes_in(road.issued.letter.number, " ".join(road.issued.words))
    mia.presses("Just me")
    mia.picks()
    mia.presses("Start")
    return mia


@pytest.fixture
def mia(portal, listening, road):
    """Mia on her first question, with a finger on a small screen."""
    context = listening.new_context(viewport=PHONE, locale="en-GB", has_touch=True)
    yield begins(portal, context, road)
    context.close()


def drawn(mia: Child) -> tuple[Stroke, ...]:
    return read_drawing(mia.page.locator("[name=drawing]").input_value()).strokes


def lines(mia: Child) -> int:
    return len(drawn(mia))


def with_a_finger(page: Page, *places: Place) -> None:
    """Draw as a touch screen tells it: it is the browser who decides whether to scroll instead."""
    kinds = ["touchStart", *["touchMove"] * (len(places) - 1)]
    moves = [
        {"type": kind, "touchPoints": [{"x": x, "y": y}]}
        for kind, (x, y) in zip(kinds, places, strict=True)
    ]
    _tells(page, "Input.dispatchTouchEvent", [*moves, {"type": "touchEnd", "touchPoints": []}])


def with_a_pen(page: Page, *places: Place) -> None:
    """Draw as a pen on a screen does."""
    pen = {"button": "left", "buttons": 1, "pointerType": "pen", "force": 0.5, "clickCount": 1}
    kinds = ["mousePressed", *["mouseMoved"] * (len(places) - 1)]
    moves = [
        {"type": kind, "x": x, "y": y} | pen for kind, (x, y) in zip(kinds, places, strict=True)
    ]
    _tells(page, "Input.dispatchMouseEvent", [*moves, moves[-1] | {"type": "mouseReleased"}])


def with_a_mouse(page: Page, first: Place, *places: Place) -> None:
    page.mouse.move(*first)
    page.mouse.down()
    for place in places:
        page.mouse.move(*place)
    page.mouse.up()


def _tells(page: Page, method: str, events: list[dict[str, object]]) -> None:
    device = page.context.new_cdp_session(page)
    for event in events:
        device.send(method, event)
    device.detach()


def test_a_drawing_by_hand_and_one_by_keyboard_are_kept_alike(mia):
    page = mia.page
    mia.opens("/ask/worries/draw")
    mia.taps(page.get_by_text("Red", exact=True))
    page.locator("#paper").scroll_into_view_if_needed()
    box = page.locator("#paper").bounding_box()
    stood = page.evaluate("scrollY")
    for draw, start in ((with_a_finger, 20), (with_a_pen, 80), (with_a_mouse, 140)):
        draw(page, *((box["x"] + start + step, box["y"] + 40 + step) for step in range(0, 90, 15)))
    assert lines(mia) == 3
    assert {len(stroke.points) for stroke in drawn(mia)} == {6}, "a line is whole, up to its end"
    assert page.evaluate("scrollY") == stood, "a finger on the paper draws and moves no page"
    assert page.locator(".paper__said").inner_text().strip().endswith("3")
    page.get_by_role("button", name="Clear the paper").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    assert lines(mia) == 2

    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("A house")
    page.get_by_role("button", name="Put it there").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert lines(mia) == 2 + 3
    assert look_closely(page, "short") == []
    mia.presses("Keep my drawing")

    assert mia.path == "/ask/worries"
    picture = page.get_by_role("img", name="Your drawing")
    picture.wait_for()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 800
    assert look_closely(page, "short") == []
    assert Watched.of(page).what_is_kept(page) == NOTHING


def test_a_voice_is_heard_back_sent_and_played_by_the_officer(mia, road, portal, chromium):
    page = mia.page
    mia.opens("/ask/worries/say")
    assert look_closely(page, "short") == []
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_text("Recording now.").wait_for()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Record again").wait_for()
    assert page.locator(".recorder audio").evaluate(PLAYED)
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("This could not be sent.").wait_for()
    page.context.set_offline(False)
    assert Watched.of(page).what_is_kept(page) == NOTHING
    mia.presses("Try again")

    assert mia.path == "/ask/worries"
    assert page.get_by_text(re.compile(r"You recorded \d+ seconds\.")).is_visible()
    assert page.locator("audio").evaluate(PLAYED)
    assert look_closely(page, "short") == []
    mia.opens("/check")
    mia.presses("Send")
    assert mia.heading == "Thank you"

    robin = Staff(portal, Watched(chromium.new_context(locale="en-GB"), portal).page())
    officer = enrolled(portal.app, Duty.OFFICER)
    with portal.store.begin() as transaction:
        transaction.execute(update(Assignment).values(staff_id=officer.id))
        transaction.execute(update(Review).values(officer_id=officer.id))
    robin.signs_in(officer)
    robin.opens(f"/staff/reviews/{road.review_id}")
    assert robin.page.locator("audio").evaluate(PLAYED)
    robin.page.get_by_text("Write down what it says").click()
    robin.page.get_by_label("What the child says, word for word").fill(HEARD)
    robin.presses("Keep these words")
    assert robin.page.get_by_text(HEARD).first.is_visible()
    robin.page.context.close()
    assert found_in([*words_of([HEARD]), "OpusHead"], files_under(portal.instance)) == []
