"""The request and the portal itself, past the proxies that look for them anew at every word."""

from typing import Any

from flask import Flask, Request, current_app, request, session
from flask.sessions import SessionMixin


def environ() -> dict[str, Any] | None:
    """Return what the server says of this request; none where nothing is being asked."""
    try:
        found: dict[str, Any] = request._get_current_object().environ  # type: ignore[attr-defined]  # noqa: SLF001  Werkzeug’s documented way
    except RuntimeError:
        return None
    return found


def asked() -> Request:
    """Return the request itself."""
    found: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  as above
    return found


def carried() -> SessionMixin:
    """Return what the visitor’s cookie carries."""
    found: SessionMixin = session._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  as above
    return found


def root() -> str:
    """Return where the portal is mounted, as the addresses of this request begin."""
    here = environ()
    return str(here["SCRIPT_NAME"]) if here else ""


def app() -> Flask:
    """Return the running portal."""
    found: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  as above
    return found
