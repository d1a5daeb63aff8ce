"""What a whole child’s session costs, beside the same number of bare pages.

Run by ``python -m benchmarks.child_session``. Docs in ``docs/benchmarks.md``.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.child import Visitor, says_everything
from benchmarks.made_up_letters import Letter, environment, prepare
from benchmarks.processes import Server, started
from feedback.letters.secret import make_secret
from feedback.services.letter_keys import SALT_BYTES, derive
from feedback.store.models import Cost

_TRIES = 20
_SEED = b"benchmark" * 4


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured while some sessions were walked."""

    visitors: tuple[Visitor, ...]
    cpu: float
    seconds: float

    @property
    def asked(self) -> list[str]:
        """Return the methods of one session’s pages, in order."""
        return self.visitors[0].asked

    @property
    def milliseconds(self) -> float:
        """Return the CPU of all processes of the server for one session."""
        return 1000 * self.cpu / len(self.visitors)

    @property
    def p95(self) -> float:
        """Return how many milliseconds all but the slowest twentieth of pages took at most."""
        waits = [1000 * wait for visitor in self.visitors for wait in visitor.seconds]
        return quantiles(waits, n=20)[-1]


def main() -> None:
    """Walk the sessions, then the bare pages, and print both."""
    told = _arguments()
    with TemporaryDirectory(prefix="heard-benchmark-") as name:
        instance = Path(name)
        letters = prepare(instance, told.sessions + told.children)
        portal, memory = _portal(instance, letters, told)
        dear, cheap = _words(instance, Cost.FULL), _words(instance, Cost.CHEAP)
    bare = _bare(portal.asked, told)
    _print(portal, bare, memory)
    print(f"Checking a letter’s words         {dear:8.1f} ms CPU more, once a session")
    print(f"                                  ({cheap:.1f} ms is above, these being cheap)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=40, help="whole sessions to walk")
    parser.add_argument("--children", type=int, default=4, help="how many at the same time")
    parser.add_argument("--workers", type=int, default=1, help="processes of the server")
    return parser.parse_args()


def _portal(
    instance: Path, letters: Sequence[Letter], told: argparse.Namespace
) -> tuple[Run, tuple[int, int]]:
    command = ("portal", "serve", "--no-work", "--workers", str(told.workers))
    with started(*command, environ=environment(instance)) as server:
        walks = [_walk(server, letter) for letter in letters]
        _together(walks[: told.children], told.children)
        run = _measured(server, walks[told.children :], told.children)
        return run, (server.memory("Rss"), server.memory("Pss"))


def _walk(server: Server, letter: Letter) -> Callable[[], Visitor]:
    def walked() -> Visitor:
        child = Visitor(server.port)
        says_everything(child, letter)
        child.line.close()
        return child

    return walked


def _bare(asked: Sequence[str], told: argparse.Namespace) -> Run:
    def walked() -> Visitor:
        visitor = Visitor(server.port)
        visitor.page = 'name="csrf_token" value="none"'
        for method in asked:
            page = visitor.page
            visitor.get("/ask/home") if method == "GET" else visitor.post("/ask/home")
            visitor.page = page
        visitor.line.close()
        return visitor

    command = ("benchmarks.bare", "--workers", str(told.workers))
    with started(*command, environ={}) as server:
        _together([walked] * told.children, told.children)
        return _measured(server, [walked] * told.sessions, told.children)


def _measured(server: Server, walks: Sequence[Callable[[], Visitor]], children: int) -> Run:
    before, began = server.cpu, time.perf_counter()
    visitors = _together(walks, children)
    return Run(visitors, server.cpu - before, time.perf_counter() - began)


def _together(walks: Sequence[Callable[[], Visitor]], children: int) -> tuple[Visitor, ...]:
    with ThreadPoolExecutor(children) as pool:
        return tuple(pool.map(lambda walk: walk(), walks))


def _words(instance: Path, cost: Cost) -> float:
    """Return the CPU milliseconds of deriving a letter’s key from its words."""
    secret = make_secret(lambda below: below // 2)
    began = time.process_time()
    for _ in range(_TRIES):
        derive(secret, bytes(SALT_BYTES), pepper=_SEED, cost=cost, locks=instance / "locks")
    return 1000 * (time.process_time() - began) / _TRIES


def _print(portal: Run, bare: Run, memory: tuple[int, int]) -> None:
    gets, posts = portal.asked.count("GET"), portal.asked.count("POST")
    rate = len(portal.visitors) / portal.seconds
    print(f"Sessions walked                   {len(portal.visitors):8}")
    print(f"Pages a session                   {gets + posts:8} ({gets} GET, {posts} POST)")
    print(f"CPU a session                     {portal.milliseconds:8.1f} ms, all server processes")
    print(f"CPU of as many bare pages         {bare.milliseconds:8.1f} ms, same server, same run")
    print(f"Ratio                             {portal.milliseconds / bare.milliseconds:8.2f}")
    print(f"95 of 100 pages came within       {portal.p95:8.1f} ms (bare {bare.p95:.1f} ms)")
    print(f"Sessions a second                 {rate:8.2f}")
    print(f"Memory of the server              {memory[0]:8} MiB RSS, {memory[1]} MiB PSS")


if __name__ == "__main__":
    main()
