"""Measuring a page as it stands in the browser: targets, room, contrast, names and bytes."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from portal.look import THEMES

TARGET, ANSWER, PICTURE_ANSWER, APART = 44, 64, 144, 8
NARROW, PHONE, TABLET = (320, 700), (360, 780), (800, 1000)
A_HAIR = 0.5

AXE = Axe().axe_script

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_OPTIONS = {
    "runOnly": {"type": "tag", "values": _TAGS},
    # What passes the enhanced rule (7:1, and 4.5:1 for big letters) passes the other one.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
}
_COLOURS = ["color-contrast-enhanced", "color-contrast"]
_SHAPE = _OPTIONS | {"rules": {name: {"enabled": False} for name in _COLOURS}}
_CONTRAST = {"runOnly": {"type": "rule", "values": _COLOURS[:1]}, "resultTypes": ["violations"]}
_RUN = """async (options) => (await axe.run(document, options)).violations.map(
  (one) => `axe ${one.id}: ${one.nodes[0].html.slice(0, 120)}`)"""

_AT_REST = """async () => {
  document.documentElement.dataset.still = "";
  await document.fonts.ready;
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
}"""

# Every box that can be hit, an answer being the whole of its card.
_BOXES = """() => {
  const shown = (e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.height > 1
      && box.bottom > 0 && box.right > 0;
  };
  const answers = ".choice__label, .pick, .tile, .answer";
  const others = "a[href], button, select, textarea, summary, input:not([type=hidden])";
  const found = [...document.querySelectorAll(`${answers}, ${others}`)]
    .filter((e) => shown(e) && !e.matches(".choice__button"))
    .map((e) => {
      const target = e.matches("[type=radio], [type=checkbox]") ? e.parentElement : e;
      const box = target.getBoundingClientRect();
      const said = (e.innerText || e.name || e.className || e.tagName).trim();
      return {
        said: said.slice(0, 40), answer: e.matches(answers), graded: !!e.closest(".scale"),
        written: e.matches(".answer"),
        left: box.left, top: box.top, right: box.right, bottom: box.bottom,
      };
    });
  return {boxes: found, wide: document.documentElement.scrollWidth};
}"""

# What names a table, and the notes above it, wherever they are not wholly in sight.
_OUT_OF_SIGHT = """() => [...document.querySelectorAll("caption, .data__note")]
  .filter((one) => one.checkVisibility())
  .map((one) => {
    const said = document.createRange();
    said.selectNodeContents(one);
    return [one.innerText.trim().slice(0, 40), Math.round(said.getBoundingClientRect().right)];
  })
  .filter(([, right]) => right > window.innerWidth + 1)"""
Box = dict[str, Any]


def look_closely(page: Page, version: str) -> list[str]:
    """Name everything about this page that a child could trip over."""
    faults = [*_targets(page)]
    if version == "pictures" and page.locator(".choice, .pick").count():
        _resize(page, TABLET)
        faults += _picture_answers(page)
    _resize(page, NARROW)
    wide = page.evaluate(_BOXES)["wide"]
    faults += [f"{wide} px wide on a screen of {NARROW[0]}"] if wide > NARROW[0] else []
    for said, right in page.evaluate(_OUT_OF_SIGHT):
        faults.append(f"“{said}” goes to {right} px on a screen of {NARROW[0]}")
    _resize(page, PHONE)
    return [*faults, *axe_faults(page)]


def _resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _targets(page: Page) -> Iterator[str]:
    boxes = page.evaluate(_BOXES)["boxes"]
    for box in boxes:
        least = ANSWER if box["answer"] else TARGET
        wide, high = box["right"] - box["left"], box["bottom"] - box["top"]
        if high < least - A_HAIR or wide < TARGET - A_HAIR:
            yield f"“{box['said']}” is {wide:.0f} x {high:.0f} px, not {least} high"
    answers = [box for box in boxes if box["answer"]]
    for one, other in combinations(answers, 2):
        if (gap := _gap(one, other)) < APART - A_HAIR:
            yield f"“{one['said']}” and “{other['said']}” are {gap:.0f} px apart, not {APART}"


def _picture_answers(page: Page) -> Iterator[str]:
    boxes = page.evaluate(_BOXES)["boxes"]
    for box in boxes:
        high = box["bottom"] - box["top"]
        if box["answer"] and not box["written"] and high < PICTURE_ANSWER - A_HAIR:
            yield f"“{box['said']}” is {high:.0f} px high on a tablet, not {PICTURE_ANSWER}"


def _gap(one: Box, other: Box) -> float:
    across = max(one["left"], other["left"]) - min(one["right"], other["right"])
    down = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
    return max(across, down)


def axe_faults(page: Page, options: dict[str, Any] = _OPTIONS) -> list[str]:
    """Name what axe finds, enhanced contrast included, once every colour has come to rest.

    A style that comes after the page lets its buttons fade in, and half a fade is too pale. So
    the page is kept still, as a child can have it too.
    """
    page.evaluate(_AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(_RUN, options)


def axe_faults_in_every_theme(page: Page) -> list[str]:
    """Name what axe finds, and what it finds of the contrast in each of the other themes."""
    faults = axe_faults(page)
    for theme in THEMES[1:]:
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        faults += [f"{theme}: {fault}" for fault in page.evaluate(_RUN, _CONTRAST)]
    return faults


def axe_faults_but_of_colours(page: Page) -> list[str]:
    """Name what axe finds in other words on a page whose colours were judged in English."""
    return axe_faults(page, _SHAPE)
