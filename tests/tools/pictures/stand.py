"""Where kept pages stand to be looked at: one at a time, under the address it came from.

Over the wire, not put in by whoever drives the browser: so it asks once for what every page
shares and keeps that, as a child’s does, which makes it a third quicker. And a page from this
very machine may use a microphone, as one from a portal may.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, Request, Response
from werkzeug.test import TestResponse

from tests.journeys.served import listening
from tests.tools.pictures.album import Shot

_ONCE = {"Cache-Control": "no-store"}
_KEPT = {"Cache-Control": "max-age=315360000, immutable"}


@dataclass
class Stand:
    """The page that stands here, and what the portal gave for every page alike.

    ``tools`` are scripts of whoever looks, under addresses of their own.
    """

    app: Flask
    tools: Mapping[str, str] = field(default_factory=dict)
    shot: Shot | None = None
    given: dict[str, TestResponse] = field(default_factory=dict)

    def __call__(self, environ: dict, start_response: object) -> object:
        return self._answer(Request(environ))(environ, start_response)

    def _answer(self, asked: Request) -> Response:
        if asked.headers.get("Sec-Fetch-Dest") == "document":
            return Response(self.shot.html, headers=_ONCE)
        if asked.path in self.tools:
            script = self.tools[asked.path]
            return Response(script, headers=_KEPT, content_type="text/javascript")
        address = asked.full_path.removesuffix("?")
        if found := self.shot.drawings.get(address):
            return _again(found, _ONCE)
        return _again(self._given(asked.path), _KEPT)

    def _given(self, path: str) -> TestResponse:
        if path not in self.given:
            self.given[path] = self.app.test_client().get(path)
        return self.given[path]


def _again(found: TestResponse, kept: Mapping[str, str]) -> Response:
    headers = kept if found.status_code == HTTPStatus.OK else _ONCE
    return Response(
        found.data, found.status_code, headers=headers, content_type=found.content_type
    )


@contextmanager
def standing(app: Flask, tools: Mapping[str, str]) -> Iterator[tuple[Stand, str]]:
    """Give what stands there to whoever asks; return it, and the address of its house."""
    stand = Stand(app, tools)
    with listening(stand) as address:
        yield stand, address
