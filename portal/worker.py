"""The worker: it goes on whatever befalls one job, and nobody’s call waits for another’s work.

Messages go out in a line of their own, a thread: a release or the letters of a whole council take
minutes, and whoever is called must hear of it in half a minute all the same.
"""

import time as clock
from collections.abc import Iterator, Mapping
from threading import Event, Thread
from uuid import UUID, uuid4

from feedback.services import errands
from feedback.services.work import MESSAGES, Task, do_due
from portal.asked_for import doers
from portal.commands.opening import Opened, moment
from portal.logs import log
from portal.working import tasks

PAUSE_SECONDS = 30
TELL_SECONDS = 30.0
"""At most so long after a call, somebody is told of it."""

LOOK_SECONDS = 1
"""Somebody waits for what they asked for, so a worker looks for it every second."""

_STOPS_WITHIN_SECONDS = 5


def work_once(installation: Opened) -> tuple[str, ...]:
    """Do what is due and what was asked for now, and name what was due."""
    done = do_due(installation.store, tasks(installation), holder=uuid4(), clock=moment)
    do_asked(installation, holder=uuid4())
    return done


def do_asked(installation: Opened, *, holder: UUID) -> None:
    """Do everything that somebody asked for and waits for. A mishap is tried again later."""
    work = doers(installation.settings, installation.keys)
    while errands.do_next(installation.store, work, holder=holder, clock=moment):
        log.info("did %(job)s", {"job": "errand"})


def work_for_ever(installation: Opened) -> None:
    """Do what is due, every half minute, until told to stop. A mishap is logged and retried."""
    everything, over = dict(tasks(installation)), Event()
    messages = {MESSAGES: everything.pop(MESSAGES)}
    teller = Thread(target=_tell, args=(installation, messages, over), daemon=True)
    teller.start()
    try:
        _do_the_rest(installation, everything)
    finally:
        over.set()
        teller.join(_STOPS_WITHIN_SECONDS)


def _tell(installation: Opened, messages: Mapping[str, Task], over: Event) -> None:
    holder = uuid4()
    while not over.is_set():
        _do_due(installation, messages, holder, is_beside=True)
        over.wait(TELL_SECONDS)


def _do_the_rest(installation: Opened, everything: Mapping[str, Task]) -> None:
    holder = uuid4()
    while True:
        _do_due(installation, everything, holder, is_beside=False)
        _wait(installation, holder)


def _do_due(
    installation: Opened, due: Mapping[str, Task], holder: UUID, *, is_beside: bool
) -> None:
    try:
        done = do_due(installation.store, due, holder=holder, clock=moment, is_beside=is_beside)
        for name in done:
            log.info("did %(job)s", {"job": name})
    except Exception as mishap:  # noqa: BLE001  nothing that befalls one job ends the worker
        _say(mishap)


def _wait(installation: Opened, holder: UUID) -> None:
    """Wait until things are due again, doing meanwhile what is asked for."""
    for _second in range(0, PAUSE_SECONDS, LOOK_SECONDS):
        try:
            do_asked(installation, holder=holder)
        except Exception as mishap:  # noqa: BLE001  as above
            _say(mishap)
        clock.sleep(LOOK_SECONDS)


def _say(mishap: Exception) -> None:
    """Log of what kind it was, each where there are several; never what it said."""
    for kind in _kinds(mishap):
        log.error("work failed: %(kind)s", {"kind": kind})


def _kinds(mishap: BaseException) -> Iterator[str]:
    if isinstance(mishap, BaseExceptionGroup):
        for one in mishap.exceptions:
            yield from _kinds(one)
    else:
        yield type(mishap).__name__
