"""A child who does not give up: when the server dies under a page, asks for it again."""

import re
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from benchmarks import child as screen
from benchmarks.child import Visitor
from benchmarks.line import Answered, Line
from benchmarks.made_up_letters import Letter

_PATIENCE = 60
_PAUSE = 0.02
_RECEIPT = re.compile(r"Your receipt is ([A-Z2-7]{5}-[A-Z2-7]{5})")
_WHO, _KEEP = 'action="/who"', 'action="/pictures/keep"'
_PICTURES = ("cat", "moon", "kite")


class Kind(StrEnum):
    """What is sent under a letter."""

    VIEWS = "views"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a child was told is safe: under which letter, and the receipt of views."""

    number: str
    kind: Kind
    receipt: str


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


def words_of(number: str) -> str:
    """Return what the child with this letter says, which no other child says."""
    return f"Kept for {number} and nobody else"


def sends(child: Patient, letter: Letter, kind: Kind, *, whole: bool) -> Acknowledged:
    """Walk from the letter to the thank-you; every question of the form when ``whole``."""
    child.get("/")
    child.post("/", [("number", letter.number), ("words", letter.words)])
    if _WHO not in child.page:  # it was sent before the power went, and nobody heard of it
        child.get("/sent")
    else:
        _settles_in(child)
        _says_and_sends(child, letter, kind, whole=whole)
    if child.path != "/sent":
        raise SystemExit(f"It was not sent; the last page was {child.path}.")
    receipt = _RECEIPT.search(child.page)
    return Acknowledged(letter.number, kind, receipt[1] if receipt else "")


def _settles_in(child: Patient) -> None:
    """Choose three pictures, or pick the same again."""
    child.post("/who", [("who", "child")])
    for picture in _PICTURES:
        child.post("/pictures", [("picture", picture)])
    if _KEEP in child.page:
        child.post("/pictures/keep")


def _says_and_sends(child: Patient, letter: Letter, kind: Kind, *, whole: bool) -> None:
    while whole and kind is Kind.VIEWS and child.path.startswith("/ask/"):
        screen._answers(child)  # noqa: SLF001  the same child as the benchmark’s
    said = "worries" if kind is Kind.VIEWS else "more"
    child.get(f"/ask/{said}")
    _says(child, said, words_of(letter.number))
    child.post("/check")


def _says(child: Patient, name: str, words: str) -> None:
    number = screen._HIDDEN.search(child.page)  # noqa: SLF001  as above
    fields = [(name, words), ("letter", number[1] if number else ""), ("do", "next")]
    child.post(f"/ask/{name}", fields)
