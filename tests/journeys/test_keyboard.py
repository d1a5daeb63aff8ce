"""Every version of both forms, by keyboard alone, and every page of it measured on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
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
from tests.journeys.keyboard import Keyboard
from tests.journeys.measuring import look_closely
from tests.journeys.served import Portal, installed, served
from tests.journeys.watching import PHONE, Watched
from tests.road import NOW

pytestmark = pytest.mark.browser

PAGE, FIRST_VISIT = 10_000, 50_000  # bytes, gzipped
VERSIONS = (Version.PICTURES, Version.SHORT, Version.LONGER, Version.FULL, Version.EASY)
HELPED = (Stage.CONSULTATION, Version.LONGER)
GOING = {Version.PICTURES, Version.LONGER, Version.EASY}
UNSAFE = {Version.SHORT: "Only when I send", Version.EASY: "Tell someone now"}
STEPS = 60


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


@pytest.fixture
def page(today: Council, chromium) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
    yield Watched(context, today.portal).page()
    context.close()


@dataclass
class Walk:
    """One child on their way, from the front door to the thank-you."""

    keyboard: Keyboard
    letter: OpenLetter
    faults: dict[str, list[str]] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.keyboard.page

    def from_the_letter_to_the_thank_you(self, home: str) -> None:
        self.page.goto(home)
        for _ in range(STEPS):
            self._look()
            place = urlsplit(self.page.url).path.removeprefix("/")
            if place == "sent":
                return
            self.keyboard.skip_to_main()
            self._step(place)
        raise AssertionError(f"no end came; the last page was {self.page.url}")

    def _look(self) -> None:
        version = self.page.locator("body").get_attribute("data-version")
        if found := look_closely(self.page, version):
            self.faults[self.page.url] = found

    def _step(self, place: str) -> None:
        if place.startswith("ask/"):
            self._answer(place.removeprefix("ask/"))
        else:
            self._page(place)

    def _page(self, place: str) -> None:
        keys, letter = self.keyboard, self.letter
        if place == "":
            keys.type_into("number", letter.number)
            keys.type_into("words", " ".join(letter.words))
            keys.press("Open my page")
        elif place == "hello":
            helped = (letter.stage, letter.version) == HELPED
            keys.press("Me, and someone helps me" if helped else "Just me")
        elif place == "safe":
            keys.press(UNSAFE[letter.version], "Go on")
        else:
            keys.press(*NEXT[place])

    def _answer(self, question: str) -> None:
        fields = self.page.locator(f"main [name='{question}']")
        values = [one.get_attribute("value") for one in fields.all()]
        kind = fields.first.get_attribute("type")
        if kind == "radio":
            self.keyboard.choose_one(question, self._choice(question, values))
        elif kind == "checkbox":
            self.keyboard.choose_several(question, values if question == "topics" else values[:2])
        else:
            self.keyboard.type_into(question, "The dog, please. Żółw 🐢")
        self.keyboard.press("Next")

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
    "check": ("Send",),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("stage", [Stage.CONSULTATION, Stage.EVALUATION])
def test_every_version_is_filled_in_by_keyboard_on_pages_without_a_fault(
    today, page, stage, version
):
    walk = Walk(Keyboard(page), today.letters[stage, version])
    met = slice(len(today.portal.wire.exchanges), None)

    walk.from_the_letter_to_the_thank_you(today.portal.address)

    assert walk.faults == {}
    assert walk.keyboard.faults == set()
    pages = [one for one in today.portal.wire.exchanges[met] if one.is_page]
    assert {one.address: one.gzipped for one in pages if one.gzipped > PAGE} == {}
    assert Watched.of(page).strangers == set()


def test_a_first_visit_weighs_no_more_than_fifty_kilobytes(today, page):
    wire = today.portal.wire
    before = len(wire.exchanges)

    page.goto(today.portal.address, wait_until="networkidle")

    came = wire.exchanges[before:]
    assert {one.status for one in came} == {200}
    assert sum(one.gzipped for one in came) <= FIRST_VISIT
    assert Watched.of(page).strangers == set()
