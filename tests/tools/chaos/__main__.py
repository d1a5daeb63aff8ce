"""Breaks everything under the hands of children who send, and looks for what they were told.

usage: python -m tests.tools.chaos [--size N] [--kills N] [--cuts N] [--acknowledgements N]
                                   [--minutes N] [--seed N] [--postgresql]
Kills a real server so often with ``kill -9`` while so much is acknowledged, cuts the power of a
portal so often, and loses the database file. ``--size`` says all three; none of one leaves it out.
Every acknowledged submission must be there, whole and once, in the database and in the journal.
Controls, which must lose: a server with its database in memory, a database with ``synchronous``
off, one with a journal that does not wait either, and one lost without it.
On PostgreSQL a server is killed and nothing else: what becomes of its files is its own promise.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil, inf
from pathlib import Path
from signal import SIGTERM, signal
from tempfile import TemporaryDirectory
from threading import TIMEOUT_MAX, Event, Timer

from benchmarks.made_up_letters import Letter
from tests import databases
from tests.databases import MIGRATED
from tests.tools.chaos import gone, power
from tests.tools.chaos.child import Acknowledged, Kind
from tests.tools.chaos.kept import Verdict, look
from tests.tools.chaos.killing import MORE, Dying, Forgetful, Killed, dying, kill_under
from tests.tools.chaos.town import letters_for

A_KILL = 4
"""Acknowledgements for each kill, and letters for each power cut, unless told otherwise."""
_CONTROL = 30
_FORGETFUL = 60, 15
OVER = Event()
"""No other child begins; what was told until then is looked for. Ending the run says it too."""
Letters = Sequence[tuple[Letter, Kind]]


def main() -> int:
    """Break, look, and say by the exit code whether anything was lost that may not be."""
    given = _arguments()
    began, sound = time.monotonic(), []
    signal(SIGTERM, lambda *_told: OVER.set())
    with TemporaryDirectory(prefix="heard-chaos-") as name:
        for part in (_on_postgresql,) if given.postgresql else (_all_kills, _all_cuts):
            here = Path(name) / part.__name__
            sound += part(here, given)
            shutil.rmtree(here, ignore_errors=True)
    say(f"{time.monotonic() - began:.0f} s; " + ("sound" if all(sound) else "NOT SOUND"))
    return 0 if all(sound) else 1


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=40, help="how many kills, and power cuts")
    asked.add_argument("--kills", type=int, help="how many kills, if not so many")
    asked.add_argument("--cuts", type=int, help="how many power cuts, if not so many")
    asked.add_argument("--acknowledgements", type=int, help="under the kills; else four a kill")
    asked.add_argument("--minutes", type=float, default=inf, help="no child begins after these")
    asked.add_argument("--seed", type=int, default=1, help="which moments")
    asked.add_argument("--postgresql", action="store_true", help="kill over a database there")
    given = asked.parse_args()
    given.kills = given.size if given.kills is None else given.kills
    given.cuts = given.size if given.cuts is None else given.cuts
    given.acknowledgements = given.acknowledgements or A_KILL * given.kills
    return given


def _all_kills(here: Path, given: argparse.Namespace) -> Sequence[bool]:
    """Kill a server under all that is to be acknowledged, and then a forgetful one."""
    if not given.kills:
        return ()
    letters = letters_for(here / "new", _letters(given))
    say(f"{len(letters):,} letters")
    with _so_long(given.minutes):
        sound = killed(here, letters, given.seed, given.kills)
    few, kills = letters[: _FORGETFUL[0]], min(given.kills, _FORGETFUL[1])
    return sound, not killed(here, few, given.seed, kills, Forgetful)


def _on_postgresql(here: Path, given: argparse.Namespace) -> Sequence[bool]:
    """Kill a server over a database of its own on a PostgreSQL of its own."""
    with databases.server() as address, databases.database(address, like=MIGRATED) as url:
        letters = letters_for(here, _letters(given), url)
        with dying(here, Dying, url) as server, _so_long(given.minutes):
            under = kill_under(
                server, letters, seed=given.seed, most=given.kills, over=OVER, says=say
            )
        verdict = look(here, under.told, url)
    _report("on PostgreSQL: ", under, verdict)
    return (verdict.sound and not under.gave_up,)


@contextmanager
def _so_long(minutes: float) -> Iterator[None]:
    """Let it be over after so many minutes."""
    timer = Timer(min(60 * minutes, TIMEOUT_MAX), OVER.set)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _letters(given: argparse.Namespace) -> int:
    return ceil(given.acknowledgements / (1 + MORE / 2))


def _all_cuts(here: Path, given: argparse.Namespace) -> Sequence[bool]:
    """Cut the power under a portal, and then under careless ones."""
    if not given.cuts:
        return ()
    letters = letters_for(here / "new", A_KILL * given.cuts)
    few = min(given.cuts, _CONTROL)
    return (
        cut(here, letters, given.seed, given.cuts),
        controls(here, letters[: A_KILL * few], given.seed, few),
    )


def killed(here: Path, letters: Letters, seed: int, most: int, kind: type[Dying] = Dying) -> bool:
    """Kill a server, then lose its database too; return whether nothing was lost by either."""
    instance = _copy(here, f"killed-{kind.__name__}")
    gone.back_up(instance)
    (first, asks), *others = letters
    letters = [(gone.made_since(instance, first), asks), *others]
    over = OVER if kind is Dying else None
    with dying(instance, kind) as server:
        under = kill_under(server, letters, seed=seed, most=most, over=over, says=say)
    verdict = look(instance, under.told)
    _report("" if kind is Dying else "control, database in memory: ", under, verdict)
    if under.gave_up or not verdict.sound:
        return False
    return _lost_and_back(instance, under.told)


def _report(name: str, under: Killed, verdict: Verdict) -> None:
    say(f"{name}kill -9 of one process {under.one:,} times, of all {under.all:,} times, under")
    say(f"  {under}\n  {verdict}")


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
