"""A finger on a touch screen, and a pointer in a browser without JavaScript."""

from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Pointer:
    """A mouse before a page."""

    page: Page

    def skip_to_main(self) -> None:
        """See at once where the page begins."""

    def press(self, *words: str) -> None:
        """Press the first button or link in sight that begins with one of these words."""
        for one in self.page.locator("main").locator("a, button").all():
            if one.is_visible() and one.inner_text().strip().startswith(words):
                with self.page.expect_navigation():
                    self._touch(one)
                return
        raise AssertionError(f"nothing on {self.page.url} says {words}")

    def type_into(self, name: str, text: str) -> None:
        """Touch the place to write, and write."""
        self._touch(self.page.locator(f"main [name='{name}']").first)
        self.page.keyboard.type(text)

    def choose_one(self, name: str, value: str) -> None:
        """Touch the card of an answer, not the small button in it."""
        self._choose(name, value)

    def choose_several(self, name: str, values: Iterable[str]) -> None:
        """Touch several cards."""
        for value in values:
            self._choose(name, value)

    def _choose(self, name: str, value: str) -> None:
        button = self.page.locator(f"main [name='{name}'][value='{value}']")
        self._touch(self.page.locator(f"label[for='{button.get_attribute('id')}']"))
        assert button.is_checked(), f"{name}: touching {value} does not choose it"

    def _touch(self, one: Locator) -> None:
        one.click()


@dataclass
class Finger(Pointer):
    """A finger on a phone."""

    def _touch(self, one: Locator) -> None:
        one.tap()
