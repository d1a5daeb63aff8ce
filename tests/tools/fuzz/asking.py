"""What is asked: any address, by any method, with anything in it, and sometimes a real form."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from tests.tools.fuzz.values import a_file, an_id, odd
from tests.tools.fuzz.visitor import Form, Visitor

_METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "X")
_BROKEN = (
    "/%ff",
    "//",
    "/./staff",
    "/staff//",
    "/static/x",
    "/ask/%00",
    "/ask/" + "a" * 900,
    "/%2e%2e",
)
_TYPES = (
    "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=",
    "application/x-www-form-urlencoded; charset=utf-16", "application/xml", "x", "",
)  # fmt: skip
_HEADERS = (
    ("Host", ("evil.example", "localhost:99999", "", "a b", "[::1")),
    ("X-Forwarded-For", ("1.2.3.4", "x", "::1, 2", "")),
    ("X-Forwarded-Host", ("evil.example",)),
    ("Accept-Language", ("ar, en;q=x", "*", "x" * 500, "cy;q=1e9", "\xff")),
    ("Accept", ("application/json", "x/y;q=a", "*/*;q=-1")),
    ("Range", ("bytes=0-1", "bytes=9-1", "x=", "bytes=0-,0-,0-")),
    ("If-None-Match", ('"x"', "*", 'W/"')),
    ("If-Modified-Since", ("x", "Mon, 01 Jan 0001 00:00:00 GMT")),
    ("Content-Encoding", ("gzip", "br", "x")),
    ("Content-Length", ("-1", "x", "999999999", "1e3")),
    ("Transfer-Encoding", ("chunked", "x")),
    ("Authorization", ("Basic Og==", "Bearer x", "Basic \xff", "Digest")),
    ("Authentication-Token", ("x", "WyIxIl0")),
    ("Referer", ("https://evil.example/", "x")),
    ("Origin", ("https://evil.example", "null")),
    ("Sec-Fetch-Site", ("cross-site", "x")),
    ("X-Requested-With", ("XMLHttpRequest",)),
    ("X-HTTP-Method-Override", ("DELETE",)),
    ("Expect", ("100-continue",)),
)  # fmt: skip
_COOKIES = (
    "x",
    "heard=x",
    "heard=.x.y.z; heard=",
    "heard-staff=eyJ4IjoxfQ.x.y",
    "look=\xff",
    "look=" + "x" * 4000,
    "=; ;;",
)
_QUERIES = ("show", "page", "year", "month", "form", "checking", "after", "only", "next", "x")
Request = dict[str, Any]


@dataclass
class Asking:
    """Draws requests for a portal, from a seed, and remembers them to ask again."""

    app: Flask
    chance: random.Random
    known: tuple[UUID, ...]
    words: tuple[str, ...]
    before: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rules: Sequence[Rule] = sorted(self.app.url_map.iter_rules(), key=str)

    def draw(self, visitor: Visitor) -> Request:
        """Draw the next request of a visitor."""
        drawn = self.chance.random()
        if drawn < 0.05 and self.before:
            return dict(self.chance.choice(self.before))
        if drawn < 0.45 and visitor.forms:
            request = self._form(visitor, self.chance.choice(visitor.forms))
        elif drawn < 0.55 and visitor.links:
            request = {"path": self.chance.choice(visitor.links), "method": "GET"}
        else:
            request = self._anywhere(visitor)
        if self.chance.random() < 0.15:
            self._spoil(request)
        request["environ_overrides"] = {"REMOTE_ADDR": self._address()}
        return request

    def _anywhere(self, visitor: Visitor) -> Request:
        rule = self.chance.choice(self.rules)
        path = self._path(rule)
        usual = sorted(set(rule.methods or ()) - {"HEAD", "OPTIONS"})
        method = self.chance.choice(usual if self.chance.random() < 0.9 else _METHODS)
        if self.chance.random() < 0.03:
            path = self.chance.choice(_BROKEN)
        request: Request = {"path": path, "method": method}
        if method not in {"GET", "HEAD"}:
            names = ("x", *rule.arguments, *self.words[:3])
            fields = [(self.chance.choice(names), odd(self.chance)) for _ in range(3)]
            request |= self._body([("csrf_token", visitor.token), *fields])
        elif self.chance.random() < 0.2:
            told = [(self._name(), odd(self.chance)) for _ in range(2)]
            request["query_string"] = urlencode(told, errors="surrogatepass")
        return request

    def _form(self, visitor: Visitor, form: Form) -> Request:
        """Fill a form in as it offers itself, but for a value or two."""
        offered: dict[str, list[str]] = {}
        for name, value in form.fields:
            offered.setdefault(name, []).append(value)
        fields = []
        for name, values in offered.items():
            if self.chance.random() < 0.85:
                fields.append((name, self.chance.choice(values)))
            if name != "csrf_token" and self.chance.random() < 0.35:
                fields.append((name, self._value(values)))
        if self.chance.random() < 0.9:
            fields = [("csrf_token", visitor.token), *(f for f in fields if f[0] != "csrf_token")]
        return {"path": form.action, "method": "POST", **self._body(fields)}

    def _value(self, values: Sequence[str]) -> str:
        drawn = self.chance.random()
        if drawn < 0.3:
            return self.chance.choice(values)
        if drawn < 0.5:
            return self.chance.choice(self.words)
        if drawn < 0.6:
            return str(an_id(self.chance, self.known))
        return odd(self.chance)

    def _body(self, fields: Sequence[tuple[str, str]]) -> Request:
        data: dict[str, list[object]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value.encode("utf-8", "surrogatepass"))
        if self.chance.random() < 0.1:
            name, inside = a_file(self.chance)
            told = self.chance.choice((*data, "photo", "voice", "files", "file"))
            data.setdefault(told, []).append((inside, name))
        return {"data": data}

    def _spoil(self, request: Request) -> None:
        headers = {}
        for name, values in self.chance.sample(_HEADERS, self.chance.randint(0, 3)):
            headers[name] = self.chance.choice(values)
        if self.chance.random() < 0.1:
            headers["Cookie"] = self.chance.choice(_COOKIES)
        request["headers"] = headers
        if "data" in request and self.chance.random() < 0.2:
            request["data"] = odd(self.chance).encode("utf-8", "surrogatepass")
            request["content_type"] = self.chance.choice(_TYPES)

    def _path(self, rule: Rule) -> str:
        values: Mapping[str, Any] = {name: self._argument(rule, name) for name in rule.arguments}
        built = rule.build(values, append_unknown=False)
        return built[1] if built else "/"

    def _argument(self, rule: Rule, name: str) -> Any:
        kind = type(rule._converters[name]).__name__  # noqa: SLF001  werkzeug says it nowhere else
        if kind == "UUIDConverter":
            return an_id(self.chance, self.known)
        if kind == "IntegerConverter":
            return self.chance.choice((0, 1, 2025, 2026, 9999, 10**30))
        if kind == "AnyConverter":
            return self.chance.choice(sorted(rule._converters[name].items))  # noqa: SLF001  as above
        text = self.chance.choice(self.words) if self.chance.random() < 0.8 else odd(self.chance)
        return text.encode("utf-8", "replace").decode() or "x"

    def _name(self) -> str:
        return self.chance.choice(_QUERIES)

    def _address(self) -> str:
        return ".".join(str(self.chance.randint(1, 250)) for _ in range(4))
