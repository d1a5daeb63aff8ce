"""What a whole child’s session costs, beside the same number of bare pages.

Run by ``python -m benchmarks.child_session``. Docs in ``docs/benchmarks.md``.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.child import Visitor, asks_bare, says_everything
from benchmarks.line import Line
from benchmarks.made_up_letters import Letter, environment, prepare
from benchmarks.processes import Server, started
from feedback.letters.secret import make_secret
from feedback.services.letter_keys import SALT_BYTES, derive
from feedback.store.models import Cost
from portal.doors import Doors

_TRIES = 20
_SEED = b"benchmark" * 4


@dataclass(frozen=True, slots=True)
class Walked:
    """One session: the methods of its pages in order, and how long each page took."""

    asked: tuple[str, ...]
    seconds: tuple[float, ...]


@dataclass(slots=True)
class Measured:
    """What was measured of one server so far."""

    walked: list[Walked] = field(default_factory=list)
    cpu: float = 0.0
    seconds: float = 0.0

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the methods of one session’s pages, in order."""
        return self.walked[0].asked

    @property
    def milliseconds(self) -> float:
        """Return the CPU of all processes of the server for one session."""
        return 1000 * self.cpu / len(self.walked)

    @property
    def rate(self) -> float:
        """Return how many whole sessions there were a second."""
        return len(self.walked) / self.seconds

    @property
    def p95(self) -> float:
        """Return how many milliseconds all but the slowest twentieth of pages took at most."""
        waits = [1000 * wait for one in self.walked for wait in one.seconds]
        return quantiles(waits, n=20)[-1]


def main() -> None:
    """Walk sessions and bare pages by turns, and print what both cost."""
    told = _arguments()
    each = -(-told.sessions // told.turns)
    with TemporaryDirectory(prefix="heard-benchmark-") as name:
        instance = Path(name)
        letters = prepare(instance, told.children * told.workers + each * told.turns)
        workers = ("--workers", str(told.workers))
        serve = ("portal", "serve", "--no-work", "--door", told.door, *workers)
        with (
            _children(told.children, apart=told.apart) as children,
            started(*serve, environ=environment(instance, told.door)) as ours,
            started("benchmarks.bare", *workers, *told.bare, environ={}) as bare,
        ):
            portal, plain = _by_turns(children, ours, bare, letters, told)
            memory = ours.memory("Rss"), ours.memory("Pss")
        dear, cheap = _words(instance, Cost.FULL), _words(instance, Cost.CHEAP)
    _print(portal, plain, memory, told)
    print(f"Checking a letter’s words         {dear:8.1f} ms CPU more, once a session")
    print(f"                                  ({cheap:.1f} ms is above, these being cheap)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=1600, help="whole sessions to walk")
    parser.add_argument("--children", type=int, default=8, help="how many at the same time")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    parser.add_argument("--turns", type=int, default=20, help="how often both are measured")
    parser.add_argument(
        "--apart", action="store_true", help="make each child a process of its own, not one thread"
    )
    parser.add_argument(
        "--bare-one-handed",
        dest="bare",
        action="store_const",
        const=("--one-handed",),
        default=(),
        help="serve the bare pages as the portal is served, and not as Gunicorn does by itself",
    )
    parser.add_argument(
        "--door",
        type=Doors,
        choices=tuple(Doors),
        default=Doors.CHILDREN,
        help="whose pages the server serves; children only ask for theirs",
    )
    return parser.parse_args()


def _children(count: int, *, apart: bool = False) -> Executor:
    """Let all children live in one process, which takes little of what the server works in.

    Apart, each has a process and a memory of its own: they never wait for each other, and eight
    times as much of them passes through the processors’ caches between two pages of the server.
    """
    if apart:
        return ProcessPoolExecutor(count, mp_context=get_context("fork"))
    return ThreadPoolExecutor(count)


def _by_turns(
    children: Executor,
    ours: Server,
    bare: Server,
    letters: Sequence[Letter],
    told: argparse.Namespace,
) -> tuple[Measured, Measured]:
    portal, plain = Measured(), Measured()
    warming = told.children * told.workers
    says = partial(_says, ours.port)
    warmed = list(children.map(says, letters[:warming]))
    asked, asks = warmed[0].asked, partial(_asks, bare.port)
    list(children.map(asks, [asked] * warming))
    rest = letters[warming:]
    for turn in range(told.turns):
        _measure(portal, ours, children, says, rest[turn :: told.turns])
        _measure(plain, bare, children, asks, [asked] * len(rest[turn :: told.turns]))
    return portal, plain


def _measure(
    measured: Measured,
    server: Server,
    children: Executor,
    walk: Callable[[Any], Walked],
    given: Sequence[Any],
) -> None:
    before, began = server.cpu, time.perf_counter()
    measured.walked.extend(children.map(walk, given))
    measured.seconds += time.perf_counter() - began
    measured.cpu += server.cpu - before


def _says(port: int, letter: Letter) -> Walked:
    child = Visitor(line := Line(port))
    says_everything(child, letter)
    line.close()
    return Walked(tuple(child.asked), tuple(child.seconds))


def _asks(port: int, asked: Sequence[str]) -> Walked:
    visitor = Visitor(line := Line(port))
    asks_bare(visitor, asked)
    line.close()
    return Walked(tuple(visitor.asked), tuple(visitor.seconds))


def _words(instance: Path, cost: Cost) -> float:
    """Return the CPU milliseconds of deriving a letter’s key from its words."""
    secret = make_secret(lambda below: below // 2)
    began = time.process_time()
    for _ in range(_TRIES):
        derive(secret, bytes(SALT_BYTES), pepper=_SEED, cost=cost, locks=instance / "locks")
    return 1000 * (time.process_time() - began) / _TRIES


def _print(
    portal: Measured, bare: Measured, memory: tuple[int, int], told: argparse.Namespace
) -> None:
    gets, posts = portal.asked.count("GET"), portal.asked.count("POST")
    print(f"Sessions walked                   {len(portal.walked):8}, {told.children} at once")
    print(f"Processes of the server           {told.workers:8}, door: {told.door}")
    print(f"Pages a session                   {gets + posts:8} ({gets} GET, {posts} POST)")
    print(f"CPU a session                     {portal.milliseconds:8.1f} ms, all server processes")
    print(f"CPU of as many bare pages         {bare.milliseconds:8.1f} ms, same run")
    print(f"Ratio                             {portal.milliseconds / bare.milliseconds:8.2f}")
    print(f"95 of 100 pages came within       {portal.p95:8.1f} ms (bare {bare.p95:.1f} ms)")
    print(f"Sessions a second                 {portal.rate:8.2f} (bare {bare.rate:.1f})")
    print(f"Memory of the server              {memory[0]:8} MiB RSS, {memory[1]} MiB PSS")


if __name__ == "__main__":
    main()
