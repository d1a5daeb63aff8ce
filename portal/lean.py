"""What libraries do at every page, done only where it is needed.

A child’s page waits for all of it. Signing in remembers and counts on staff’s pages alone; a
token is looked for where something is sent; no page of ours is a coroutine.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from wsgiref.types import WSGIEnvironment

from flask import Flask, Request, Response
from werkzeug.datastructures import Headers
from werkzeug.routing import Map, MapAdapter
from werkzeug.wsgi import get_host

from portal import current
from portal.sessions import STAFF_PATH, is_staff_side

_STAFFS_OWN = ("flask_login.", "flask_principal")
_TOKENS = "flask_wtf.csrf"
_WITH_A_BODY = frozenset({200, 302, 303})
_PLAIN = re.compile(r"[A-Za-z0-9/_.~?=&#-]*")
"""An address that says itself: nothing in it is ever written otherwise."""


class Answer(Response):
    """An answer that is sent once, so its headers are sent and not a copy of them."""

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Return what the library would: here it is there already, or is left to it."""
        said = {name.lower(): value for name, value in self.headers}
        usual = self._status_code in _WITH_A_BODY and "content-length" in said
        if usual and "content-location" not in said and _PLAIN.fullmatch(said.get("location", "")):
            return self.headers
        return super().get_wsgi_headers(environ)


class Portal(Flask):
    """Flask, which is not asked at every function whether it is a coroutine: none is."""

    response_class = Answer

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Take from the request what the library would work out of its environment again."""
        if request is None or self.config["SERVER_NAME"] or self.config["TRUSTED_HOSTS"]:
            return super().create_url_adapter(request)
        here = request.environ
        if not here["PATH_INFO"] or "HTTP_UPGRADE" in here:
            return super().create_url_adapter(request)
        request.host = get_host(here)
        return MapAdapter(
            self.url_map,
            _named(self.url_map, request.host),
            request.root_path,
            "",
            request.scheme,
            request.path,
            request.method,
            request.query_string.decode(errors="replace"),
        )


def init_app(app: Flask) -> None:
    """Leave children’s pages alone with what is staff’s. Comes after everything else."""
    first: list[Any] = app.before_request_funcs.get(None, [])
    first[:] = [_where_sent(app, hook) if _is_of(hook, _TOKENS) else hook for hook in first]
    for hooks in (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs):
        everywhere: list[Any] = hooks.get(None, [])
        everywhere[:] = [
            _on_staffs_side(hook) if _is_of(hook, _STAFFS_OWN) else hook for hook in everywhere
        ]
    given = app.template_context_processors
    for audience in app.blueprints:
        given[audience] = [one for one in given[audience] if one not in given[None]]


@lru_cache(maxsize=8)
def _named(pages: Map, host: str) -> str:
    return pages.bind(host).server_name


def _is_of(hook: Any, library: str | tuple[str, ...]) -> bool:  # noqa: ANN401  a function, a method or part of one
    function = getattr(hook, "func", hook)
    return str(function.__module__).startswith(library)


def _where_sent(app: Flask, hook: Callable[[], Any]) -> Callable[[], Any]:
    """Ask for a token where its library would: it looks at the method last of all."""
    methods: frozenset[str] = frozenset(app.config["WTF_CSRF_METHODS"])

    def careful() -> Any:  # noqa: ANN401  nothing, or what went wrong
        here = current.environ()
        return hook() if here is None or here["REQUEST_METHOD"] in methods else None

    return careful


def _on_staffs_side(hook: Callable[..., Any]) -> Callable[..., Any]:
    def careful(*given: Any) -> Any:  # noqa: ANN401  the response, or what went wrong, or nothing
        here = current.environ()
        path = "" if here is None else here["PATH_INFO"]
        if path.startswith(STAFF_PATH) and is_staff_side(path):
            return hook(*given)
        return given[0] if given else None

    return careful
