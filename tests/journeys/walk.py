"""One child on their way through a form, from the front door to the thank-you.

How they press, choose and type is their hand’s business: a keyboard, a finger, a pointer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from tests.journeys.served import Portal, installed, served
from tests.road import NOW

VERSIONS = (Version.PICTURES, Version.SHORT, Version.LONGER, Version.FULL, Version.EASY)
HELPED = frozenset({(Stage.CONSULTATION, one) for one in (Version.PICTURES, Version.LONGER)})
"""Filled in with a helper, who hands the screen over for what is the child’s alone."""
GOING = {Version.PICTURES, Version.LONGER, Version.EASY}
UNSAFE = {Version.SHORT: "Only when I send", Version.EASY: "Tell someone now"}
STEPS = 60
FROM_THE_RIGHT = "الدرج مظلم في الليل"
PRIVATE = "Only for you, please. Żółw 🐢"


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
    """A portal in which every form of every version is open to somebody."""

    portal: Portal
    letters: dict[tuple[Stage, Version], OpenLetter]


@pytest.fixture(scope="module")
def today(tmp_path_factory, keys_folder, migrated, weather) -> Iterator[Council]:
    settings = installed(tmp_path_factory.mktemp("today"), keys_folder, migrated, weather)
    with time_machine.travel(NOW, tick=True), served(settings) as portal:
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

    @property
    def is_helped(self) -> bool:
        return (self.letter.stage, self.letter.version) in HELPED

    @property
    def page(self) -> Page:
        return self.hand.page

    def from_the_letter_to_the_thank_you(self, home: str) -> None:
        self.page.goto(home)
        for _ in range(STEPS):
            place = urlsplit(self.page.url).path.removeprefix("/")
            if place == "sent":
                return
            self.hand.skip_to_main()
            self._step(place)
        raise AssertionError(f"no end came; the last page was {self.page.url}")

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
            hand.press("Open my page")
        elif place == "hello":
            hand.press("Me, and someone helps me" if self.is_helped else "Just me")
        elif place == "safe":
            hand.press(UNSAFE[letter.version], "Go on")
        elif place == "check":
            self._reads_it_back()
            hand.press("Send")
        else:
            hand.press(*NEXT[place])

    def _reads_it_back(self) -> None:
        """See all that was said, but what is private where a helper looks on."""
        shown = self.page.locator(".answers").inner_text()
        assert self.words in shown
        if self.letter.stage is Stage.CONSULTATION:
            assert (PRIVATE in shown) is not self.is_helped

    def _answer(self, question: str) -> None:
        if self.page.locator(f"main [name='{question}.1.who']").count():
            self._names_somebody(question)
        else:
            self._says(question)
        self.hand.press("Next")

    def _names_somebody(self, question: str) -> None:
        self.hand.type_into(f"{question}.1.who", "Nan")
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
        assert goes == ("rtl" if words == FROM_THE_RIGHT else "ltr"), name

    def _choice(self, question: str, values: list[str]) -> str:
        if question == "go":
            return "yes" if self.letter.version in GOING else "no"
        if question == "safe":
            return "no" if self.letter.version in UNSAFE else "yes"
        return values[len(values) // 2]


NEXT = {
    "helper": ("My carer",),
    "hand-over": ("It is me now",),
    "just-you": ("It is me now",),
    "pictures": ("apple", "I will remember them"),
    "who-sees": ("Start",),
}
