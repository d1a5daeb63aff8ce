"""Attacks simulated years of releases, for ``make attack``: as many as asked for, 50 by default.

One more year is walked through the real services, with answer sheets that came late, corrected
codes and a release made again, and held against the true rows. Two naive protectors are broken
by the same auditor in the same run, so that finding nothing elsewhere means something.
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tools.attack.naive import by_hand, small_only
from tests.tools.attack.walked import (
    YEAR,
    a_scene,
    attack,
    made_again,
    naively,
    printed_otherwise,
    walk,
)
from tests.tools.attack.year import Tally, attacked_year

NAIVE_YEARS = 3


def main() -> int:
    """Attack, print what came of it, and say by the exit code whether anything was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--years", type=int, default=50, help="how many years to draw")
    asked.add_argument("--children", type=int, help="children of every council drawn")
    asked.add_argument("--first", type=int, default=0, help="seed of the first year")
    asked.add_argument("--walked", type=int, default=60, help="children of the year walked")
    given = asked.parse_args()
    began, whole = time.process_time(), Tally()
    for seed in range(given.first, given.first + given.years):
        whole.add(attacked_year(seed, children=given.children))
        print(f"\r{seed - given.first + 1} of {given.years} years", end="", file=sys.stderr)
    print(file=sys.stderr)
    _say("exact suppression", given.years, whole)
    print(f"  {time.process_time() - began:.0f} s of CPU; {whole.solves} solves, "
          f"{whole.steps} solver steps")  # fmt: skip
    sure = not (whole.exact or whole.presence or whole.narrow or whole.refused)
    sure = _walked(given.walked, given.first) and sure
    for name, hide in (("small cells only", small_only), ("one more by hand", by_hand)):
        naive = Tally()
        for seed in range(given.first, given.first + NAIVE_YEARS):
            naive.add(attacked_year(seed, children=given.children, hide=hide))
        _say(name, NAIVE_YEARS, naive)
        sure = sure and naive.refused > 0
    return 0 if sure else 1


def _walked(children: int, seed: int) -> bool:
    """Walk a year through the services, attack it, and say whether nothing came of it."""
    with TemporaryDirectory() as folder, a_scene(Path(folder)) as scene:
        walked = walk(scene, children=children, reviews=3 * children, seed=seed)
        tally, otherwise = attack(walked), printed_otherwise(walked)
        again = all(made_again(walked, period) == walked.files[period.name]
                    for period in (YEAR, *YEAR.quarters))  # fmt: skip
        broken = [naively(walked, hide) for hide in (small_only, by_hand)]
    _say(f"walked through the services, {children} children", 1, tally)
    print(f"  {walked.late_sheets} sheets came late, {walked.changed_reviews} reviews were changed"
          f" after their quarter left; made again the same: {_yes(again)}")  # fmt: skip
    print(f"  naive protectors of the same year refused: {_yes(all(broken))}")
    clean = not (tally.exact or tally.presence or tally.refused or otherwise)
    return clean and again and all(broken)


def _yes(condition) -> str:
    return "yes" if condition else "no"


def _say(name: str, years: int, tally: Tally) -> None:
    print(f"{name}: {years} years, {tally.releases} releases, {tally.cells} numbers, "
          f"{100 * tally.hidden / tally.cells:.1f} % hidden")  # fmt: skip
    print(f"  found exactly {tally.exact}; presence proven {tally.presence}; known to be "
          f"less than rule 4 keeps open {tally.narrow}; "
          f"releases refused by the auditor {tally.refused}")  # fmt: skip
    if tally.told:
        print(f"  of {tally.told} large numbers of a year as many are known as its quarters print")
    for kind, many in sorted(tally.breaks.items()):
        print(f"  {kind}: {many}")


if __name__ == "__main__":
    sys.exit(main())
