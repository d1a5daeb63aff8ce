"""Asks the portal for anything, and looks whether everything still holds.

usage: python -m tests.tools.fuzz [--size N] [--seed N] [--database postgresql]
Strangers, children and staff of every duty ask for N things: real forms with a value or two
spoilt, every address by every method, odd headers, cookies, files and encodings, and what
somebody else asked before. Its control: careless pages, each of which must be found.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import databases
from tests.tools.demo_town import DemoTown, demo_town
from tests.tools.fuzz.found import Found
from tests.tools.fuzz.running import careless_pages_missed, fuzz

_NOW_AND_THEN = 20_000


def main() -> int:
    """Ask, print what came of it, and say by the exit code whether anything did not hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=20_000, help="how many requests")
    asked.add_argument("--seed", type=int, default=1, help="which requests")
    where = asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    where.help = "where the store lies"
    given = asked.parse_args()
    began = time.process_time()
    with _town(given.database) as town:
        found = fuzz(town, given.size, given.seed, _tell)
        missed = careless_pages_missed(town)
    for line in found.lines():
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"control, careless pages not found: {', '.join(missed) or 'none'}\n")
    sys.stdout.write(f"{time.process_time() - began:.0f} s of CPU\n")
    return 1 if found.wrong or missed else 0


@contextmanager
def _town(kind: str) -> Iterator[DemoTown]:
    """Play the demo’s council on SQLite, or on a PostgreSQL that is there for this run alone."""
    with ExitStack() as held:
        home = Path(held.enter_context(TemporaryDirectory(prefix="heard-fuzz-")))
        url = ""
        if kind == "postgresql":
            address = held.enter_context(databases.server())
            url = held.enter_context(databases.database(address, like=databases.EMPTY))
        yield held.enter_context(demo_town(home, url))


def _tell(found: Found) -> None:
    """Say how far it has come, so that a run that is cut short was not for nothing."""
    if found.asked % _NOW_AND_THEN == 0:
        wrong = sum(found.wrong.values())
        sys.stdout.write(f"  {found.asked:,} asked so far, {wrong:,} did not hold\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
