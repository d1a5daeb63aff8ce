"""How a line of the log looks: one JSON object, of named plain facts and no word of anybody’s.

Our own lines carry what ``logs`` lets through. Of lines that libraries write only the level, where
they come from and the kind of what went wrong are told, because nobody can know what is in them;
but for a few of the web server’s, which are of processes and addresses alone.
"""

import json
import logging
import sys
import threading
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType

from gunicorn.glogging import Logger

from portal.logs import log

SAID_BY_THE_SERVER = frozenset(
    {
        *("Connection in use: %s", "Invalid address: %s", "Can't connect to %s"),
        *("WORKER TIMEOUT (pid:%s)", "Worker (pid:%s) exited with code %s."),
        *("Worker (pid:%s) was sent %s!", "Worker (pid:%s) was sent %s! Perhaps out of memory?"),
    }
)


class Lines(logging.Formatter):
    """Writes one line, with its moment in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """Write what may be told of it."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(),
                                   "from": record.name}  # fmt: skip
        if record.name == log.name:
            line["said"] = record.getMessage()
            line |= record.args if isinstance(record.args, Mapping) else {}
        elif record.msg in SAID_BY_THE_SERVER:
            line["said"] = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            line["kind"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


class Quiet(Logger):  # type: ignore[misc]  # no types are shipped
    """The web server’s own log, in the same lines."""

    def setup(self, cfg: object) -> None:
        """Set it up as the server does, and let it say no more than the rest."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())


def to_standard_error() -> None:
    """Let everything that is logged in this process, or ends it, be such a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.getLogger().handlers[:] = [handler]
    log.setLevel(logging.INFO)
    logging.raiseExceptions = False  # else a log that cannot be written is told with its words
    sys.excepthook = unforeseen
    threading.excepthook = _unforeseen_in_a_thread


def unforeseen(
    kind: type[BaseException], problem: BaseException, trace: TracebackType | None
) -> None:
    """Say where something ended that nobody foresaw, and of what kind; never what it said."""
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].name.strip('<>')}.{frames[-1].lineno}" if frames else "nowhere"
    del problem
    log.critical("ended at %(place)s by %(kind)s", {"place": place, "kind": kind.__name__})


def _unforeseen_in_a_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        unforeseen(told.exc_type, told.exc_value, told.exc_traceback)
