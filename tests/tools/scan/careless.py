"""The control: a page and a form that write whatever they are given into words and query."""

import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from sqlite3 import Error, connect

FORM = (
    '<form method="post" action="/say"><input name="said" value="anna"><button>Say</button></form>'
)


@contextmanager
def careless() -> Iterator[int]:
    """Serve them on a port of their own until the block ends."""
    with _serving(_Page) as port:
        yield port


@contextmanager
def served(page: str) -> Iterator[int]:
    """Serve one page, whatever is asked for, on a port of its own until the block ends."""

    class Same(_Page):
        def _answer(self, name: str) -> None:
            del name
            self._write(page)

    with _serving(Same) as port:
        yield port


@contextmanager
def _serving(pages: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        given = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        self._answer(given.get("name", [""])[0])

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self._answer(urllib.parse.parse_qs(sent).get("said", [""])[0])

    def _answer(self, name: str) -> None:
        link = '<a href="/?name=anna">anna</a>'
        self._write(f"<html><body>{name} {_asked(name)} {link} {FORM}</body></html>")

    def _write(self, page: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_given: object) -> None:
        pass


def _asked(name: str) -> str:
    with connect(":memory:") as database:
        database.execute("CREATE TABLE child (name)")
        database.execute("INSERT INTO child VALUES ('anna')")
        try:
            return str(
                database.execute(f"SELECT name FROM child WHERE name = '{name}'").fetchall()
            )
        except Error as problem:
            return str(problem)
