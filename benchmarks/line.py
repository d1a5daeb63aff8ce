"""One line to a server, kept open: just enough of HTTP to ask for a page and be answered.

It shares the machine with the server it measures, so it takes as little of it as it can.
"""

import socket
from dataclasses import dataclass

_CHUNK = 65_536
_TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: the status, each header as it was sent, and the page."""

    status: int
    headers: tuple[tuple[str, str], ...]
    page: str

    def all(self, name: str) -> list[str]:
        """Return every value of a header, by its name in small letters."""
        return [value for key, value in self.headers if key == name]


class Line:
    """A connection to a port of this machine."""

    def __init__(self, port: int) -> None:
        """Open it."""
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        """Ask for a page and wait until it is whole."""
        told = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
        if body is not None:
            told += (
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n"
            )
        self.socket.sendall(f"{told}\r\n{body or ''}".encode("ascii"))
        return self._answered()

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _answered(self) -> Answered:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, page = got.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        split = (line.partition(":") for line in lines)
        headers = tuple((name.lower(), value.strip()) for name, _, value in split)
        length = int(dict(headers)["content-length"])
        parts = [page]
        left = length - len(page)
        while left > 0:
            parts.append(self._more())
            left -= len(parts[-1])
        return Answered(int(status.split()[1]), headers, b"".join(parts).decode())

    def _more(self) -> bytes:
        got = self.socket.recv(_CHUNK)
        if not got:
            raise SystemExit("The server hung up.")
        return got
