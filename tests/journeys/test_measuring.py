"""The measures find what they should, so that a page without a fault says something."""

import pytest

from tests.journeys.every_look import NARROW, faults_in_every_look
from tests.journeys.keyboard import Keyboard
from tests.journeys.measuring import look_closely
from tests.journeys.states import faults_in_every_state

pytestmark = pytest.mark.browser

SOUND = """<!DOCTYPE html><html lang="en-GB" data-theme="light"><title>Sound</title><style>
  body {{ margin: 0 }} .choice__label, a {{ display: block; min-height: 64px; margin-bottom: 8px }}
  {style}
</style><main><h1>Sound</h1>{more}
<div class="choice"><label class="choice__label">One</label></div>
<div class="choice"><label class="choice__label">Other</label></div>
<a href="/">Go on</a></main>"""
EDGES = "main .choice__label, main a, button { border: 2px solid #444; color: #000 }"


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    yield context.new_page()
    context.close()


def test_a_sound_page_has_no_faults(page):
    page.set_content(SOUND.format(style="", more=""))

    assert look_closely(page, "short") == []


@pytest.mark.parametrize(
    ("style", "more", "fault"),
    [
        ("main .choice__label { min-height: 50px }", "", "“One” is 360 x 50 px, not 64 high"),
        ("main a { min-height: 30px }", "", "“Go on” is 360 x 30 px, not 44 high"),
        (".choice__label { margin-bottom: 3px }", "", "“One” and “Other” are 3 px apart, not 8"),
        ("h1 { width: 340px }", "", "340 px wide on a screen of 320"),
        ("a { color: #6a6a6a }", "", 'axe color-contrast-enhanced: <a href="/">Go on</a>'),
        ("", "<input type=hidden><input>", "axe label: <input>"),
    ],
)
def test_a_page_with_a_fault_is_found_out(page, style, more, fault):
    page.set_content(SOUND.format(style=style, more=more))

    assert fault in look_closely(page, "short")


def test_an_answer_too_small_for_a_young_child_is_found_out_on_a_tablet(page):
    page.set_content(SOUND.format(style="", more=""))

    assert "“One” is 64 px high on a tablet, not 144" in look_closely(page, "pictures")


def test_a_focus_that_nobody_can_see_is_found_out(page):
    page.set_content(SOUND.format(style="a:focus { outline: none }", more=""))
    keyboard = Keyboard(page)

    keyboard.tab_to(lambda stop: stop["words"] == "Go on")

    assert keyboard.faults == {"about:blank: no focus to see on Go on"}


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("[data-theme=dark] a { color: #777 }", "dark 1 1 ltr: “Go on” has 4.5 to 1"),
        (
            ".choice__label { border: 2px solid #ccc }",
            "light 1 1 ltr: the edge of “One” has 1.6 to 1",
        ),
        (
            "[data-size='4'] h1 { width: 400px }",
            "light 4 2 ltr: 400 px wide on a screen of 320",
        ),
        (
            "[data-size='3'] h1 { width: 400px }",
            "light 3 1 ltr: 400 px wide on a screen of 320",
        ),
        ("[dir=rtl] a { min-height: 20px }", "light 1 1 rtl: “Go on” is 320 x 20 px, not 44 high"),
        (
            "[data-space='2'] .choice__label { margin: 0 }",
            "light 1 2 ltr: “One” and “Other” are 0 px apart",
        ),
        ("a { white-space: nowrap; width: 20px }", "light 1 1 ltr: “Go on” is cut"),
    ],
)
def test_a_fault_that_one_look_alone_has_is_found_out(page, style, fault):
    page.set_viewport_size({"width": NARROW.width, "height": NARROW.height})
    page.set_content(SOUND.format(style=style, more=""))

    assert fault in faults_in_every_look(page, NARROW)


def test_a_page_sound_in_every_look_has_no_faults(page):
    page.set_content(SOUND.format(style=EDGES, more=""))

    assert faults_in_every_look(page, NARROW) == []


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("main a:hover { color: #777 }", "pointed at: light 1 1 ltr: “Go on” has 4.5 to 1"),
        ("main a:active { color: #777 }", "pressed: light 1 1 ltr: “Go on” has 4.5 to 1"),
        (
            "[data-theme=cream] a:focus-visible { color: #777 }",
            "held by the keyboard: cream 1 1 ltr: “Go on” has 4.5 to 1",
        ),
        (
            "fieldset:focus-within { background: #777 }",
            "held by the keyboard: light 1 1 ltr: “Nan” has 4.7 to 1",
        ),
        ("input:checked + b { color: #777 }", "chosen: light 1 1 ltr: “Nan” has 4.5 to 1"),
        ("[aria-disabled] { color: #777 }", "at work: light 1 1 ltr: “Send” has 3.9 to 1"),
    ],
)
def test_a_fault_that_one_state_alone_has_is_found_out(page, style, fault):
    more = "<fieldset><input type=radio><b>Nan</b></fieldset><button class=go>Send</button>"
    page.set_content(SOUND.format(style=EDGES + style, more=more))

    assert fault in faults_in_every_state(page)


def test_a_page_sound_in_every_state_has_no_faults(page):
    page.set_content(SOUND.format(style=EDGES, more="<button>Send</button>"))

    assert faults_in_every_state(page) == []
