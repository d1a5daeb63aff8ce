"""What a browser holds on its disk once a child’s time ran out, once they sent and once they left.

A browser with a profile of its own is closed, and every file of the profile is read: history,
cache, storage, and what it would bring back after a crash.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.people import PICTURES, Child
from tests.journeys.test_leaving import everything_behind, letter_of, writes
from tests.journeys.watching import NOTHING, PHONE, QUIET, Watched
from tests.road import Road

pytestmark = pytest.mark.browser

STRANGE = "Grimblethwack"
VISITED = "Wibblefoot"


@pytest.fixture
def road(portal) -> Road:
    road = Road(portal.store, portal.keys, portal.instance)
    road.week_key()
    road.invited()
    return road


@pytest.fixture
def profile(tmp_path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def mia(portal, playwright, whole_browser, profile):
    """Mia at the front door, in a browser that keeps what browsers keep."""
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=whole_browser, args=QUIET, viewport=PHONE, locale="en-GB"
    )
    yield Child(portal, Watched(context, portal).page())
    context.close()


def lies_in(profile: Path, word: str) -> list[str]:
    """Name the files in which a word lies open, in one byte or two a sign."""
    forms = (word.encode(), word.encode("utf-16-le"))
    files = [path for path in profile.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def nothing_is_kept(mia: Child) -> bool:
    """Whether the page could find nothing again, and Back shows nothing that was written."""
    kept = Watched.of(mia.page).what_is_kept(mia.page)
    seen = everything_behind(mia)
    return kept == NOTHING and not [page for page in seen if STRANGE in page]


def test_nothing_lies_in_the_browser_after_time_out_send_and_leave(
    mia, road, clock, portal, profile
):
    mia.page.goto(f"{portal.address}/q#{road.issued.letter.number}.{road.issued.qr_secret}")
    mia.page.wait_for_url("**/hello")
    for words in ("Just me", *PICTURES, "Start"):
        mia.presses(words)
    writes(mia)
    mia.presses("Next")
    clock.shift(timedelta(minutes=25))
    mia.opens("/ask/good")
    assert mia.heading == "You were away for a while"
    assert nothing_is_kept(mia)

    mia.comes_in(*letter_of(road))
    mia.presses("Just me")
    mia.picks()
    mia.opens("/check")
    assert STRANGE in mia.page.content()
    mia.presses("Send")
    assert mia.heading == "Thank you"
    assert nothing_is_kept(mia)

    mia.opens("/what-happened")
    mia.follows("Leave this page")
    assert nothing_is_kept(mia)
    mia.page.goto(f"{portal.weather}?{VISITED}")
    mia.page.context.close()

    assert "History" in lies_in(profile, VISITED)
    assert lies_in(profile, STRANGE) == []
    assert lies_in(profile, " ".join(road.issued.words)) == []
    assert "History" in lies_in(profile, road.issued.qr_secret), "why Send spends the square"
