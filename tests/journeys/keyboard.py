"""Somebody who uses a keyboard and nothing else: Tab, the arrows, Space and Enter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

Stop = dict[str, Any]
_FAR = 90

# What has the focus, and whether anybody could see that it has.
_FOCUSED = """() => {
  const one = document.activeElement;
  const near = [one, one.nextElementSibling, one.closest(".choice, label")].filter(Boolean);
  const ringed = near.some((e) => {
    const style = getComputedStyle(e);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = (one.labels?.[0] && one.matches("[type=radio], [type=checkbox]")
    ? one.labels[0] : one).getBoundingClientRect();
  return {
    tag: one.tagName.toLowerCase(), type: one.type ?? "", name: one.name ?? "",
    value: one.value ?? "", checked: !!one.checked, inMain: !!one.closest("main"),
    words: (one.innerText || one.getAttribute("aria-label") || "").trim(),
    ringed, inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""


@dataclass
class Keyboard:
    """A keyboard before a page. ``faults`` names each stop whose focus nobody could see."""

    page: Page
    faults: set[str] = field(default_factory=set)

    @property
    def focused(self) -> Stop:
        return self.page.evaluate(_FOCUSED)

    def tab_to(self, wanted: Callable[[Stop], bool]) -> Stop:
        """Press Tab until something is reached; it must be there."""
        for _ in range(_FAR):
            self.page.keyboard.press("Tab")
            stop = self.focused
            if stop["tag"] == "body":
                continue
            if not (stop["ringed"] and stop["inSight"]):
                self.faults.add(f"{self.page.url}: no focus to see on {stop['words'] or stop}")
            if wanted(stop):
                return stop
        raise AssertionError(f"nothing like that is reached by Tab on {self.page.url}")

    def skip_to_main(self) -> None:
        """Take the first stop of the page, which leads past what every page has."""
        self.tab_to(lambda stop: stop["words"] == "Skip to the page")
        self.page.keyboard.press("Enter")

    def press(self, *words: str) -> None:
        """Tab to the button or link that begins with one of these words, and press Enter."""
        self.tab_to(
            lambda stop: stop["tag"] in {"a", "button"} and stop["words"].startswith(words)
        )
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type_into(self, name: str, text: str) -> None:
        self.tab_to(lambda stop: stop["name"] == name)
        self.page.keyboard.type(text)

    def choose_one(self, name: str, value: str) -> None:
        """Choose among radio buttons: Space takes the first, an arrow the next."""
        self.tab_to(lambda stop: stop["name"] == name)
        self.page.keyboard.press("Space")
        for _ in range(_FAR):
            stop = self.focused
            assert stop["checked"], f"{name}: neither Space nor an arrow chooses {stop['value']}"
            if stop["value"] == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name}: {value} is not reached by arrows")

    def choose_several(self, name: str, values: Iterable[str]) -> None:
        """Tick boxes with Space, in their order."""
        for value in values:
            self.tab_to(lambda stop, value=value: (stop["name"], stop["value"]) == (name, value))
            self.page.keyboard.press("Space")
            assert self.focused["checked"], f"{name}: Space does not tick {value}"
