"""The worker goes on whatever befalls one job, and calls wait for nobody else’s work."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import select

from feedback.services import letter_batch
from feedback.services.invite import Desk
from feedback.services.letter_batch import Choice
from feedback.services.letter_desk import Clerk
from feedback.services.raise_concern import raise_concern
from feedback.store.models import ConcernKind, Duty, Errand, ErrandState, Job, Role, Staff
from portal import worker, working
from portal.commands.opening import Opened
from portal.settings import Settings
from portal.worker import work_for_ever
from tests.portal.test_mail import post_office
from tests.road import Road

FRIDAY = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


@pytest.fixture
def installation(store, keys, database_url, tmp_path):
    return Opened(Settings(tmp_path, database_url), store, keys, FRIDAY)


@pytest.fixture
def asked(installation):
    """Somebody waits for a letter of a review that is not there."""
    with installation.store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        desk = Desk(installation.council.clocks, installation.settings.locks)
        clerk = Clerk(alex.id, installation.keys, desk, FRIDAY)
    return letter_batch.order(installation.store, clerk, [uuid4()], Choice()).id


class Stopped(BaseException):
    """The worker was told to stop."""


def test_what_somebody_waits_for_is_done_within_a_second(installation, asked, monkeypatch):
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        raise Stopped

    monkeypatch.setattr(worker.clock, "sleep", sleep)
    with time_machine.travel(FRIDAY, tick=False), pytest.raises(Stopped):
        work_for_ever(installation)

    assert slept == [1]
    with installation.store.look() as transaction:
        assert transaction.get_one(Errand, asked).state is ErrandState.DONE


def test_one_failed_errand_does_not_end_the_worker(installation, asked, monkeypatch):
    def fail(*_all, **_more):
        raise OSError("the disk is full")

    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) > 1:
            raise Stopped

    monkeypatch.setattr(worker, "do_asked", fail)
    monkeypatch.setattr(worker.clock, "sleep", sleep)
    with time_machine.travel(FRIDAY, tick=False), pytest.raises(Stopped):
        work_for_ever(installation)

    with installation.store.look() as transaction:
        assert transaction.get_one(Errand, asked).state is ErrandState.WAITING


def test_a_mishap_that_nobody_foresaw_ends_neither_the_worker_nor_the_other_jobs(
    installation, monkeypatch, caplog
):
    def fail(*_all, **_more):
        raise ValueError("Ada Quill")

    def sleep(_seconds):
        raise Stopped

    monkeypatch.setattr(working.tray, "tip_out", fail)
    monkeypatch.setattr(worker.clock, "sleep", sleep)
    with time_machine.travel(FRIDAY, tick=False), pytest.raises(Stopped):
        work_for_ever(installation)

    assert "work failed: ValueError" in caplog.messages
    assert "Ada Quill" not in caplog.text
    with installation.store.look() as transaction:
        done = select(Job.name).where(Job.ran_at.is_not(None))
        assert set(transaction.scalars(done)) == set(working.tasks(installation)) - {
            "tray",
            "retention",
        }


def test_somebody_is_called_while_the_worker_is_at_something_long(
    store, keys, database_url, tmp_path, monkeypatch
):
    road = Road(store, keys, tmp_path)
    road.invited()
    with store.begin() as transaction:
        role = transaction.get(Role, Duty.SAFEGUARDING) or Role(name=Duty.SAFEGUARDING)
        transaction.add(Staff(name="Duty", email="duty@council.example", roles=[role]))
    came = Event()

    def takes_until_somebody_was_called(installation, *, holder):  # noqa: ARG001  as it is asked
        with installation.store.begin() as transaction:
            raise_concern(transaction, road.letter_id, ConcernKind.NOT_SAFE, now=FRIDAY)
        raise Stopped if came.wait(20) else AssertionError("nobody was called")

    monkeypatch.setattr(worker, "TELL_SECONDS", 0.05)
    monkeypatch.setattr(worker, "do_asked", takes_until_somebody_was_called)
    with post_office() as office, time_machine.travel(FRIDAY, tick=False):
        monkeypatch.setattr(office, "handle_message", lambda _message: came.set())
        settings = Settings(tmp_path, database_url, mail=office.server)
        with pytest.raises(Stopped):
            work_for_ever(Opened(settings, store, keys, FRIDAY))

    assert came.is_set()


_KEEPS = """
import os, sys, time
from pathlib import Path
from portal.keeper import Keeper

told = Path(sys.argv[1])

def works():
    with told.open("a") as there:
        there.write(f"{os.getpid()}\\n")
    if len(told.read_text().split()) == 1:
        raise ValueError("Ada Quill")
    time.sleep(60)

kept = Keeper(works, pause=0.05)
kept.start()
sys.stdin.read()
kept.stop()
"""


def is_gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def waits_until(is_so, *, seconds=30):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_worker_that_ended_or_was_killed_is_started_again_and_ends_with_the_server(
    tmp_path, is_killed
):
    told = tmp_path / "told"
    server = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", _KEEPS, told],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def workers():
        return [int(line) for line in told.read_text().split()] if told.exists() else []

    waits_until(lambda: len(workers()) == 2)
    os.kill(workers()[1], signal.SIGKILL)
    waits_until(lambda: len(workers()) == 3)
    if is_killed:
        server.kill()
    said = server.communicate()[1]

    waits_until(lambda: is_gone(workers()[2]))
    assert is_gone(workers()[1])
    assert said.count("the worker ended, and is started again") == 2
    assert "ValueError" in said
    assert "Ada Quill" not in said
