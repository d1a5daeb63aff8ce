"""Asks the portal for anything, and looks whether everything still holds.

usage: python -m tests.tools.fuzz [--size N] [--seed N]
Strangers, children and staff of every duty ask for N things: real forms with a value or two
spoilt, every address by every method, odd headers, cookies, files and encodings, and what
somebody else asked before. Its control: careless pages, each of which must be found.
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tools.demo_town import demo_town
from tests.tools.fuzz.found import Found
from tests.tools.fuzz.running import careless_pages_missed, fuzz

_NOW_AND_THEN = 20_000


def main() -> int:
    """Ask, print what came of it, and say by the exit code whether anything did not hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=20_000, help="how many requests")
    asked.add_argument("--seed", type=int, default=1, help="which requests")
    given = asked.parse_args()
    began = time.process_time()
    with TemporaryDirectory(prefix="heard-fuzz-") as name, demo_town(Path(name)) as town:
        found = fuzz(town, given.size, given.seed, _tell)
        missed = careless_pages_missed(town)
    for line in found.lines():
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"control, careless pages not found: {', '.join(missed) or 'none'}\n")
    sys.stdout.write(f"{time.process_time() - began:.0f} s of CPU\n")
    return 1 if found.wrong or missed else 0


def _tell(found: Found) -> None:
    """Say how far it has come, so that a run that is cut short was not for nothing."""
    if found.asked % _NOW_AND_THEN == 0:
        wrong = sum(found.wrong.values())
        sys.stdout.write(f"  {found.asked:,} asked so far, {wrong:,} did not hold\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
