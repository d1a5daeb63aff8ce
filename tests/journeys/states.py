"""A page whose controls are all pointed at, held by the keyboard, chosen or at work at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Page

from tests.journeys.every_look import faults_of_colour

UNDER = {
    "pointed at": ["hover"],
    "pressed": ["hover", "active"],
    "held by the keyboard": ["focus", "focus-visible", "focus-within"],
}
"""What a control says of itself while somebody’s pointer, finger or keyboard is on it."""

CONTROLS = (
    "a[href], button, summary, select, textarea, input:not([type=hidden]), label, .pick, .tile,"
    " .field__box, fieldset, form, tbody tr"
)
_CHOSEN = """() => document.querySelectorAll("[type=radio], [type=checkbox]")
  .forEach((one) => { one.checked = true; })"""
_AT_WORK = """() => document.querySelectorAll("button, .button, input, select, textarea")
  .forEach((one) => { one.setAttribute("aria-disabled", "true"); })"""


def faults_in_every_state(page: Page) -> list[str]:
    """Name whatever is too pale while something is done to it, in whichever theme.

    All controls at once, which is what each would look like alone: none changes another, and
    what holds a control is pointed at together with it. It leaves the page changed.
    """
    page.evaluate("document.documentElement.dataset.still = ''")
    faults = []
    for said, states in UNDER.items():
        with _under(page, states):
            faults += [f"{said}: {fault}" for fault in faults_of_colour(page)]
    for said, change in {"chosen": _CHOSEN, "at work": _AT_WORK}.items():
        page.evaluate(change)
        faults += [f"{said}: {fault}" for fault in faults_of_colour(page)]
    return faults


@contextmanager
def _under(page: Page, states: list[str]) -> Iterator[None]:
    inside = page.context.new_cdp_session(page)
    inside.send("DOM.enable")
    inside.send("CSS.enable")
    _force(inside, states)
    yield
    inside.detach()


def _force(inside: CDPSession, states: list[str]) -> None:
    root = inside.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    asked = {"nodeId": root, "selector": CONTROLS}
    for node in inside.send("DOM.querySelectorAll", asked)["nodeIds"]:
        inside.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": states})
