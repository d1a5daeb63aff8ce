"""A child who does not give up: when the server dies under a page, asks for it again."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from benchmarks import child as screen
from benchmarks.child import Visitor
from benchmarks.line import Answered, Line
from benchmarks.made_up_letters import Letter

_PATIENCE = 600
_PAUSE = 0.1
_RECEIPT = re.compile(r"Your receipt is ([A-Z2-7]{5}-[A-Z2-7]{5})")
_WHO, _KEEP, _SKIP = (f'action="/{form}"' for form in ("who", "pictures/keep", "pictures/skip"))
_KEY = re.compile(r'name="key" value="([^"]+)"')
_MORE = "/say-more/one-more-thing"
_PICTURES = ("cat", "moon", "kite")


class Kind(StrEnum):
    """What is sent under a letter."""

    VIEWS = "views"
    SHEET = "sheet"
    MORE = "more"
    """One more thing, after views were sent: a submission of its own."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a child was told is safe: under which letter, and the receipt of views."""

    number: str
    kind: Kind
    receipt: str
    place: int = 0
    """Which one more thing of this child it is, from 1."""

    @property
    def said(self) -> str:
        """Return the words in it, which nothing else that was sent has."""
        return words_of(self.number, self.place)


@dataclass(frozen=True, slots=True)
class Road:
    """How a child goes: through every question or to one alone, and how often on after Send."""

    whole: bool = False
    pictures: bool = True
    more: int = 0


class Answering(Protocol):
    """Whatever answers a request: a server on a port, or a portal in this process."""

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered: ...


class HungUpError(ConnectionError):
    """The server went while a page was on its way."""


class DyingLine(Line):
    """A connection from an address of its own to a server that may die at any moment."""

    def __init__(self, port: int, address: str) -> None:
        super().__init__(port)
        self.address = address

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        return super().ask(method, path, f"{cookie}\r\nX-Forwarded-For: {self.address}", body)

    def _more(self) -> bytes:
        try:
            return super()._more()
        except SystemExit as gone:
            raise HungUpError from gone


@dataclass
class Patient(Visitor):
    """Somebody before a screen who presses once more when nothing came, and counts it."""

    line: Answering | None = field(default=None, repr=False)
    port: int = 0
    address: str = "198.51.100.1"
    again: int = 0

    def _ask(self, method: str, path: str, body: str | None) -> None:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                self.line = self.line or DyingLine(self.port, self.address)
                return super()._ask(method, path, body)
            except OSError:
                self.hang_up()
                self.again += 1
                if time.monotonic() > end:
                    raise
                time.sleep(_PAUSE)

    def hang_up(self) -> None:
        """Let go of the line, if there is one."""
        if isinstance(self.line, Line):
            self.line.close()
        self.line = None


def words_of(number: str, place: int = 0) -> str:
    """Return what the child with this letter says, at Send or as one more thing after it."""
    return f"Kept for {number} and nobody else, part {place}"


def sends(child: Patient, letter: Letter, kind: Kind, road: Road) -> Iterator[Acknowledged]:
    """Walk from the letter to the thank-you and perhaps on; give each thing once it is safe."""
    child.get("/")
    child.post("/", [("number", letter.number), ("words", letter.words)])
    if _WHO not in child.page:  # it was sent before the power went, and nobody heard of it
        child.get("/sent")
    else:
        _settles_in(child, road)
        _says_and_sends(child, letter, kind, road)
    _must_be_on(child, "/sent")
    receipt = _RECEIPT.search(child.page)
    yield Acknowledged(letter.number, kind, receipt[1] if receipt else "")
    for place in range(1, road.more + 1) if kind is Kind.VIEWS else ():
        _says_more(child, words_of(letter.number, place))
        yield Acknowledged(letter.number, Kind.MORE, "", place)


def _must_be_on(child: Patient, path: str) -> None:
    if child.path != path:
        raise SystemExit(f"It was not sent; the last page was {child.path}.")


def _settles_in(child: Patient, road: Road) -> None:
    """Choose three pictures, pick the same again, or go on without."""
    child.post("/who", [("who", "child")])
    if not road.pictures and _SKIP in child.page:
        child.post("/pictures/skip")
        return
    for picture in _PICTURES:
        child.post("/pictures", [("picture", picture)])
    if _KEEP in child.page:
        child.post("/pictures/keep")


def _says_and_sends(child: Patient, letter: Letter, kind: Kind, road: Road) -> None:
    while road.whole and kind is Kind.VIEWS and child.path.startswith("/ask/"):
        screen._answers(child)  # noqa: SLF001  the same child as the benchmark’s
    said = "worries" if kind is Kind.VIEWS else "more"
    child.get(f"/ask/{said}")
    _says(child, said, words_of(letter.number))
    child.post("/check")


def _says(child: Patient, name: str, words: str) -> None:
    number = screen._HIDDEN.search(child.page)  # noqa: SLF001  as above
    fields = [(name, words), ("letter", number[1] if number else ""), ("do", "next")]
    child.post(f"/ask/{name}", fields)


def _says_more(child: Patient, words: str) -> None:
    child.get(_MORE)
    key = _KEY.search(child.page)
    child.post(_MORE, [("one-more-thing", words), ("key", key[1] if key else "")])
    _must_be_on(child, "/added")
