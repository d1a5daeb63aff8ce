"""Leaving, coming back too late, sending twice: nothing stays behind and nothing is lost."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from feedback.store.models import SentViews
from tests.journeys.people import Child
from tests.journeys.watching import NOTHING, PHONE, Watched
from tests.portal.children.conftest import after_the_review
from tests.road import Road

pytestmark = pytest.mark.browser

WORRY = "The stairs creak like Grimblethwack at night."
THEIRS = (WORRY, "Grimblethwack", "Mia", "Robin")
FAR_BACK = 8


@pytest.fixture
def road(portal) -> Road:
    """Mia’s review on 20 March 2026 at ten, and a letter for it."""
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    road.invited()
    return road


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def mia(request, portal, chromium):
    """Mia at the front door, in a browser with JavaScript and in one without."""
    context = chromium.new_context(
        viewport=PHONE, locale="en-GB", java_script_enabled=request.param
    )
    yield Child(portal, Watched(context, portal).page())
    context.close()


def letter_of(road: Road) -> tuple[str, str]:
    return road.issued.letter.number, " ".join(road.issued.words)


def settles_in(mia: Child, road: Road) -> None:
    """Up to the first question."""
    mia.comes_in(*letter_of(road))
    mia.presses("Just me")
    mia.picks()
    mia.presses("Start")


def writes(mia: Child, words: str = WORRY) -> None:
    """Write a worry on its page, and stay there."""
    mia.opens("/ask/worries")
    mia.page.locator("[name=worries]").fill(words)


def everything_behind(mia: Child) -> list[str]:
    """Press Back until there is nothing more, and return all that was shown."""
    seen = []
    for _ in range(FAR_BACK):
        if mia.page.go_back() is None:
            break
        seen.append(mia.page.locator("html").inner_html())
    return seen


def test_back_after_leaving_shows_nothing_of_the_childs(mia, road):
    settles_in(mia, road)
    writes(mia)
    mia.presses("Next")

    mia.follows("Leave this page")
    seen = everything_behind(mia)

    assert seen
    assert not [words for words in THEIRS if any(words in page for page in seen)]
    assert Watched.of(mia.page).cookies <= {"heard"}
    mia.opens("/hello")
    assert mia.heading == "Hello. Have you got your letter?"
    assert Watched.of(mia.page).what_is_kept(mia.page) == NOTHING


@pytest.mark.parametrize("mia", [True], indirect=True)
def test_shift_three_times_leaves_at_once(mia, road):
    settles_in(mia, road)

    with mia.page.expect_navigation(url=mia.portal.weather):
        for _ in range(3):
            mia.page.keyboard.press("Shift")

    assert not any("Mia" in page for page in everything_behind(mia))


def test_back_after_sending_shows_nothing_that_was_written(mia, road):
    settles_in(mia, road)
    writes(mia)
    mia.presses("Next")
    mia.opens("/check")
    mia.presses("Send")

    seen = everything_behind(mia)

    assert seen
    assert not [page for page in seen if "Grimblethwack" in page]


@pytest.mark.parametrize("mia", [True], indirect=True)
def test_back_after_saying_how_the_review_was_shows_nothing_of_it(mia, road):
    after_the_review(SimpleNamespace(road=road))
    settles_in(mia, road)
    mia.opens("/ask/more")
    mia.page.locator("[name=more]").fill(WORRY)
    mia.presses("Next")
    mia.opens("/check")
    mia.presses("Send")
    assert mia.heading == "Thank you"

    seen = everything_behind(mia)

    assert seen
    assert not [page for page in seen if "Grimblethwack" in page]
    assert Watched.of(mia.page).what_is_kept(mia.page) == NOTHING


def test_a_visit_that_ran_out_keeps_the_words_and_shows_them_only_behind_the_pictures(
    mia, road, clock
):
    settles_in(mia, road)
    writes(mia)
    clock.shift(timedelta(minutes=25))

    mia.presses("Next")

    assert mia.heading == "You were away for a while"
    assert "What you wrote is kept." in mia.page.locator("main").inner_text()
    assert WORRY not in mia.page.content()
    mia.comes_in(*letter_of(road))
    mia.presses("Just me")
    mia.picks()
    mia.opens("/check")
    assert mia.own_words == [WORRY]


def test_send_pressed_twice_sends_once_and_gives_one_receipt(mia, road, portal):
    settles_in(mia, road)
    writes(mia)
    mia.presses("Next")
    mia.opens("/check")
    sending = mia.page.get_by_role("button", name="Send", exact=True)
    mia.sees()

    sending.dblclick(no_wait_after=True)

    mia.page.get_by_text("Your receipt is").wait_for()
    with portal.store.look() as transaction:
        receipts = transaction.scalars(select(SentViews.receipt)).all()
        assert transaction.scalar(select(func.count()).select_from(SentViews)) == 1
    assert f"Your receipt is {receipts[0]}." in mia.page.locator("main").inner_text()
    mia.page.go_back()
    mia.opens("/sent")
    assert f"Your receipt is {receipts[0]}." in mia.page.locator("main").inner_text()


@pytest.mark.parametrize("mia", [True], indirect=True)
def test_the_square_on_the_letter_opens_it_until_everything_is_sent(mia, road, portal):
    secret = road.issued.qr_secret
    address = f"/q#{road.issued.letter.number}.{secret}"

    mia.page.goto(portal.address + address)
    mia.page.wait_for_url("**/hello")
    mia.presses("Just me")
    mia.picks()
    mia.presses("Start")
    writes(mia)
    mia.presses("Next")
    mia.opens("/check")
    mia.presses("Send")
    mia.follows("Leave this page")
    mia.page.goto(portal.address + address)
    mia.page.locator(".mistake").first.wait_for()

    assert secret not in mia.page.url
    assert mia.path == "/q"
    assert mia.page.get_by_label("Your four words").is_visible()
    heard = "".join(f"{one.address} {one.referer}" for one in portal.wire.exchanges)
    assert secret not in heard
