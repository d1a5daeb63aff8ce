"""The restore drill: a rehearsed council, lost, comes back on an empty machine, equal.

usage: python -m tests.tools.drill [--children N] [--reviews N]
Prints one line for each thing it did, with the seconds it took, and fails when anything is
not as it was. Its control: a backup with one changed byte must be refused.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from feedback.store.engine import connect
from feedback.store.models import AuditRow, Base

PORTAL = Path(sys.executable).with_name("portal")
LONGEST_SECONDS = 300


def main() -> None:
    parser = argparse.ArgumentParser(description="Lose a council and get it back.")
    parser.add_argument("--children", default=470, type=int)
    parser.add_argument("--reviews", default=1398, type=int)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        drill(Path(folder), asked.children, asked.reviews)


def drill(folder: Path, children: int, reviews: int) -> None:
    """Play, back up, lose, restore and compare. Raises ``SystemExit`` at the first difference."""
    here, there, safe, file = (folder / name for name in ("here", "there", "safe", "heard.backup"))
    here.mkdir()
    portal(here, "rehearse", "--children", str(children), "--reviews", str(reviews))
    shutil.copytree(here / "keys", safe)
    (here / "keys" / "backup.key").unlink()
    portal(here, "backup", str(file))
    before = everything(here)
    shutil.rmtree(here)

    there.mkdir()
    shutil.copytree(safe, there / "keys")
    control(there, file, safe)
    seconds = portal(there, "restore", str(file), "--key", str(safe / "backup.key"))
    portal(there, "audit", "verify")
    compare(before, everything(there))
    say(f"equal: {sum(map(len, before.values()))} rows, {file.stat().st_size} bytes locked")
    if seconds > LONGEST_SECONDS:
        raise SystemExit(f"It took {seconds:.0f} s, and may take {LONGEST_SECONDS}.")


def portal(instance: Path, *command: str, may_fail: bool = False) -> float:
    """Run a command as whoever runs the portal would, and say how long it took."""
    began = time.monotonic()
    environ = {name: value for name, value in os.environ.items() if "PORTAL" not in name}
    done = subprocess.run(  # noqa: S603  our own arguments
        [PORTAL, *command],
        check=False,
        capture_output=True,
        text=True,
        env=environ | {"PORTAL_INSTANCE": str(instance)},
    )
    seconds = time.monotonic() - began
    if done.returncode and not may_fail:
        raise SystemExit(f"portal {command[0]} failed: {done.stderr.strip()}")
    say(f"{seconds:6.1f} s  portal {command[0]}{' (refused)' if done.returncode else ''}")
    return -1.0 if done.returncode else seconds


def control(there: Path, file: Path, safe: Path) -> None:
    """Show that the drill can fail: a damaged backup is not put back."""
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    damaged = file.with_name("damaged.backup")
    damaged.write_bytes(raw)
    told = ("restore", str(damaged), "--key", str(safe / "backup.key"))
    if portal(there, *told, may_fail=True) >= 0:
        raise SystemExit("A damaged backup was put back.")


def everything(instance: Path) -> dict[str, list[str]]:
    """Read every row, but for what the log says of backing up and restoring itself."""
    engine = connect(f"sqlite:///{instance / 'heard.sqlite'}")
    itself = AuditRow.act.in_(("made-backup", "restored-backup"))
    try:
        with engine.connect() as connection:
            found = {}
            for table in Base.metadata.sorted_tables:
                asked = select(table)
                if table.name == AuditRow.__tablename__:
                    asked = asked.where(~itself)
                found[table.name] = sorted(map(repr, connection.execute(asked)))
            return found
    finally:
        engine.dispose()


def compare(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    """Name the first table that differs, and never a row."""
    for table, rows in before.items():
        if after[table] != rows:
            raise SystemExit(f"{table} is not as it was.")


def say(line: str) -> None:
    """Print what was done, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
