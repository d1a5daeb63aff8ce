"""The request and the portal itself, past the proxies that look for them anew at every word."""

from typing import Any

from flask import Flask, Request
from flask.globals import _cv_app, _cv_request
from flask.sessions import SessionMixin


def environ() -> dict[str, Any] | None:
    """Return what the server says of this request; none where nothing is being asked."""
    here = _cv_request.get(None)
    return here.request.environ if here else None


def asked() -> Request:
    """Return the request itself."""
    return _cv_request.get().request


def carried() -> SessionMixin:
    """Return what the visitor’s cookie carries."""
    return _cv_request.get().session


def root() -> str:
    """Return where the portal is mounted, as the addresses of this request begin."""
    here = environ()
    return str(here["SCRIPT_NAME"]) if here else ""


def app() -> Flask:
    """Return the running portal."""
    return _cv_app.get().app
