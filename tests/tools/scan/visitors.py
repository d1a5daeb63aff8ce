"""Who is scanned as, and how each comes in at their own door of two that serve one council."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from benchmarks.made_up_letters import environment
from benchmarks.processes import started
from feedback.store.models import Duty
from portal.doors import Doors
from tests.people import code_of
from tests.tools.demo_town import DemoTown, Letter

_TOKEN = re.compile(r'name="[^"]*csrf_token"[^>]*value="([^"]+)"')
_PLACE = re.compile(r'name="letter" value="([^"]+)"')
_STEP = 30


@dataclass
class Browser:
    """Something that keeps cookies and sends forms, from an address of its own."""

    at: str
    address: str
    page: str = ""
    path: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        """Begin without a cookie."""
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def open(self, path: str, **form: str) -> int:
        """Open a page, or send the form of the last one to it; return how it was answered."""
        if form:
            form["csrf_token"] = self.token
        sent = urllib.parse.urlencode(form).encode() if form else None
        asked = urllib.request.Request(self.at + path, sent, {"X-Forwarded-For": self.address})
        try:
            with self.opener.open(asked, timeout=60) as answer:
                raw, html = answer.read(), answer.headers.get_content_type() == "text/html"
                self.page = raw.decode() if html else ""
                self.token = unescape([self.token, *_TOKEN.findall(self.page)][-1])
                self.path = urllib.parse.urlsplit(answer.url).path
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            refused.close()
            self.page = ""
            return int(refused.code)

    @property
    def cookie(self) -> str:
        """Return every cookie as one header."""
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody, where they start, and how they come in; ``still`` opens only while they are in."""

    who: str
    starts: tuple[str, ...]
    comes_in: Callable[[], Browser]
    still: str


@contextmanager
def doors(town: DemoTown, home: Path) -> Iterator[dict[Doors, str]]:
    """Serve both doors, each by itself, and say at which address each is."""
    with ExitStack() as open_doors:
        at = {}
        for door in (Doors.STAFF, Doors.CHILDREN):
            url = f"sqlite:///{home / 'heard.sqlite'}"
            told = {
                **environment(home, door),
                "PORTAL_PROXIES": "1",
                "PORTAL_DATABASE_URL": url,
                "PORTAL_COUNCIL": str(town.instance / "council.toml"),
            }
            serve = ("portal", "serve", "--door", str(door), "--no-work")
            server = open_doors.enter_context(started(*serve, environ=told, quiet=True))
            at[door] = f"http://127.0.0.1:{server.port}"
        yield at


def everybody(town: DemoTown, at: dict[Doors, str]) -> Iterator[Visitor]:
    """Return staff of every duty, children who write and who have sent, and two strangers."""
    child, staff = at[Doors.CHILDREN], at[Doors.STAFF]
    for place, duty in enumerate(town.staff):
        comes_in = _staff(town, staff, duty, f"10.3.0.{place}")
        yield Visitor(f"staff, {duty}", ("/staff", "/staff/you"), comes_in, "/staff/you")
    for place, (letter, sends) in enumerate(_whose(town.letters)):
        who = f"a child who {'sent' if sends else 'writes'}, {letter.form}, {letter.version}"
        inside = "/sent" if sends else "/hello"
        starts = (inside, "/check", "/what-happened", "/ask/worries", "/ask/more", "/", "/about/")
        yield Visitor(who, starts, _child(child, letter, f"10.2.0.{place}", sends=sends), inside)
    nobody = ("/staff/sign-in", "/staff/lost-authenticator", "/staff/recovery")
    yield Visitor("a stranger to staff", nobody, lambda: Browser(staff, "10.1.0.2"), nobody[0])
    yield Visitor("a stranger", ("/", "/q", "/about/"), lambda: Browser(child, "10.1.0.1"), "/")


def _whose(letters: tuple[Letter, ...]) -> Iterator[tuple[Letter, bool]]:
    """Choose one letter of each form to write under, and one of those with both to send under."""
    for form in dict.fromkeys(letter.form for letter in letters):
        theirs = {letter.version: letter for letter in letters if letter.form == form}
        yield theirs.get("full") or next(iter(theirs.values())), False
        if "longer" in theirs:
            yield theirs["longer"], True


def _child(at: str, letter: Letter, address: str, *, sends: bool) -> Callable[[], Browser]:
    def comes_in() -> Browser:
        child = Browser(at, address)
        child.open("/")
        child.open("/", number=letter.number, words=letter.words)
        if 'action="/who"' in child.page:
            child.open("/who", who="child")
            for picture in ("cat", "moon", "kite"):
                child.open("/pictures", picture=picture)
            if 'action="/pictures/keep"' in child.page:
                child.open("/pictures/keep", keep="yes")
        if sends and child.open("/sent") and child.path != "/sent":
            _says_and_sends(child)
        return child

    return comes_in


def _says_and_sends(child: Browser) -> None:
    for name in ("wishes", "more"):
        child.open(f"/ask/{name}")
        if place := _PLACE.search(child.page):
            said = {name: "I said this.", "letter": place[1], "do": "next"}
            child.open(f"/ask/{name}", **said)
    child.open("/check")
    child.open("/check", do="send")


def _staff(town: DemoTown, at: str, duty: Duty, address: str) -> Callable[[], Browser]:
    given = town.staff[duty]

    def comes_in() -> Browser:
        staff = Browser(at, address)
        for _try in range(3):
            staff.open("/staff/sign-in")
            staff.open("/staff/sign-in", email=given.email, password=given.password)
            staff.open("/staff/second-step", code=code_of(town.app, given))
            if staff.open("/staff/you") == 200 and staff.path == "/staff/you":
                break
            time.sleep(_STEP)  # each code opens once
        return staff

    return comes_in
