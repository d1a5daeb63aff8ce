"""One of two web processes is killed while children say everything: nothing kept is lost.

At the children’s door on PostgreSQL, with the account that cannot read what was sent.
"""

import json
import os
import signal
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benchmarks.child import ANSWERS, Visitor, says_everything
from benchmarks.line import Answered, Line
from benchmarks.made_up_letters import environment, prepare
from benchmarks.processes import started
from feedback.store.keys import read_keys
from feedback.store.models import ChildCopy, Draft, SentViews
from feedback.store.sealing import Place
from portal.doors import Doors

CHILDREN, AT_ONCE, SENT_BEFORE = 20, 6, 4
PATIENCE = 20


class Patient:
    """A line to the server. Whom a page does not come tries once more, and never a second time."""

    def __init__(self, port: int) -> None:
        self.port, self.line, self.noticed = port, Line(port), 0

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        try:
            return self.line.ask(method, path, cookie, body)
        except (OSError, SystemExit):
            if self.noticed:
                raise
            self.noticed += 1
            self.line.close()
            self.line = Line(self.port)
            return self.line.ask(method, path, cookie, body)


def test_nothing_acknowledged_is_lost_and_nobody_tries_more_than_once_again(
    store, database_url, door_url, tmp_path
):
    letters = prepare(tmp_path, CHILDREN, database_url)
    told = {**environment(tmp_path, Doors.CHILDREN), "PORTAL_DATABASE_URL": door_url}
    serve = ("portal", "serve", "--door", Doors.CHILDREN, "--workers", "2")

    with started(*serve, environ=told) as server, ThreadPoolExecutor(AT_ONCE) as children:
        saying = [children.submit(_says, server.port, letter) for letter in letters]
        _until(lambda: sum(child.done() for child in saying) >= SENT_BEFORE)
        killed = max(server.pids[1:], key=_lines)
        os.kill(killed, signal.SIGKILL)
        wait(saying, timeout=PATIENCE)
        noticed = [child.result(0) for child in saying]
        _until(lambda: len(server.pids) == 3)
        assert killed not in server.pids

    assert max(noticed) <= 1
    assert sum(noticed) >= 1, "nobody was there to notice, so this showed nothing"
    assert _kept(store, read_keys(tmp_path / "keys")) == [*ANSWERS["good"]] * CHILDREN


def _says(port: int, letter) -> int:
    line = Patient(port)
    says_everything(Visitor(line), letter)
    line.line.close()
    return line.noticed


def _kept(store, keys) -> Sequence[str]:
    """Open what everybody said to one question, seeing that all else of Send is whole."""
    with store.look() as transaction:
        assert transaction.scalar(select(func.count()).select_from(Draft)) == 0
        assert transaction.scalar(select(func.count()).select_from(ChildCopy)) == CHILDREN
        found = transaction.execute(select(SentViews.id, SentViews.answers)).all()
    opened = (keys.open(sealed, Place("views", "answers", key)) for key, sealed in found)
    return [json.loads(answers)["good"][0] for answers in opened]


def _lines(pid: int) -> int:
    """Count the lines that a process holds."""
    links = (str(place.readlink()) for place in Path(f"/proc/{pid}/fd").iterdir())
    return sum(link.startswith("socket:") for link in links)


def _until(happened) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            pytest.fail("it did not happen in time")
        time.sleep(0.02)
