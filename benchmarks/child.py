"""A child at a screen, as the server meets one: a cookie, forms, and a page after each."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol
from urllib.parse import urlencode, urlsplit

from benchmarks.line import Answered
from benchmarks.made_up_letters import Letter

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_HIDDEN = re.compile(r'name="letter" value="([^"]+)"')
_PICTURES = ("cat", "moon", "kite")
_SAID = "The dog, please. And that the stairs are not so dark at night."
ANSWERS: Mapping[str, Sequence[str]] = {
    "home": ("happy", "worried"),
    "school": ("mixed",),
    "health": ("sleep",),
    "people": ("near:more:Nan", f"+::{_SAID}"),
    "good": (_SAID,),
    "worries": (_SAID,),
    "last-time": ("no",),
    "wishes": ("A red bike.", "To see the cat.", ""),
    "go": ("no",),
    "send": ("use-this",),
    "who-comes": ("My nan. Please not the man from the house before.",),
    "safe": ("yes",),
    "talk": ("no",),
    "only-iro": (_SAID,),
}
_IN_ROWS: Mapping[str, Sequence[tuple[str, str]]] = {
    "people": (
        ("people.1.who", "Nan"),
        ("people.1.close", "near"),
        ("people.1.wish", "more"),
        ("people.words", _SAID),
    ),
}
"""What is answered in boxes of their own, as its page sends it."""
_SEE_OTHER = {302, 303}
Fields = Sequence[tuple[str, str]]


class Asking(Protocol):
    """What carries what somebody asks for to a server, and back what it answers."""

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        """Ask for a page and wait until it is whole."""


@dataclass
class Visitor:
    """Somebody who asks for pages one after another, and how long each took."""

    line: Asking
    seconds: list[float] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    page: str = ""
    path: str = ""

    def get(self, path: str) -> None:
        """Ask for a page, and for the one it leads to."""
        self._ask("GET", path, None)

    def post(self, path: str, fields: Fields = ()) -> None:
        """Send a form with the token of the page it stands on, and go where that leads."""
        token = _TOKEN.search(self.page)
        if token is None:
            raise SystemExit(f"There is no form on {self.path}.")
        self._ask("POST", path, urlencode([("csrf_token", unescape(token[1])), *fields]))

    def _ask(self, method: str, path: str, body: str | None) -> None:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.perf_counter()
        answered = self.line.ask(method, path, cookie, body)
        self.seconds.append(time.perf_counter() - began)
        self.page = answered.page
        self.asked.append(method)
        self.path = path
        for said in answered.all("set-cookie"):
            name, _, value = said.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answered.status in _SEE_OTHER and (onwards := _own(answered)):
            self._ask("GET", onwards, None)
        elif answered.status >= 400:  # noqa: PLR2004  where errors begin
            raise SystemExit(f"{method} {path} was answered with {answered.status}.")


def asks_bare(visitor: Visitor, asked: Sequence[str]) -> None:
    """Ask for as many bare pages, by the same methods in the same order."""
    for method in asked:
        visitor.page = 'name="csrf_token" value="none"'
        visitor.get("/ask/home") if method == "GET" else visitor.post("/ask/home")


def _own(answered: Answered) -> str:
    """Return where it leads, unless that is somewhere else."""
    (location,) = answered.all("location")
    return "" if urlsplit(location).netloc else location


def says_everything(child: Visitor, letter: Letter) -> None:
    """Walk the Short form from the letter to Send, and leave."""
    child.get("/")
    child.post("/", [("number", letter.number), ("words", letter.words)])
    child.post("/who", [("who", "child")])
    for picture in _PICTURES:
        child.post("/pictures", [("picture", picture)])
    child.post("/pictures/keep")
    while child.path.startswith("/ask/"):
        _answers(child)
    child.post("/check")
    if child.path != "/sent":
        raise SystemExit(f"It was not sent; the last page was {child.path}.")
    child.get("/leave")


def _answers(child: Visitor) -> None:
    name = child.path.removeprefix("/ask/")
    number = _HIDDEN.search(child.page)
    fields = _IN_ROWS.get(name) or [(name, said) for said in ANSWERS[name]]
    child.post(child.path, [*fields, ("letter", number[1] if number else ""), ("do", "next")])
    if child.path == f"/ask/{name}":
        raise SystemExit(f"What was said to {name} was not taken.")
