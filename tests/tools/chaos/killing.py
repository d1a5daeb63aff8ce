"""Killing a real server under the hands of children, with the signal that nobody can catch."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import ClassVar

from benchmarks import processes
from benchmarks.made_up_letters import Letter, environment
from tests.tools.chaos.child import Acknowledged, Kind, Patient, Road, sends

EVERYTHING = 20
"""One kill in so many takes all processes; the others take one that serves."""
_PAUSE = (0.02, 0.1)
_AT_ONCE, _WAITS = 8, 8
_WHOLE = 10
"""One child in so many answers every question and chooses pictures; others go short."""
MORE = 3
"""How many more things each child adds to the views that were sent."""
_LAST = 0.97
"""After this part of what is to be sent nothing is killed, so that every kill meets somebody."""
_SAYS_SO = 1_000


@dataclass
class Killed:
    """What was killed, what children were told meanwhile, and how often they pressed again."""

    one: int = 0
    all: int = 0
    told: list[Acknowledged] = field(default_factory=list)
    again: int = 0
    gave_up: list[str] = field(default_factory=list)
    """Children for whom nothing helped, and why."""

    sent: int = 0
    """Children who came to the end of their road."""

    def __str__(self) -> str:
        kinds = Counter(one.kind for one in self.told)
        told = ", ".join(f"{kinds[kind]:,} of {kind}" for kind in Kind)
        gave_up = "".join(f"\n  GAVE UP: {why}" for why in self.gave_up)
        return f"{self.sent:,} children ({told}), who pressed again {self.again:,} times{gave_up}"

    @property
    def kills(self) -> int:
        """Return how many times ``kill -9`` was sent."""
        return self.one + self.all


@dataclass
class Dying:
    """A server on one port, started again each time it was killed whole."""

    instance: Path
    port: int
    url: str = ""
    """Where its database is, if not in a file of the installation."""

    process: subprocess.Popen[bytes] | None = None
    remembers: ClassVar[bool] = True
    """Whether a child who was let in before a kill must still be known after it."""

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "portal", "serve", "--no-work", "--workers", "2",
             "--port", str(self.port)],
            env={**os.environ, **environment(self.instance), "PORTAL_PROXIES": "1",
                 "PORTAL_DATABASE_URL": self.url},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._until_it_answers()

    def _until_it_answers(self) -> None:
        """Wait as the benchmark waits, and longer: others may be using the machine."""
        for left in reversed(range(_WAITS)):
            try:
                processes._wait(self.process, self.port)  # noqa: SLF001  as there
            except SystemExit:
                if not left or self.process.poll() is not None:
                    self.process.kill()
                    raise
            else:
                return

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
def dying(instance: Path, kind: type[Dying] = Dying, url: str = "") -> Iterator[Dying]:
    """Serve an installation until the block ends."""
    server = kind(instance, processes._free_port(), url)  # noqa: SLF001  as above
    server.start()
    try:
        yield server
    finally:
        server.stop()


def kill_under(
    server: Dying, letters: Sequence[tuple[Letter, Kind]], *, seed: int, most: int,
    over: Event | None = None, says: Callable[[str], None] = lambda _line: None,
) -> Killed:  # fmt: skip
    """Let every child send while the server is killed so often, at random moments between.

    Once it is ``over`` no other child begins: what was told until then is what counts.
    """
    chance, killed, began = random.Random(seed), Killed(), time.monotonic()
    over, total = over or Event(), acknowledgements(len(letters))
    moments = sorted(chance.uniform(0, _LAST * total) for _ in range(most))
    with ThreadPoolExecutor(_AT_ONCE) as children:
        waiting = [
            children.submit(_send, server, place, each, killed, over)
            for place, each in enumerate(letters)
        ]
        said = 0
        while not all(one.done() for one in reversed(waiting)):
            if len(killed.told) - said >= _SAYS_SO:
                said = len(killed.told)
                says(f"  ... {said:,} told, {killed.kills:,} kills, {_clock(began)}")
            if killed.kills < most and len(killed.told) >= moments[killed.kills]:
                _kill(server, killed, chance)
            time.sleep(chance.uniform(*_PAUSE))
    for one in waiting:
        one.result()
    return killed


def acknowledgements(letters: int) -> int:
    """Return how often children with these many letters are told that something is safe."""
    return letters + MORE * ((letters + 1) // 2)


def _clock(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"


def _kill(server: Dying, killed: Killed, chance: random.Random) -> None:
    everything = killed.kills % EVERYTHING == EVERYTHING // 4
    if server.kill(everything=everything, chance=chance):
        killed.all += 1
    else:
        killed.one += 1


def _send(
    server: Dying, place: int, letter: tuple[Letter, Kind], killed: Killed, over: Event
) -> None:
    """Send whatever happens. A child whom a forgetful server no longer knows begins anew."""
    address = f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
    whole = place // 2 % _WHOLE == 0
    while not over.is_set():
        child = Patient(port=server.port, address=address)
        try:
            for told in sends(child, *letter, Road(whole, whole, MORE)):
                killed.told.append(told)
        except (SystemExit, OSError) as problem:
            if server.remembers:
                killed.gave_up.append(f"{letter[0].number}: {problem}")
                return
        else:
            killed.sent += 1
            return
        finally:
            killed.again += child.again
            child.hang_up()
