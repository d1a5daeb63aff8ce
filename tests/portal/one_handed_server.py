"""A small program behind the portal’s own server: ``python -m tests.portal.one_handed_server``.

It says which thread answered, waits as long as it is told to, and goes wrong when asked.
"""

import sys
from collections.abc import Callable, Iterable
from threading import Event, Lock, current_thread, main_thread
from typing import Any

from gunicorn.app.base import BaseApplication

from portal.one_handed import OneHanded

STANDING_BY = 2
TIMEOUT = 3
"""Seconds after which the arbiter ends a process that no longer says that it is well."""

_let_go, _guard = Event(), Lock()
_waiting = 0


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer by what the address asks for."""
    path = environ["PATH_INFO"]
    if path == "/wrong":
        raise ValueError("as asked")
    if path.startswith("/wait/"):
        _wait(float(path.removeprefix("/wait/")))
    if path == "/let-go":
        _let_go.set()
    said = f"{_who()} {_waiting} {len(environ['wsgi.input'].read())}".encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


def _wait(seconds: float) -> None:
    global _waiting  # noqa: PLW0603  a program of one page
    with _guard:
        _waiting += 1
    _let_go.wait(seconds)
    with _guard:
        _waiting -= 1


def _who() -> str:
    return "first" if current_thread() is main_thread() else "other"


class _Server(BaseApplication):  # type: ignore[misc]  # no types are shipped
    def load_config(self) -> None:
        told = {"bind": f"127.0.0.1:{sys.argv[-1]}", "worker_class": OneHanded, "workers": 1}
        more = {"threads": STANDING_BY, "timeout": TIMEOUT, "control_socket_disable": True}
        for name, value in {**told, **more, "loglevel": "critical"}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return app


if __name__ == "__main__":
    _Server().run()
