"""One of two web processes is killed at each door while children say everything and staff read.

On PostgreSQL, each door with its own account and the children’s with its own keys: nothing kept
is lost, what was read was in the log first, and nobody has to press more than once again.
"""

import json
import os
import signal
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from passlib.totp import TOTP
from sqlalchemy import func, select

from benchmarks.child import ANSWERS, Visitor, says_everything
from benchmarks.line import Answered, Line
from benchmarks.made_up_letters import environment, prepare
from benchmarks.processes import Server, started
from feedback.services.staff import Person
from feedback.store.audit import first_broken
from feedback.store.keys import read_keys
from feedback.store.models import AuditRow, ChildCopy, Draft, Duty, SentViews
from feedback.store.sealing import Place
from portal.doors import Doors
from portal.enrolling import Enrolment, enrol

CHILDREN, AT_ONCE = 14, 6
SENT_BEFORE, READ_BEFORE = 3, 5
PATIENCE = 40
SILENT = 1
"""After so many seconds of silence a line is taken anew: a server lets go of one after two."""
SAID = ANSWERS["good"][0]


class Patient:
    """A line to the server. Whom a page does not come tries once more, and never a second time."""

    def __init__(self, port: int) -> None:
        self.port, self.line, self.noticed = port, Line(port), 0
        self.answered = time.monotonic()

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        if time.monotonic() - self.answered > SILENT:
            self._anew()
        answer = self._ask(method, path, cookie, body)
        self.answered = time.monotonic()
        return answer

    def _ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        try:
            return self.line.ask(method, path, cookie, body)
        except (OSError, SystemExit):
            if self.noticed:
                raise
            self.noticed += 1
            self._anew()
            return self.line.ask(method, path, cookie, body)

    def _anew(self) -> None:
        self.line.close()
        self.line = Line(self.port)


@dataclass
class Reader:
    """The officer, who reads whatever came and was not read yet."""

    port: int
    read: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.line = Patient(self.port)
        self.screen = Visitor(self.line)

    def comes_in(self, given: Enrolment) -> None:
        self.screen.get("/staff/sign-in")
        self.screen.post("/staff/sign-in", [("email", given.email), ("password", given.password)])
        code = TOTP(key=given.authenticator).generate().token
        self.screen.post(self.screen.path, [("code", code)])

    def reads_all(self, store) -> int:
        """Read until every child was heard; return how often a page had to be asked for again."""
        while len(self.read) < CHILDREN:
            self.screen.get("/staff/reviews")
            for review_id in _sent(store) - self.read:
                self.screen.get(f"/staff/reviews/{review_id}")
                assert SAID in self.screen.page
                self.read.add(review_id)
        self.line.line.close()
        return self.line.noticed


def test_a_killed_process_of_either_door_loses_nothing_and_is_noticed_once_at_most(
    store, database_url, door_url, desk_url, tmp_path
):
    letters, keys = prepare(tmp_path, CHILDREN, database_url), read_keys(tmp_path / "keys")
    person = Person("Alison Hargreaves", "alison@anytown.example", {Duty.OFFICER}, "IRO01")
    given = enrol(store, person, keys=keys, now=datetime.now(UTC))
    childrens = {**environment(tmp_path, Doors.CHILDREN), "PORTAL_DATABASE_URL": door_url}
    staffs = {**environment(tmp_path, Doors.STAFF), "PORTAL_DATABASE_URL": desk_url}

    with (
        started(*_serve(Doors.CHILDREN), environ=childrens) as door,
        started(*_serve(Doors.STAFF), "--no-work", environ=staffs) as desk,
        ThreadPoolExecutor(AT_ONCE + 1) as people,
    ):
        officer = Reader(desk.port)
        officer.comes_in(given)
        saying = [people.submit(_says, door.port, letter) for letter in letters]
        reading = people.submit(officer.reads_all, store)
        _until(lambda: sum(child.done() for child in saying) >= SENT_BEFORE)
        _kill_one(door)
        _until(lambda: len(officer.read) >= READ_BEFORE or reading.done())
        _kill_one(desk)
        wait([*saying, reading], timeout=PATIENCE)
        noticed = [child.result(0) for child in saying]
        _until(lambda: len(door.pids) == len(desk.pids) == 3)

    assert max(noticed) <= 1
    assert sum(noticed) >= 1, "nobody was there to notice, so this showed nothing"
    assert reading.result(0) == 1, "the officer was to notice once, and go on reading"
    assert _kept(store, keys) == [SAID] * CHILDREN
    assert officer.read <= _told_to_the_log(store, keys)


def _serve(doors: Doors) -> tuple[str, ...]:
    return ("portal", "serve", "--door", str(doors), "--workers", "2")


def _kill_one(server: Server) -> None:
    """Kill the process that holds the most lines."""
    killed = max(server.pids[1:], key=_lines)
    os.kill(killed, signal.SIGKILL)
    _until(lambda: killed not in server.pids)


def _says(port: int, letter) -> int:
    line = Patient(port)
    says_everything(Visitor(line), letter)
    line.line.close()
    return line.noticed


def _sent(store) -> set[UUID]:
    with store.look() as transaction:
        return set(transaction.scalars(select(SentViews.review_id)))


def _kept(store, keys) -> Sequence[str]:
    """Open what everybody said to one question, seeing that all else of Send is whole."""
    with store.look() as transaction:
        assert transaction.scalar(select(func.count()).select_from(Draft)) == 0
        assert transaction.scalar(select(func.count()).select_from(ChildCopy)) == CHILDREN
        found = transaction.execute(select(SentViews.id, SentViews.answers)).all()
    opened = (keys.open(sealed, Place("views", "answers", key)) for key, sealed in found)
    return [json.loads(answers)["good"][0] for answers in opened]


def _told_to_the_log(store, keys) -> set[UUID]:
    """Name the reviews of which the log, which is whole, says that they were opened."""
    with store.look() as transaction:
        assert first_broken(transaction, keys=keys) is None
        opened = select(AuditRow.subject_id).where(AuditRow.subject == "review")
        return set(transaction.scalars(opened))


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
