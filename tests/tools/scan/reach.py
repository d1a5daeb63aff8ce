"""What somebody can reach: each page and each form once, found by following every link."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from bs4 import BeautifulSoup, Tag
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

from tests.tools.scan.visitors import Browser, Visitor

LEAVES = (
    "/leave", "/done", "/staff/sign-out", "/staff/you/sessions", "/staff/you/password",
    "/staff/people/", "/pictures/skip", "/take-back", "/files/", "/style/", "/voices/",
)  # fmt: skip
"""What ends a visit, or somebody else’s, and what never changes."""

_BUT = frozenset({"/staff/people/invite"})
"""What stands below one of these and ends nothing."""

Key = tuple[str, ...]
"""The method, the rule, the address if no key stands in it, and the names of all that is given."""

_REFUSED = 400
_FIXED = {"date": "2026-11-26", "time": "14:00", "number": "3", "email": "anna@council.example"}
_TYPED_NOT = {"submit", "button", "file", "image", "reset"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: a page with its query, or a form with what is in it."""

    method: str
    path: str
    body: str = ""

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return what is in the form."""
        return parse_qsl(self.body, keep_blank_values=True)

    @property
    def names(self) -> tuple[str, ...]:
        """Name whatever is given, in the query or in the form."""
        told = f"{urlsplit(self.path).query}&{self.body}"
        return tuple(sorted({name for name, _ in parse_qsl(told, keep_blank_values=True)}))


def reached(visitor: Visitor, browser: Browser, rules: Map, each: int) -> dict[Key, Asked]:
    """Follow every link from where this visitor starts, and list all there is to ask.

    Of one rule each form is asked once for every set of fields, and each page once for every set
    of queries, where the pages of as many children, questions or phrases differ in nothing else;
    and no more than ``each`` pages, and forms, that one rule answers.
    """
    waiting = [Asked("GET", start) for start in visitor.starts]
    found: dict[Key, Asked] = {}
    of_rule: Counter[tuple[str, str]] = Counter()
    while waiting:
        asked = waiting.pop(0)
        path = urlsplit(asked.path).path
        rule = (asked.method, _rule(rules, asked.method, path))
        new = (*rule, path if "<uuid" not in rule[1] else "", *asked.names)
        if (path.startswith(LEAVES) and path not in _BUT) or new in found or of_rule[rule] >= each:
            continue
        found[new] = asked
        of_rule[rule] += 1
        if asked.method == "GET" and browser.open(asked.path) < _REFUSED:
            waiting += _on(browser.page, browser.path)
    return found


def _rule(rules: Map, method: str, path: str) -> str:
    try:
        rule, _values = rules.bind("localhost").match(path, method, return_rule=True)
    except (HTTPException, RequestRedirect):
        return path
    return str(rule)


def _on(page: str, path: str) -> Iterator[Asked]:
    soup = BeautifulSoup(page, "html.parser")
    for link in soup.select("a[href]"):
        split = urlsplit(str(link["href"]))
        if not split.netloc and split.path.startswith("/"):
            yield Asked("GET", split._replace(fragment="").geturl())
    for form in soup.select("form"):
        action, sent = str(form.get("action") or path), urlencode(list(_fields(form)))
        if str(form.get("method") or "get").lower() == "post":
            yield Asked("POST", action, sent)
        else:
            yield Asked("GET", f"{action}?{sent}" if sent else action)


def _fields(form: Tag) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for one in form.select("input[name], textarea[name], select[name], button[name]"):
        name, kind = str(one["name"]), str(one.get("type", one.name))
        if name in seen or (kind in _TYPED_NOT and one.name == "input"):
            continue
        seen.add(name)
        options = [str(option.get("value", "")) for option in one.select("option")]
        chosen = next((value for value in options if value), "")
        yield name, str(one.get("value") or chosen or _FIXED.get(kind, "anna"))
