"""What one person asks for and a second opens, for an hour: until when each state lasts.

A reading outside one’s own cases and the finding of who wrote an evaluation go the same way.
"""

from datetime import datetime, timedelta

OPEN_FOR = timedelta(minutes=60)
WAITS_FOR = timedelta(hours=24)
"""How long a second person may take; after that it is asked for anew."""


class OpenedByTwo:
    """A line of either list: asked for by one, decided by another, shut before its time or not."""

    __slots__ = ()

    asked_at: datetime
    decided_at: datetime | None
    agreed: bool | None
    shut_at: datetime | None

    @property
    def until(self) -> datetime | None:
        """Return when it shuts by itself, if it was agreed to."""
        return self.decided_at + OPEN_FOR if self.decided_at and self.agreed else None

    def is_open(self, now: datetime) -> bool:
        """Whether whoever asked may read it at this moment."""
        return self.until is not None and now < self.until and self.shut_at is None

    def waits(self, now: datetime) -> bool:
        """Whether a second person may still decide."""
        return self.decided_at is None and now < self.asked_at + WAITS_FOR
