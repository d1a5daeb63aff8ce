"""Going from page to page and typing a canary into every field of every form there is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.tools.canary.canary import Canaries

_ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)|(?<=/)[0-9a-f]{12,}(?=/|$)|\d{4}-\d\d(Q\d)?"
)
_ENDS = (
    "/leave", "/staff/sign-out", "/staff/you/sessions", "/staff/people/", "/take-back",
    "/pictures/skip",
)  # fmt: skip
_SENDS = "/check"
"""After this nothing more can be typed into a form, so it is pressed last."""
_OF_A_KIND = 2
"""So many pages that differ in a key alone are opened, and no more."""

_TITLE = re.compile(rb"<title>.*?</title>|<meta [^>]*>", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass
class Typist:
    """Somebody at a screen who types into everything they can reach."""

    who: str
    client: FlaskClient
    canaries: Canaries
    most: int
    waiting: list[str] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    sends: list[tuple[Tag, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    passes_by: tuple[str, ...] = ()
    """Addresses whose pages cost too much for a small run."""
    titles: list[bytes] = field(default_factory=list)
    """What a browser shows of a page outside it, and what files are called."""
    files: list[bytes] = field(default_factory=list)
    """Whatever came to be kept as a file."""
    met_again: set[str] = field(default_factory=set)
    """Fields whose words stood on a page that came later: they did arrive."""
    given_back: set[str] = field(default_factory=set)
    """Fields whose words stood in the answer to their own form, because it was not taken."""

    def goes_through(self, *starts: str) -> None:
        """Open pages from these on, as many as there is time for, and fill in their forms.

        Then open each once more: what was typed and kept stands there again.
        """
        self.waiting = [*starts]
        been: list[str] = []
        while self.waiting and len(been) < self.most:
            path = self.waiting.pop(0)
            kind = _kind(path)
            if self.opened.get(kind, 0) >= _OF_A_KIND or path.startswith(
                (*_ENDS, *self.passes_by)
            ):
                continue
            self.opened[kind] = self.opened.get(kind, 0) + 1
            been.append(path)
            self._read(self._heard(self.client.get(path)), path)
        for form, path in self.sends:
            self._send(form, path)
        for path in been:
            self._heard(self.client.get(path))

    def _read(self, answer: TestResponse, path: str) -> None:
        if 300 <= answer.status_code < 400:
            self._queue(answer.headers["Location"])
            return
        if answer.mimetype != "text/html":
            return
        page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        for link in page.select("a[href]"):
            self._queue(link["href"])
        for form in page.select("form"):
            self._fill_in(form, path)

    def _fill_in(self, form: Tag, path: str) -> None:
        action = form.get("action") or path
        if action.startswith((*_ENDS, *self.passes_by)):
            return
        if action.startswith(_SENDS):
            self.sends.append((form, path))
        else:
            self._send(form, path)

    def _send(self, form: Tag, path: str) -> None:
        action = form.get("action") or path
        names = sorted({each["name"] for each in form.select("[name]")})
        kind = f"{_kind(action)} {names}"
        for everywhere in (False, True):
            if self.sent.get(f"{kind} {everywhere}", 0) >= 1:
                continue
            self.sent[f"{kind} {everywhere}"] = 1
            data = dict(self._fields(form, action, everywhere=everywhere))
            method = (form.get("method") or "get").lower()
            told = {"data": data} if method == "post" else {"query_string": data}
            answer = self._heard(self.client.open(action, method=method.upper(), **told))
            if 300 <= answer.status_code < 400:
                self._queue(answer.headers["Location"])
                self._follow(answer.headers["Location"])

    def _fields(self, form: Tag, action: str, *, everywhere: bool) -> Iterator[tuple[str, object]]:
        """Yield a value for each field: a canary wherever words can be typed, or everywhere."""
        pressed = form.select_one("button[name]")
        if pressed is not None:
            yield pressed["name"], pressed.get("value", "")
        for one in form.select("input[name], textarea[name], select[name]"):
            where = f"{self.who}: {_kind(action)} {one['name']}"
            kind = one.get("type", "text") if one.name == "input" else one.name
            if kind == "file":
                inside = _PNG + self.canaries.new(where).encode()
                yield one["name"], (BytesIO(inside), f"{self.canaries.new(where)}.csv")
            elif kind in {"hidden", "radio", "checkbox", "submit", "button", "range"}:
                yield one["name"], one.get("value", "on")
            elif kind == "select":
                options = [option.get("value", "") for option in one.select("option")]
                yield one["name"], next((value for value in options if value), "")
            else:
                yield one["name"], self._typed(one, where, everywhere=everywhere)

    def _typed(self, one: Tag, where: str, *, everywhere: bool) -> str:
        kind, name = one.get("type", "text"), one["name"]
        if kind == "email" or "email" in name:
            return f"{self.canaries.new(where)}@council.example"
        fixed = {"date": datetime.now(UTC).date().isoformat(), "time": "14:00", "number": "3"}
        if not everywhere and (kind in fixed or one.get("inputmode") == "numeric"):
            return one.get("value") or fixed.get(kind, "3")
        return f"{self.canaries.new(where)} I am sad"

    def _heard(self, answer: TestResponse) -> TestResponse:
        """Note what a log before the portal, or a browser’s history, would hold."""
        request = answer.request
        self.addresses += [request.url, answer.headers.get("Location", "")]
        self.cookies += answer.headers.getlist("Set-Cookie")
        if (named := answer.headers.get("Content-Disposition")) is not None:
            self.titles.append(named.encode())
            self.files.append(answer.get_data())
        elif answer.mimetype == "text/html":
            page = answer.get_data()
            self.titles += _TITLE.findall(page)
            met = self.met_again if request.method == "GET" else self.given_back
            met |= self.canaries.found_in(page)
        return answer

    def _follow(self, link: str) -> None:
        """Go where a form that was taken leads, as a browser does: its words may stand there."""
        path = urlsplit(link).path
        if path.startswith("/") and not path.startswith((*_ENDS, *self.passes_by)):
            self._heard(self.client.get(path))

    def _queue(self, link: str) -> None:
        split = urlsplit(link)
        if split.netloc in {"", "localhost"} and split.path.startswith("/"):
            self.waiting.append(split.path + (f"?{split.query}" if split.query else ""))


def _kind(path: str) -> str:
    return _ID.sub("…", path.partition("?")[0])
