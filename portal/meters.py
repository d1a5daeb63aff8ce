"""How many requests a door answered, how, and how fast: numbers of machines, never of children.

All processes of a door add to the same numbers: they lie in memory that was shared before the
processes parted. Adding takes a lock that the system lets go of should a process die. Requests are
told apart by which half of the portal they ask, and by nothing that a child decides: neither which
page, nor what was sent.
"""

import fcntl
import mmap
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from threading import Lock
from time import perf_counter
from typing import Any

from portal.sessions import is_staff_side

KINDS = ("child", "public", "staff", "file")
METHODS = ("GET", "POST", "other")
STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper ends of the steps by which it is told how fast pages come."""

SLOWER = float("inf")
WATCHED = ("/health/", "/healthz", "/metrics")
"""What monitoring asks is not counted."""

_FILES = ("/files/", "/style/", "/voices/")
_PUBLIC = ("/about", "/robots.txt")
_DOORS = frozenset({"/staff/sign-in", "/staff/second-step", "/staff/recovery", "/staff/again"})
_WIDTH = 8
_MICRO = 1_000_000

Name = tuple[str, ...]
Answering = Callable[..., Iterable[bytes]]


class Meters:
    """Whole numbers with fixed names, which only grow, shared by the processes of a door."""

    def __init__(self) -> None:
        """Make room for every number before the processes part."""
        names = list(_names())
        self._places: Mapping[Name, int] = {name: place for place, name in enumerate(names)}
        self._shared = mmap.mmap(-1, _WIDTH * len(names))
        self._numbers = memoryview(self._shared).cast("Q")
        self._ours = Lock()
        self._file = TemporaryFile()  # noqa: SIM115  it is the lock, for as long as we run
        weakref.finalize(self, self._file.close)

    def note(self, kind: str, method: str, status: str, seconds: float) -> None:
        """Add one request."""
        step = next((end for end in SECONDS if seconds <= end), SLOWER)
        self._add({("requests", kind, method, status): 1, ("steps", kind, str(step)): 1,
                   ("microseconds", kind): round(seconds * _MICRO)})  # fmt: skip

    def note_refused(self) -> None:
        """Add one try to sign in that was refused."""
        self._add({("refused",): 1})

    def read(self) -> Mapping[Name, int]:
        """Return every number as it is now."""
        return {name: self._numbers[place] for name, place in self._places.items()}

    def forget(self) -> None:
        """Begin at nothing, once the portal has asked itself what it asks before it opens."""
        self._shared[:] = bytes(len(self._shared))

    def _add(self, more: Mapping[Name, int]) -> None:
        with self._ours:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                for name, number in more.items():
                    self._numbers[self._places[name]] += number
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


class Counting:
    """Counts each answer as it leaves."""

    def __init__(self, app: Answering, meters: Meters) -> None:
        """Wrap the whole portal."""
        self.app, self.meters = app, meters

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer as the portal does; a failure that nobody caught counts as ours."""
        path, began, status = environ.get("PATH_INFO", ""), perf_counter(), "5xx"
        if path.startswith(WATCHED):
            return self.app(environ, start_response)

        def begin(said: str, headers: list[tuple[str, str]], *problem: Any) -> Any:  # noqa: ANN401  WSGI’s own
            nonlocal status
            status = f"{said[0]}xx"
            return start_response(said, headers, *problem)

        try:
            return self.app(environ, begin)
        finally:
            asked = environ["REQUEST_METHOD"]
            method = asked if asked in METHODS else "other"
            self.meters.note(kind_of(path), method, status, perf_counter() - began)
            if method == "POST" and path in _DOORS and status != "3xx":
                self.meters.note_refused()


def kind_of(path: str) -> str:
    """Say which half of the portal an address asks, and no more."""
    if path.startswith(_FILES):
        return "file"
    if is_staff_side(path):
        return "staff"
    return "public" if path.startswith(_PUBLIC) else "child"


def _names() -> Iterator[Name]:
    for kind in KINDS:
        yield from (("requests", kind, how, what) for how in METHODS for what in STATUSES)
        yield from (("steps", kind, str(end)) for end in (*SECONDS, SLOWER))
        yield ("microseconds", kind)
    yield ("refused",)
