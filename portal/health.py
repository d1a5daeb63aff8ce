"""Whether a door can do its work now: database, schema, disk and journal."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from feedback.services.examine import stands_ready
from feedback.store import Store
from portal.settings import Settings

FEWEST_FREE = 128 << 20
"""Bytes under which nothing more should be begun: some hundred drawings and voices."""

COARSE = 64 << 20
"""Sizes are told in steps of so many bytes, which no single child’s words can pass unseen."""


def looked_over(settings: Settings, store: Store) -> Mapping[str, bool]:
    """Say of each thing that this door cannot do without whether it is well."""
    reached, current = stands_ready(store)
    return {
        "database": reached,
        "schema": current,
        "disk": shutil.disk_usage(settings.instance).free >= FEWEST_FREE,
        "journal": can_be_written(settings.journal),
    }


def can_be_written(folder: Path) -> bool:
    """Whether a folder can be written, or made where it is not there yet."""
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def free_bytes(settings: Settings) -> int:
    """Return how much of the disk is free, in whole steps."""
    return shutil.disk_usage(settings.instance).free // COARSE * COARSE


def journal_bytes(settings: Settings) -> int:
    """Return how long the journal is, rounded up to whole steps."""
    length = sum(path.stat().st_size for path in settings.journal.glob("*.jsonl"))
    return -(-length // COARSE) * COARSE
