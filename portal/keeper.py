"""A process beside the web server, started anew whenever it ends.

It is kept by a small process of its own: the web server takes every child of its process for one
of those that answer, and would take note in our place when this one ends. Each of the two ends
by itself once whoever started it is gone, however that came about.
"""

import os
import signal
import time
from collections.abc import Callable
from threading import Thread
from typing import NoReturn

from portal.log_lines import unforeseen
from portal.logs import log

PAUSE_SECONDS = 5.0
"""How long it waits before it starts it again, so that what cannot start does not spin."""

_LOOK_SECONDS = 0.5


class Keeper:
    """Keeps something at work for as long as the process that asked for it is there."""

    def __init__(self, works: Callable[[], None], *, pause: float = PAUSE_SECONDS) -> None:
        """Say what is to be at work."""
        self._works, self._pause = works, pause
        self._asker, self._process = os.getpid(), 0

    def start(self) -> None:
        """Start it. Whoever asks has no threads yet, which would not go along."""
        self._process = _apart(self._keep)

    def stop(self) -> None:
        """Stop it; nothing where a child of the asker comes by here as it ends."""
        if self._process and os.getpid() == self._asker:
            os.kill(self._process, signal.SIGTERM)
            self._process = 0

    def _keep(self) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server is told, and stops us
        while True:
            process = _apart(self._work)
            while os.waitpid(process, os.WNOHANG) == (0, 0):
                _ends_without(self._asker)
                time.sleep(_LOOK_SECONDS)
            log.error("the worker ended, and is started again")
            time.sleep(self._pause)
            _ends_without(self._asker)

    def _work(self) -> None:
        Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
        self._works()


def _apart(does: Callable[[], None]) -> int:
    """Do something in a process of its own, and return which."""
    process = os.fork()
    if not process:
        _do_and_end(does)
    return process


def _do_and_end(does: Callable[[], None]) -> NoReturn:
    """Do it, and end without anything that the process it comes from would do at its end."""
    code = 1
    try:
        does()
        code = 0
    except BaseException as problem:  # noqa: BLE001  its kind is told; what it said is not
        unforeseen(type(problem), problem, problem.__traceback__)
    finally:
        os._exit(code)


def _watch(parent: int) -> NoReturn:
    while True:
        _ends_without(parent)
        time.sleep(_LOOK_SECONDS)


def _ends_without(parent: int) -> None:
    """End this process at once where whoever started it is gone; it may be cut off anywhere."""
    if os.getppid() != parent:
        os._exit(0)
