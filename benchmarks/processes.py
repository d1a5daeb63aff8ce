"""A server as its machine sees it: a process with its children, their CPU and their memory."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

_PATIENCE = 90
_SCHEDULED = 2  # which of a process’s clocks: user and system time of all its threads


@dataclass(frozen=True, slots=True)
class Server:
    """A server that was started here, on a port of its own."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def cpu(self) -> float:
        """Return the CPU seconds that the server and all its children have used."""
        return sum(_cpu(pid) for pid in self.pids)

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the process and everything that came from it."""
        return tuple(_tree(self.process.pid))

    def memory(self, kind: str) -> int:
        """Return MiB over all processes: ``Rss``, or ``Pss``, which counts what is shared once."""
        return round(sum(_memory(pid, kind) for pid in self.pids) / 1024)


@contextmanager
def started(*command: str, environ: Mapping[str, str], quiet: bool = False) -> Iterator[Server]:
    """Start ``python -m command --port N`` and wait until it answers; ``quiet`` drops its log."""
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", *command, "--port", str(port)],
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if quiet else None,
    )
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            line.request("GET", "/healthz")
            line.getresponse().read()
            line.close()
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _tree(int(child))


def _cpu(pid: int) -> float:
    """Ask the clock of another process, as clock_getcpuclockid(3) names it: to the nanosecond.

    What ``/proc`` tells comes in hundredths of a second, and a few bare pages take less.
    """
    return time.clock_gettime((~pid << 3) | _SCHEDULED)


def _memory(pid: int, kind: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:"))
