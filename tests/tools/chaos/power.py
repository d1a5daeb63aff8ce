"""Cutting the power under the portal at random moments, and starting from what the disk kept."""

import json
import os
import random
import select
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from flask import Flask
from werkzeug.test import Client

from benchmarks.line import Answered
from benchmarks.made_up_letters import Letter
from portal import create_app
from portal.settings import Settings
from tests.tools.chaos.child import Acknowledged, Kind, Patient, Road, sends
from tests.tools.chaos.disk import lose_what_is_not_synced, power_cut, sync_nothing

_PAUSE = (0.05, 0.6)
_LONGEST = 60
_CHUNK = 65_536
_SITS_DOWN, _TOLD = b"\n", b"}\n"
"""What a process says when a child begins, and how it ends saying what one was told."""


@dataclass
class Cuts:
    """How often the power went, and what children were told meanwhile."""

    cuts: int = 0
    told: list[Acknowledged] = field(default_factory=list)


@dataclass
class _Here:
    """The portal of this process, asked without a wire."""

    client: Client
    address: str

    def ask(self, method: str, path: str, cookie: str, body: str | None) -> Answered:
        """Ask as a browser would, and read the whole answer."""
        form = {} if body is None else {"content_type": "application/x-www-form-urlencoded"}
        answer = self.client.open(
            path, method=method, data=body, headers={"Cookie": cookie},
            environ_overrides={"REMOTE_ADDR": self.address}, **form,
        )  # fmt: skip
        headers = tuple((name.lower(), value) for name, value in answer.headers)
        return Answered(answer.status_code, headers, answer.get_data(as_text=True))


def cut_under(
    instance: Path, letters: Sequence[tuple[Letter, Kind]], *, seed: int, most: int,
    careless: Callable[[], None] | None = None,
) -> Cuts:  # fmt: skip
    """Let children send until the power goes, again and again, at most so often.

    ``careless`` is done first in each process: a control, in which nothing survives by chance.
    """
    chance, aside = random.Random(seed), instance / "synced"
    aside.mkdir()
    app = _portal(instance)
    cuts, waiting = Cuts(told=_first_of_all(app, letters[:2])), list(letters[2:])
    while waiting and cuts.cuts < most:
        power_cut(instance, aside, keeps_more=lambda: True)
        told = _until_the_power_goes(app, aside, waiting, chance.uniform(*_PAUSE), careless)
        keeps_more = (lambda: False) if careless else (lambda: chance.random() < 0.5)
        power_cut(instance, aside, keeps_more=keeps_more)
        cuts.cuts += 1
        cuts.told += told
        done = {one.number for one in told}
        waiting = [each for each in waiting if each[0].number not in done]
    return cuts


def without_sync() -> None:
    """Switch ``synchronous`` off and leave the journal as careful as it is."""
    sync_nothing(journal=False)


def without_sync_or_journal() -> None:
    """Switch ``synchronous`` off, and let the journal not wait for its disk either."""
    sync_nothing(journal=True)


def _portal(instance: Path) -> Flask:
    url = f"sqlite:///{instance / 'heard.sqlite'}"
    return create_app(Settings(instance=instance, database_url=url, secure_cookies=False))


def _first_of_all(app: Flask, letters: Sequence[tuple[Letter, Kind]]) -> list[Acknowledged]:
    """Let two children send in peace: each process that dies is a copy of one that is warm."""
    told = [_sends(app, *each, address=f"10.0.0.{place}") for place, each in enumerate(letters)]
    app.extensions["heard.store"].engine.dispose()
    return told


def _until_the_power_goes(
    app: Flask, aside: Path, letters: Sequence[tuple[Letter, Kind]], seconds: float,
    careless: Callable[[], None] | None,
) -> list[Acknowledged]:  # fmt: skip
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        with suppress(BaseException):
            os.close(reading)
            lose_what_is_not_synced(aside)
            if careless:
                careless()
            _all_send(app, letters, writing)
        os._exit(0)
    os.close(writing)
    heard = _hear(reading, until=_TOLD if careless else _SITS_DOWN)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while got := os.read(reading, _CHUNK):
        heard += got
    os.close(reading)
    whole = heard[: heard.rfind(b"\n") + 1].splitlines()
    return [_read(line) for line in whole if line]


def _hear(reading: int, *, until: bytes) -> bytes:
    """Let the process come to itself, so that the moment of its death is one of its work.

    A control waits until somebody was told something that can be lost.
    """
    heard = b""
    while until not in heard and select.select([reading], [], [], _LONGEST)[0]:
        if not (got := os.read(reading, _CHUNK)):
            break
        heard += got
    return heard


def _all_send(app: Flask, letters: Sequence[tuple[Letter, Kind]], writing: int) -> None:
    for place, (letter, kind) in enumerate(letters):
        os.write(writing, _SITS_DOWN)
        told = _sends(app, letter, kind, address=f"10.1.{os.getpid() & 255}.{place & 255}")
        os.write(writing, json.dumps(asdict(told)).encode() + b"\n")


def _sends(app: Flask, letter: Letter, kind: Kind, *, address: str) -> Acknowledged:
    line = _Here(Client(app, use_cookies=False), address)
    (told,) = sends(Patient(line=line), letter, kind, Road())
    return told


def _read(line: bytes) -> Acknowledged:
    said = json.loads(line)
    return Acknowledged(said["number"], Kind(said["kind"]), said["receipt"])
