"""One child on their way through a form, from the front door to the thank-you.

How they press, choose and type is their hand’s business: a keyboard, a finger, a pointer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol
from urllib.parse import urlsplit

import pytest
import time_machine
from playwright.sync_api import Page

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version
from feedback.services import tray
from feedback.services.rehearse.scene import Scene
from feedback.services.rehearse.today import OpenLetter, Today
from feedback.store.models import Installation
from portal.languages import BY_TAG, ENGLISH
from tests.journeys.served import Portal, installed, served
from tests.portal.children.tongues import said
from tests.road import NOW

VERSIONS = (Version.PICTURES, Version.SHORT, Version.LONGER, Version.FULL, Version.EASY)
HELPED = frozenset({(Stage.CONSULTATION, one) for one in (Version.PICTURES, Version.LONGER)})
"""Filled in with a helper, who hands the screen over for what is the child’s alone."""
GOING = {Version.PICTURES, Version.LONGER, Version.EASY}
UNSAFE = {Version.SHORT: "Only when I send", Version.EASY: "Tell someone now"}
STEPS = 60
FROM_THE_RIGHT = "الدرج مظلم في الليل"
NAN, NAN_FROM_THE_RIGHT = "Nan", "جدتي"
RIGHT_TO_LEFT = {FROM_THE_RIGHT, NAN_FROM_THE_RIGHT}
PRIVATE = "Only for you, please. Żółw 🐢"


_WAYS = """(words) => [...document.querySelectorAll("main .theirs:not(text)")]
  .filter((one) => one.textContent.trim() === words)
  .map((one) => getComputedStyle(one).direction)"""


class Hand(Protocol):
    """However somebody moves about a page."""

    page: Page

    def skip_to_main(self) -> None: ...
    def press(self, *words: str) -> None: ...
    def type_into(self, name: str, text: str) -> None: ...
    def choose_one(self, name: str, value: str) -> None: ...
    def choose_several(self, name: str, values: Iterable[str]) -> None: ...


@dataclass(frozen=True)
class Council:
    """A portal in which every form of every version is open to somebody, in any language."""

    portal: Portal
    letters: dict[tuple[Stage, Version], OpenLetter]


@pytest.fixture(scope="module")
def today(tmp_path_factory, keys_folder, migrated, weather) -> Iterator[Council]:
    settings = installed(tmp_path_factory.mktemp("today"), keys_folder, migrated, weather)
    offering = replace(settings, pseudo=True)
    with time_machine.travel(NOW, tick=True), served(offering) as portal:
        scene = Scene(portal.store, portal.keys, load_catalogue(), portal.instance)
        with portal.store.begin() as transaction:
            transaction.add(Installation(id=1, made_up=True))
            tray.week_key(transaction, scene.weeks, now=NOW)
        letters = Today(scene, Random(1), "Alison Hargreaves", NOW).set_up()
        yield Council(portal, {(letter.stage, letter.version): letter for letter in letters})


@dataclass
class Walk:
    """One child on their way, from the front door to the thank-you."""

    hand: Hand
    letter: OpenLetter
    words: str = "The dog, please. Żółw 🐢"
    tongue: str = ENGLISH.tag
    named: str = ""

    @property
    def is_helped(self) -> bool:
        return (self.letter.stage, self.letter.version) in HELPED

    @property
    def page(self) -> Page:
        return self.hand.page

    def from_the_letter_to_the_thank_you(self, home: str) -> None:
        self.page.goto(home)
        if self.tongue != ENGLISH.tag:
            self.page.locator(".tongues__open").click()
            self.hand.press(BY_TAG[self.tongue].name)
        for _ in range(STEPS):
            place = urlsplit(self.page.url).path.removeprefix("/")
            self._looks_round()
            if place == "sent":
                return
            self.hand.skip_to_main()
            self._step(place)
        raise AssertionError(f"no end came; the last page was {self.page.url}")

    def reads_what_was_sent(self, home: str) -> None:
        """Find it again after Send, to the letter, and see it go as it was written."""
        self.page.goto(f"{home}/what-happened")
        self._finds_what_was_written()

    def _looks_round(self) -> None:
        """See a page of one’s own language that is no wider than the screen."""
        html, screen = self.page.locator("html"), self.page.viewport_size["width"]
        assert html.get_attribute("dir") == BY_TAG[self.tongue].direction, self.page.url
        assert html.evaluate("(html) => html.scrollWidth") <= screen, self.page.url

    def _finds_what_was_written(self) -> None:
        for words in filter(None, (self.words, self.named)):
            assert set(self.page.evaluate(_WAYS, words)) == {way_of(words)}, self.page.url

    def _presses(self, *words: str) -> None:
        self.hand.press(*(said(self.tongue, one) for one in words))

    def _step(self, place: str) -> None:
        if place.startswith("ask/"):
            self._answer(place.removeprefix("ask/"))
        else:
            self._page(place)

    def _page(self, place: str) -> None:
        hand, letter = self.hand, self.letter
        if place == "":
            hand.type_into("number", letter.number)
            hand.type_into("words", " ".join(letter.words))
            self._presses("Open my page")
        elif place == "hello":
            self._presses("Me, and someone helps me" if self.is_helped else "Just me")
        elif place == "safe":
            self._presses(UNSAFE[letter.version], "Go on")
        elif place == "check":
            self._reads_it_back()
            self._presses("Send")
        else:
            self._presses(*NEXT[place])

    def _reads_it_back(self) -> None:
        """See all that was said, but what is private where a helper looks on."""
        shown = self.page.locator(".answers").inner_text()
        assert self.words in shown
        self._finds_what_was_written()
        if self.letter.stage is Stage.CONSULTATION:
            assert (PRIVATE in shown) is not self.is_helped

    def _answer(self, question: str) -> None:
        if self.page.locator(f"main [name='{question}.1.who']").count():
            self._names_somebody(question)
        else:
            self._says(question)
        self._presses("Next")

    def _names_somebody(self, question: str) -> None:
        self.named = NAN_FROM_THE_RIGHT if self.words in RIGHT_TO_LEFT else NAN
        self._writes(f"{question}.1.who", self.named)
        self.hand.choose_one(f"{question}.1.close", "near")
        self.hand.choose_one(f"{question}.1.wish", "more")
        self._writes(f"{question}.words", self.words)

    def _says(self, question: str) -> None:
        fields = self.page.locator(f"main [name='{question}']")
        values = [one.get_attribute("value") for one in fields.all()]
        kind = fields.first.get_attribute("type")
        if kind == "radio":
            self.hand.choose_one(question, self._choice(question, values))
        elif kind == "checkbox":
            self.hand.choose_several(question, values if question == "topics" else values[:2])
        else:
            self._writes(question, PRIVATE if question == "only-iro" else self.words)

    def _writes(self, name: str, words: str) -> None:
        """Write, and see it go the way that it is read."""
        self.hand.type_into(name, words)
        place = self.page.locator(f"main [name='{name}']").first
        goes = place.evaluate("(place) => getComputedStyle(place).direction")
        assert goes == way_of(words), name

    def _choice(self, question: str, values: list[str]) -> str:
        if question == "go":
            return "yes" if self.letter.version in GOING else "no"
        if question == "safe":
            return "no" if self.letter.version in UNSAFE else "yes"
        return values[len(values) // 2]


def way_of(words: str) -> str:
    """Say which way these words go, whatever the page around them does."""
    return "rtl" if words in RIGHT_TO_LEFT else "ltr"


NEXT = {
    "helper": ("My carer",),
    "hand-over": ("It is me now",),
    "just-you": ("It is me now",),
    "pictures": ("apple", "I will remember them"),
    "who-sees": ("Start",),
}
