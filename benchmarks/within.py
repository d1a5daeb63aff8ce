"""A whole session within one process, without a web server: what it calls, and what it takes.

Seconds change with the machine and with what else runs on it. How often Python calls anything
does not: run by ``python -m benchmarks.within``, and held to a budget by a test.
"""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask

from benchmarks import bare
from benchmarks.child import Visitor, asks_bare, says_everything
from benchmarks.line import Answered
from benchmarks.made_up_letters import Letter, environment, prepare
from portal import create_app
from portal.settings import Settings

WARMING = 2
"""Sessions after which everything that is made once has been made."""
_TIMED = 30


class Within:
    """Hands what is asked to an application as a server would, in this very process."""

    def __init__(self, app: Flask) -> None:
        """Ask this application."""
        self.app = app

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        """Ask for a page and wait until it is whole."""
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], *_problem: object) -> Any:  # noqa: ANN401  WSGI’s own
            told.append((status, headers))

        answer = self.app(_environ(method, path, cookie, body), begin)
        page = b"".join(answer).decode()
        getattr(answer, "close", lambda: None)()
        ((status, headers),) = told
        small = tuple((name.lower(), value) for name, value in headers)
        return Answered(int(status.split()[0]), small, page)


def says(app: Flask, letter: Letter) -> tuple[str, ...]:
    """Walk the Short form with one letter; return the methods of its pages, in order."""
    child = Visitor(Within(app))
    says_everything(child, letter)
    return tuple(child.asked)


def calls(work: Callable[[], object]) -> int:
    """Count how often Python calls anything of its own or of C’s in this work."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def compared(instance: Path) -> tuple[int, int]:
    """Return how often a session calls anything, and as many bare pages."""
    app, plain, letters = _ready(instance, WARMING + 1)
    for letter in letters[:-1]:
        asked = says(app, letter)
        asks_bare(Visitor(Within(plain)), asked)
    ours = calls(lambda: says(app, letters[-1]))
    return ours, calls(lambda: asks_bare(Visitor(Within(plain)), asked))


def main() -> None:
    """Print what a session calls and takes, beside as many bare pages."""
    with TemporaryDirectory(prefix="heard-benchmark-") as name:
        ours, bare_ = compared(Path(name))
    print(f"Calls a session                   {ours:8,}")
    print(f"Calls of as many bare pages       {bare_:8,}")
    with TemporaryDirectory(prefix="heard-benchmark-") as name:
        app, plain, letters = _ready(Path(name), WARMING + _TIMED)
        for letter in letters[:WARMING]:
            asked = says(app, letter)
        session, pages = 1.0, 1.0
        for letter in letters[WARMING:]:
            session = min(session, _took(lambda letter=letter: says(app, letter)))
            pages = min(pages, _took(lambda: asks_bare(Visitor(Within(plain)), asked)))
    print(f"Best of {_TIMED}, CPU                   {1000 * session:8.1f} ms")
    print(f"Best of {_TIMED}, bare pages, CPU       {1000 * pages:8.1f} ms")


def _ready(instance: Path, count: int) -> tuple[Flask, Flask, tuple[Letter, ...]]:
    letters = prepare(instance, count)
    return create_app(Settings.from_environment(environment(instance))), bare.create_app(), letters


def _took(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _environ(method: str, path: str, cookie: str, body: str | None) -> dict[str, Any]:
    at, _mark, query = path.partition("?")
    sent = (body or "").encode("ascii")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": at,
        "QUERY_STRING": query,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(sent),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if body is not None:
        environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
        environ["CONTENT_LENGTH"] = str(len(sent))
    return environ


if __name__ == "__main__":
    main()
