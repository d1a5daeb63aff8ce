"""Listen says a page aloud with what is here, and never asks anybody elsewhere to."""

import pytest

from portal.voices.everything import everything
from tests.journeys.people import Child
from tests.journeys.watching import PHONE, Watched
from tests.road import Road
from tests.voices import record

pytestmark = pytest.mark.browser

MACHINE = """(voices) => {
  window.said = [];
  const speech = {
    getVoices: () => voices,
    cancel: () => window.said.push("stopped"),
    speak: (one) => window.said.push([one.voice.name, one.text]),
    addEventListener: () => {},
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""
THREE_PLAYED = """() => {
  const played = [];
  window.three = new Promise((done) => document.addEventListener("play", (event) => {
    played.push(event.target.parentNode.textContent.trim());
    if (played.length === 3) done(played);
  }, true));
}"""
LOCAL = {"name": "here", "lang": "en_GB", "localService": True}
FAR = {"name": "far away", "lang": "en-GB", "localService": False}
OTHER = {"name": "another tongue", "lang": "de-DE", "localService": True}


@pytest.fixture
def open_for(portal, chromium):
    """Let Mia in, on a machine that has these voices, as far as her question about school."""
    contexts = []

    def opened(*voices: dict, script: bool = True) -> Child:
        road = Road(portal.store, portal.keys, portal.instance)
        issued = road.invited()
        context = chromium.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=script)
        contexts.append(context)
        context.add_init_script(
            f"({MACHINE})({list(voices)!r})".replace("True", "true").replace("False", "false")
        )
        mia = Child(portal, Watched(context, portal).page())
        mia.comes_in(issued.letter.number, " ".join(issued.words))
        mia.presses("Just me")
        mia.picks()
        mia.presses("Start")
        mia.opens("/ask/school")
        return mia

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def recorded(portal):
    """A council that recorded everything."""
    with portal.app.test_request_context():
        record(portal.instance, *everything())


def listen(mia: Child):
    return mia.page.get_by_role("button", name="Listen: How do you feel about school?")


def test_a_voice_that_lives_on_the_machine_says_the_question_and_every_answer(open_for):
    mia = open_for(FAR, OTHER, LOCAL)

    listen(mia).click()

    said = [one for one in mia.page.evaluate("said") if one != "stopped"]
    assert {voice for voice, _ in said} == {"here"}
    assert [text for _, text in said][:3] == [
        "How do you feel about school?",
        "You can pick more than one.",
        "Happy",
    ]
    assert said[-1][1] == "I don’t know"
    assert Watched.of(mia.page).strangers == set()
    mia.page.get_by_role("button", name="Stop").press("Enter")
    assert mia.page.evaluate("said.at(-1)") == "stopped"
    listen(mia).click()
    mia.page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert mia.page.evaluate("said.at(-1)") == "stopped"
    assert listen(mia).bounding_box()["height"] >= 44


@pytest.mark.parametrize("voices", [(), (FAR, OTHER)])
def test_a_voice_that_would_send_the_words_away_or_speaks_another_language_is_never_used(
    open_for, voices
):
    mia = open_for(*voices)

    assert not listen(mia).is_visible()
    mia.page.evaluate("document.querySelector('.listen').click()")
    assert [one for one in mia.page.evaluate("said") if one != "stopped"] == []


@pytest.mark.usefixtures("recorded")
def test_recordings_are_played_one_after_the_other_and_stop_when_asked(open_for):
    mia = open_for(FAR)
    assert not mia.page.evaluate("[...document.querySelectorAll('audio')].some((a) => !a.paused)")
    mia.page.evaluate(THREE_PLAYED)

    mia.page.locator("summary").press("Enter")

    assert mia.page.evaluate("three") == [
        "How do you feel about school?",
        "You can pick more than one.",
        "Happy",
    ]
    assert mia.page.evaluate("said.every((one) => one === 'stopped')")
    mia.page.locator("summary").press("Enter")
    assert mia.page.evaluate("[...document.querySelectorAll('audio')].every((a) => a.paused)")
    assert Watched.of(mia.page).strangers == set()


@pytest.mark.usefixtures("recorded")
def test_without_javascript_each_recording_has_a_player_of_its_own(open_for):
    mia = open_for(script=False)

    mia.page.locator("summary").click()

    assert mia.page.locator("audio").first.is_visible()
    assert mia.page.locator("audio").first.bounding_box()["height"] >= 44


def test_without_javascript_and_recordings_nothing_is_offered(open_for):
    mia = open_for(script=False)

    assert not mia.page.locator(".listen").is_visible()


@pytest.mark.usefixtures("recorded")
def test_what_a_child_said_is_read_back_by_the_machine_alone_and_on_their_own_tap(open_for):
    mia = open_for(LOCAL)
    mia.opens("/ask/worries")
    mia.answers("worries", "The stairs are dark.")
    mia.opens("/check")

    mia.page.get_by_role("button", name="Listen to what I said").click()

    said = [one[1] for one in mia.page.evaluate("said") if one != "stopped"]
    assert "The stairs are dark." in said
    assert Watched.of(mia.page).strangers == set()
    assert not [a for a in Watched.of(mia.page).addresses if "dark" in a]
