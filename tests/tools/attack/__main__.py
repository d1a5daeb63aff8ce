"""Attacks simulated years of releases, for ``make attack``: as many as asked for, 50 by default.

Two naive protectors are broken by the same auditor in the same run, so that finding nothing
elsewhere means something.
"""

import argparse
import sys
import time

from tests.tools.attack.naive import by_hand, small_only
from tests.tools.attack.year import Tally, attacked_year

NAIVE_YEARS = 3


def main() -> int:
    """Attack, print what came of it, and say by the exit code whether anything was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--years", type=int, default=50, help="how many years to draw")
    asked.add_argument("--children", type=int, help="children of every council drawn")
    asked.add_argument("--first", type=int, default=0, help="seed of the first year")
    given = asked.parse_args()
    began, whole = time.process_time(), Tally()
    for seed in range(given.first, given.first + given.years):
        whole.add(attacked_year(seed, children=given.children))
        print(f"\r{seed - given.first + 1} of {given.years} years", end="", file=sys.stderr)
    print(file=sys.stderr)
    _say("exact suppression", given.years, whole)
    print(f"  {time.process_time() - began:.0f} s of CPU; {whole.solves} solves, "
          f"{whole.steps} solver steps")  # fmt: skip
    sure = not (whole.exact or whole.presence or whole.refused)
    for name, hide in (("small cells only", small_only), ("one more by hand", by_hand)):
        naive = Tally()
        for seed in range(given.first, given.first + NAIVE_YEARS):
            naive.add(attacked_year(seed, children=given.children, hide=hide))
        _say(name, NAIVE_YEARS, naive)
        sure = sure and naive.refused > 0
    return 0 if sure else 1


def _say(name: str, years: int, tally: Tally) -> None:
    print(f"{name}: {years} years, {tally.releases} releases, {tally.cells} numbers, "
          f"{100 * tally.hidden / tally.cells:.1f} % hidden")  # fmt: skip
    print(f"  found exactly {tally.exact}; presence proven {tally.presence}; "
          f"releases refused by the auditor {tally.refused}")  # fmt: skip
    for kind, many in sorted(tally.breaks.items()):
        print(f"  {kind}: {many}")


if __name__ == "__main__":
    sys.exit(main())
