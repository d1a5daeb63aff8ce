"""The people of the main journey before their browsers: what each of them does there."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.served import Portal
from tests.people import Enrolment, code_of

PICTURES = ("cat", "moon", "kite")
SEEN = 550
"""Milliseconds before which a tap is the second of two: none answers what it has not seen."""

_PATIENCE = 20_000
"""Milliseconds of waiting for a page that looks again every two seconds, on a busy machine."""


@dataclass
class AtAScreen:
    """Somebody before a page."""

    portal: Portal
    page: Page

    def opens(self, path: str) -> None:
        self.page.goto(self.portal.address + path)

    def presses(self, words: str) -> None:
        """Press the button that says this, wherever its form leads."""
        button = self.page.get_by_role("button", name=words, exact=True).first
        assert button.count(), f"no button says {words!r} on “{self.heading}”"
        with self.page.expect_navigation():
            self.taps(button)

    def follows(self, words: str) -> None:
        with self.page.expect_navigation():
            self.taps(self.page.get_by_role("link", name=words).first)

    def taps(self, one: Locator, *, awaited: bool = True) -> None:
        """Tap something; not ``awaited`` where what comes of it is held up."""
        self.sees()
        one.click(no_wait_after=not awaited)

    def sees(self) -> None:
        """See what has come, which somebody at a desk does at once."""

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.portal.address)

    @property
    def own_words(self) -> list[str]:
        """Return what stands on the page as a child’s own words, to the letter."""
        return self.page.locator("q.theirs, blockquote.theirs").all_text_contents()


class Child(AtAScreen):
    """Somebody with a letter in their hand."""

    def sees(self) -> None:
        """Take the time that two taps of one finger are quicker than."""
        stood = self.page.evaluate("performance.now()")
        self.page.wait_for_timeout(max(0, SEEN - stood))

    def comes_in(self, number: str, words: str) -> None:
        self.opens("/")
        self.page.get_by_label("Letter number").fill(number)
        self.page.get_by_label("Your four words").fill(words)
        self.presses("Open my page")

    def picks(self, three: tuple[str, ...] = PICTURES) -> None:
        for name in three:
            self.presses(name)

    def answers(self, question: str, *said: str) -> None:
        """Answer the question of this page, which must be the one meant, and go on."""
        assert self.path.partition("?")[0] == f"/ask/{question}"
        in_rows = self.page.locator(f"[name='{question}.words']")
        fields = in_rows if in_rows.count() else self.page.locator(f"[name='{question}']")
        if fields.first.get_attribute("type") in {"radio", "checkbox"}:
            self.sees()
            for value in said:
                self.page.locator(f"[name='{question}'][value='{value}']").check(force=True)
        else:
            for field, value in zip(fields.all(), said, strict=False):
                field.fill(value)
        self.presses("Next")


class Staff(AtAScreen):
    """Somebody with a password and an authenticator."""

    def signs_in(self, enrolment: Enrolment) -> None:
        self.opens("/staff/sign-in")
        self.page.locator("[name=email]").fill(enrolment.email)
        self.page.locator("[name=password]").fill(enrolment.password)
        self.presses("Go on")
        self.page.locator("[name=code]").fill(code_of(self.portal.app, enrolment))
        self.presses("Sign in")

    def waits_for(self, heading: str) -> None:
        """Stay on a page that looks again by itself until it says this.

        Opening it again instead would meet its own look now and then, and come to nothing.
        """
        expect(self.page.locator("h1")).to_have_text(heading, timeout=_PATIENCE)

    def chooses(self, **choices: str) -> None:
        for name, value in choices.items():
            self.page.locator(f"[name='{name}'][value='{value}']").check(force=True)
