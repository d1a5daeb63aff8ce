"""A child before the screen: a browser that knows the road and counts the taps."""

from dataclasses import dataclass, field

from bs4 import Tag
from werkzeug.test import TestResponse

from portal.languages import BY_TAG, ENGLISH
from tests.browser import Browser
from tests.portal.children.tongues import plain_english, said
from tests.road import PICTURES, Road


@dataclass
class Child(Browser):
    """Somebody with a letter. ``taps`` counts every press, choice and place to write."""

    road: Road = None
    taps: int = 0
    asked: list[str] = field(default_factory=list)
    tongue: str = ENGLISH.tag

    def speaks(self, tag: str) -> "Child":
        """Choose a language by its own name, and read and press everything in it from now on."""
        self.open("/").press(BY_TAG[tag].name)
        self.tongue = tag
        return self

    def press(self, button: str = "", /, **answers: str | list[str]) -> "Child":
        return super().press(said(self.tongue, button) if button else "", **answers)

    def follow(self, words: str) -> "Child":
        return super().follow(said(self.tongue, words))

    def comes_in(self) -> "Child":
        """Type in the letter, at a front door that knows nobody’s language."""
        tongue, self.tongue = self.tongue, ENGLISH.tag
        self.open("/")
        if tongue != ENGLISH.tag:
            self.speaks(tongue)
        return self.press(number=self.road.issued.letter.number, words=self.words)

    @property
    def words(self) -> str:
        return " ".join(self.road.issued.words)

    def says_who(self, who: str = "Just me", helper: str = "") -> "Child":
        self.tap(who)
        return self.tap(helper) if helper else self

    def settles_in(self) -> "Child":
        """Come in alone, choose three pictures, and stand before the first question."""
        self.comes_in().says_who().picks()
        return self.tap("Start")

    def comes_back(self, three: tuple[str, ...] = PICTURES) -> "Child":
        """Come in again another day, as whoever knows the words and the pictures."""
        self.leaves().comes_in()
        if self.page.select_one("form[action='/who']"):
            self.says_who()
        else:
            self.follow("See what happened")
        return self.picks(three)

    def leaves(self) -> "Child":
        """Press Leave this page, which leads to another site where no test follows."""
        self.client.get("/leave")
        return self

    def picks(self, three: tuple[str, ...] = PICTURES) -> "Child":
        for name in three:
            self.tap(name)
        return self

    def tap(self, button: str) -> "Child":
        self.taps += 1
        return self.press(button)

    def taps_link(self, words: str) -> "Child":
        self.taps += 1
        return self.follow(words)

    def goes_to(self, question: str) -> "Child":
        return self.open(f"/ask/{question}")

    def answers_everything(self, **instead: str | list[str]) -> "Child":
        """Answer every question until the page that reads them back, choosing every topic."""
        while "/ask/" in self.path:
            self.answers(**instead)
        return self

    def answers(self, **instead: str | list[str]) -> "Child":
        """Answer the question on the page with its first answer, or as told."""
        name = self.path.rpartition("/")[2]
        self.asked.append(name)
        if name == "topics" and name not in instead:
            return self.tap("All of these")
        if self.page.select_one(f"[name='{name}.1.who']"):
            return self.names_somebody(name)
        said = instead.get(name.replace("-", "_"), self._first_answer(name))
        self.taps += 1 if isinstance(said, str) else len(said)
        self.taps += 1
        return self.press("Next", **{name: said})

    def names_somebody(self, question: str = "people", **more: str) -> "Child":
        """Say who, how close and whether to see them more."""
        said = {"1.who": "Nan", "1.close": "near", "1.wish": "more"} | more
        self.taps += len(said) + 1
        return self.press("Next", **{f"{question}.{part}": each for part, each in said.items()})

    def misses_everything(self) -> "Child":
        while "/ask/" in self.path:
            self.misses_one()
        return self

    def misses_one(self) -> "Child":
        self.asked.append(self.path.rpartition("/")[2])
        return self.tap("Miss this one")

    def _read(self, response: TestResponse) -> "Child":
        super()._read(response)
        if self.tongue != ENGLISH.tag and response.mimetype == "text/html":
            html, language = self.page.html, BY_TAG[self.tongue]
            assert (html["lang"], html["dir"]) == (language.tag, language.direction), self.path
            untranslated = plain_english(self.page)
            assert not untranslated, f"untranslated on {self.path}: {untranslated}"
        return self

    def _first_answer(self, name: str) -> str | list[str]:
        field: Tag = self.page.select_one(f"[name='{name}']")
        return field["value"] if field.get("type") in {"radio", "checkbox"} else "The dog, please."
