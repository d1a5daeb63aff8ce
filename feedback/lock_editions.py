"""Locks the editions of our questionnaires, so that what was asked stays as it was asked."""

from pathlib import Path

from feedback.catalogue import read_catalogue, read_lock
from feedback.editions import LOCK

QUESTIONNAIRES = Path(__file__).parent / "questionnaires"


def lock_editions(folder: Path = QUESTIONNAIRES) -> int:
    """Lock every sound edition in a folder and return how many were new."""
    before = read_lock(folder)
    after = before.including(read_catalogue(folder).questionnaires)
    (folder / LOCK).write_text(after.write(), "utf-8")
    return len(after.editions) - len(before.editions)
