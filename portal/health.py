"""Whether a door can do its work now: database, schema, disk and journal."""

import shutil
from collections.abc import Mapping

from feedback.services.examine import stands_ready
from feedback.store import Store
from feedback.store.journal import Journal
from portal.settings import Settings
from portal.storage import today

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
        "journal": Journal(settings.journal).can_append(today()),
    }


def free_bytes(settings: Settings) -> int:
    """Return how much of the disk is free, in whole steps."""
    return shutil.disk_usage(settings.instance).free // COARSE * COARSE


def journal_bytes(settings: Settings) -> int:
    """Return how long the journal is, rounded up to whole steps."""
    length = sum(path.stat().st_size for path in Journal(settings.journal).files())
    return -(-length // COARSE) * COARSE
