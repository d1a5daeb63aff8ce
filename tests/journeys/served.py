"""The portal on a loopback address, and a note of everything that came over the wire."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import compress
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from feedback.council import Council
from feedback.store import Store
from feedback.store.keys import Keys
from portal import create_app
from portal.settings import Settings

COUNCIL = """
name = "Borough of Example"
leave_to = "{weather}"

[numbers]
duty_day = "01632 960001"
duty_night = "01632 960002"
advocate = "01632 960003"
advocate_name = "Your Voice"
"""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what was answered, as a server and any log before it could see them."""

    method: str
    address: str
    referer: str
    status: int
    kind: str
    gzipped: int
    headers: tuple[tuple[str, str], ...]

    @property
    def is_page(self) -> bool:
        return self.kind.startswith("text/html")


@dataclass
class Wire:
    """Stands before the portal and writes down each exchange, but no body."""

    portal: Callable
    exchanges: list[Exchange] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        answered: list[Any] = []

        def started(status: str, headers: list, error: object = None) -> Callable:
            answered[:] = [status, headers]
            return start_response(status, headers, error)

        found = self.portal(environ, started)
        body = b"".join(found)
        getattr(found, "close", lambda: None)()
        status, headers = answered
        query = environ.get("QUERY_STRING")
        self.exchanges.append(
            Exchange(
                environ["REQUEST_METHOD"],
                environ["PATH_INFO"] + (f"?{query}" if query else ""),
                environ.get("HTTP_REFERER", ""),
                int(status.split()[0]),
                dict(headers).get("Content-Type", ""),
                len(compress(body, mtime=0)),
                tuple(headers),
            )
        )
        return [body]


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal that is being served."""

    app: Flask
    settings: Settings
    wire: Wire
    address: str

    @property
    def weather(self) -> str:
        """Return the neutral page that a child is led to when they leave."""
        return self.settings.council.leave_to

    @property
    def store(self) -> Store:
        return self.app.extensions["heard.store"]

    @property
    def keys(self) -> Keys:
        return self.app.extensions["heard.keys"]

    @property
    def instance(self) -> Path:
        return self.settings.instance


def installed(folder: Path, keys: Path, migrated: Path, weather: str) -> Settings:
    """Put an installation with nothing in it into a folder, out of what was made once for all."""
    folder.mkdir(exist_ok=True)
    shutil.copytree(keys, folder / "keys")
    shutil.copy(migrated, folder / "heard.sqlite")
    (folder / "council.toml").write_text(COUNCIL.format(weather=weather), "utf-8")
    return Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'heard.sqlite'}",
        council=Council.read(folder / "council.toml"),
        secure_cookies=False,
    )


@contextmanager
def served(settings: Settings) -> Iterator[Portal]:
    """Serve a portal from threads of this process, so that it lives in the same made-up time."""
    app = create_app(settings)
    wire = Wire(app.wsgi_app)
    app.wsgi_app = wire
    with listening(app) as address:
        yield Portal(app, settings, wire, address)
    app.extensions["heard.store"].engine.dispose()


@contextmanager
def weather() -> Iterator[str]:
    """Serve a page about the weather, somewhere else."""

    def sunny(_environ: dict[str, Any], start_response: Callable) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [b"<!DOCTYPE html><html lang=en><title>Weather</title><h1>Sunny</h1>"]

    with listening(sunny) as address:
        yield f"{address}/"


class _Quietly(WSGIRequestHandler):
    """Answers, and writes no line about it."""

    def log(self, *_said: object) -> None:
        pass


@contextmanager
def listening(app: Callable) -> Iterator[str]:
    """Serve something on a free port of this machine alone."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quietly)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
