"""Breaks everything under the hands of children who send, and looks for what they were told.

usage: python -m tests.tools.chaos [--size N] [--seed N]
Kills a real server N times with ``kill -9``, cuts the power of a portal N times, and loses the
database file. Every acknowledged submission must be there, whole and once, in the database and
in the journal. Controls, which must lose: a server with its database in memory, a database
with ``synchronous`` off, one with a journal that does not wait either, and one lost without it.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_up_letters import Letter
from tests.tools.chaos import gone, power
from tests.tools.chaos.child import Acknowledged, Kind
from tests.tools.chaos.kept import Verdict, look
from tests.tools.chaos.killing import Dying, Forgetful, dying, kill_under
from tests.tools.chaos.town import letters_for

A_KILL = 4
"""Letters for each kill: so many children more or less come to send between two of them."""
_CONTROL = 30
Letters = Sequence[tuple[Letter, Kind]]


def main() -> int:
    """Break, look, and say by the exit code whether anything was lost that may not be."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=40, help="how many kills, and power cuts")
    asked.add_argument("--seed", type=int, default=1, help="which moments")
    given = asked.parse_args()
    began = time.monotonic()
    with TemporaryDirectory(prefix="heard-chaos-") as name:
        here = Path(name)
        letters = letters_for(here / "new", A_KILL * given.size)
        few = letters[: A_KILL * min(given.size, _CONTROL)]
        sound = (
            killed(here, letters, given.seed, given.size),
            not killed(here, few, given.seed, min(given.size, _CONTROL), Forgetful),
            cut(here, letters, given.seed, given.size),
            controls(here, few, given.seed, min(given.size, _CONTROL)),
        )
    say(f"{time.monotonic() - began:.0f} s; " + ("sound" if all(sound) else "NOT SOUND"))
    return 0 if all(sound) else 1


def killed(here: Path, letters: Letters, seed: int, most: int, kind: type[Dying] = Dying) -> bool:
    """Kill a server, then lose its database too; return whether nothing was lost by either."""
    instance = _copy(here, f"killed-{kind.__name__}")
    gone.back_up(instance)
    with dying(instance, kind) as server:
        under = kill_under(server, letters, seed=seed, most=most)
    name = "" if kind is Dying else "control, database in memory: "
    verdict = look(instance, under.told)
    say(f"{name}kill -9 of one process {under.one:,} times, of all {under.all:,} times")
    say(f"  {verdict}")
    return verdict.sound and _lost_and_back(instance, under.told)


def cut(here: Path, letters: Letters, seed: int, most: int) -> bool:
    """Cut the power under the portal; return whether nothing was lost."""
    instance = _copy(here, "cut")
    verdict, cuts = _cut(instance, letters, seed, most)
    say(f"power cut {cuts:,} times\n  {verdict}")
    added = gone.write_back(instance).added
    say(f"  written back over it, the journal added {added}")
    return verdict.sound


def controls(here: Path, letters: Letters, seed: int, most: int) -> bool:
    """Cut the power under a careless portal; return whether that was found to lose."""
    unsynced, reckless = _copy(here, "unsynced"), _copy(here, "reckless")
    first, cuts = _cut(unsynced, letters, seed, most, power.without_sync)
    gone.write_back(unsynced)
    told = f"control, synchronous off: power cut {cuts:,} times\n  {first}"
    say(f"{told}\n  after the journal was written back: {look(unsynced, _TOLD[unsynced])}")
    second, cuts = _cut(reckless, letters, seed, most, power.without_sync_or_journal)
    gone.write_back(reckless)
    after = look(reckless, _TOLD[reckless])
    say(f"control, journal unsynced too: power cut {cuts:,} times\n  {second}\n  after: {after}")
    return bool(first.lost and second.lost and after.lost)


_TOLD: dict[Path, list[Acknowledged]] = {}


def _cut(
    instance: Path, letters: Letters, seed: int, most: int,
    careless: Callable[[], None] | None = None,
) -> tuple[Verdict, int]:  # fmt: skip
    cuts = power.cut_under(instance, letters, seed=seed, most=most, careless=careless)
    _TOLD[instance] = cuts.told
    return look(instance, cuts.told), cuts.cuts


def _lost_and_back(instance: Path, told: Sequence[Acknowledged]) -> bool:
    back = look(gone.lose_the_database(instance, journal=True), told)
    without = look(gone.lose_the_database(instance, journal=False), told)
    say(f"  database file gone, backup and journal:  {back}")
    say(f"  control, the journal gone too:           {without}")
    return back.sound and without.lost == len(told)


def _copy(here: Path, name: str) -> Path:
    shutil.copytree(here / "new", here / name)
    return here / name


def say(line: str) -> None:
    """Print what was found, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
