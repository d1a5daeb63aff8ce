"""What was seen on a walk: pages as they came, and which templates and routes made them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from flask import Flask, request, request_started
from werkzeug.test import TestResponse

from tests.portal.children.walking import Child

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Shot:
    """One page as it came: in which version, under which name, from which address."""

    version: str
    name: str
    address: str
    title: str
    html: str = field(repr=False)
    drawings: dict[str, TestResponse] = field(default_factory=dict, repr=False)

    def dressed(self, **look: str) -> "Shot":
        """Return the same page in another look: theme, size or space."""
        html = self.html
        for what, value in look.items():
            html = re.sub(rf'data-{what}="[^"]*"', f'data-{what}="{value}"', html, count=1)
        return replace(self, html=html)


@dataclass
class Visitor(Child):
    """A child on the road who remembers each page as it came."""

    html: str = ""

    def _read(self, response: TestResponse) -> "Visitor":
        super()._read(response)
        self.html = response.get_data(as_text=True)
        return self

    def as_seen(self, version: str = EVERYBODY, name: str = "") -> Shot:
        """Return the page before this visitor, to be shown again."""
        title = self.page.h1.get_text(" ", strip=True)
        shown = [image["src"] for image in self.page.select("main img[src^='/']")]
        drawings = {source: self.client.get(source) for source in shown}
        return Shot(version, name, self.path, title, self.html, drawings)


@dataclass
class Album:
    """Every page of a walk, in order, and what of the portal it has seen."""

    shots: list[Shot] = field(default_factory=list)
    templates: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)

    def take(self, version: str, name: str, visitor: Visitor) -> None:
        """Keep the page before this visitor, once under each name."""
        if any((one.version, one.name) == (version, name) for one in self.shots):
            return
        self.shots.append(visitor.as_seen(version, name))

    @contextmanager
    def watching(self, app: Flask) -> Iterator[None]:
        """Note every template that is opened, included ones too, and every route that is met."""
        opened = app.jinja_env.get_template

        def noted(name: str, *rest: object, **more: object) -> object:
            self.templates.add(str(name))
            return opened(name, *rest, **more)

        def met(_app: Flask, **_more: object) -> None:
            self.routes.add(request.endpoint or "")

        app.jinja_env.get_template = noted
        with request_started.connected_to(met, app):
            yield
        del app.jinja_env.get_template
