"""Killing a real server under the hands of children, with the signal that nobody can catch."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from benchmarks import processes
from benchmarks.made_up_letters import Letter, environment
from tests.tools.chaos.child import Acknowledged, Kind, Patient, sends

EVERYTHING = 20
"""One kill in so many takes all processes; the others take one that serves."""
_PAUSE = (0.02, 0.3)
_AT_ONCE = 8
_WHOLE = 4
"""One child in so many answers every question."""


@dataclass
class Killed:
    """What was killed, what children were told meanwhile, and how often they pressed again."""

    one: int = 0
    all: int = 0
    told: list[Acknowledged] = field(default_factory=list)
    again: list[int] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """Return how many times ``kill -9`` was sent."""
        return self.one + self.all


@dataclass
class Dying:
    """A server on one port, started again each time it was killed whole."""

    instance: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    remembers: ClassVar[bool] = True
    """Whether a child who was let in before a kill must still be known after it."""

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "portal", "serve", "--no-work", "--workers", "2",
             "--port", str(self.port)],
            env={**os.environ, **environment(self.instance), "PORTAL_PROXIES": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        processes._wait(self.process, self.port)  # noqa: SLF001  as the benchmark waits

    def kill(self, *, everything: bool, chance: random.Random) -> bool:
        """Kill one process that serves, or all of them; return whether it was all."""
        main, *serving = tuple(processes._tree(self.process.pid))  # noqa: SLF001  as above
        if not everything and serving:
            os.kill(chance.choice(serving), signal.SIGKILL)
            return False
        for pid in (main, *serving):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.after_death()
        self.start()
        return True

    def after_death(self) -> None:
        """Leave everything as it lies."""

    def stop(self) -> None:
        """Let it go in peace."""
        self.process.terminate()
        self.process.wait()


@dataclass
class Forgetful(Dying):
    """A control: a server that has its database in memory, which dies with it."""

    remembers = False

    def start(self) -> None:
        """Remember what the database is, and serve it."""
        keep_aside(self.instance)
        super().start()

    def after_death(self) -> None:
        """Lose whatever was written since the start."""
        put_back(self.instance)


def keep_aside(instance: Path) -> None:
    """Copy the database, whole, beside itself. Nobody may be writing."""
    names = (instance / "heard.sqlite", instance / "aside.sqlite")
    with closing(sqlite3.connect(names[0])) as here, closing(sqlite3.connect(names[1])) as there:
        here.backup(there)


def put_back(instance: Path) -> None:
    """Put the copy in the database’s place."""
    for path in instance.glob("heard.sqlite*"):
        path.unlink()
    shutil.copyfile(instance / "aside.sqlite", instance / "heard.sqlite")


@contextmanager
def dying(instance: Path, kind: type[Dying] = Dying) -> Iterator[Dying]:
    """Serve an installation until the block ends."""
    server = kind(instance, processes._free_port())  # noqa: SLF001  as above
    server.start()
    try:
        yield server
    finally:
        server.stop()


def kill_under(
    server: Dying, letters: Sequence[tuple[Letter, Kind]], *, seed: int, most: int
) -> Killed:
    """Let every child send while the server is killed, at most so often, at random moments."""
    chance, killed = random.Random(seed), Killed()
    with ThreadPoolExecutor(_AT_ONCE) as children:
        waiting = [
            children.submit(_send, server, place, *each) for place, each in enumerate(letters)
        ]
        while killed.kills < most and not all(one.done() for one in waiting):
            time.sleep(chance.uniform(*_PAUSE))
            everything = killed.kills % EVERYTHING == EVERYTHING // 4
            if server.kill(everything=everything, chance=chance):
                killed.all += 1
            else:
                killed.one += 1
        _gather(waiting, killed)
    return killed


def _send(server: Dying, place: int, letter: Letter, kind: Kind) -> tuple[Acknowledged, int]:
    address = f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
    while True:
        child = Patient(port=server.port, address=address)
        try:
            told = sends(child, letter, kind, whole=place % _WHOLE == 0)
        except SystemExit:
            if server.remembers:
                raise
        else:
            return told, child.again
        finally:
            child.hang_up()


def _gather(waiting: Sequence[Future[tuple[Acknowledged, int]]], killed: Killed) -> None:
    for one in waiting:
        told, again = one.result()
        killed.told.append(told)
        killed.again.append(again)
