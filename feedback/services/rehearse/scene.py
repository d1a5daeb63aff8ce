"""What a rehearsal is played with: the store, the keys and the rest of the real things."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from feedback.catalogue import Catalogue
from feedback.due_dates import Clocks
from feedback.services.guessing import LONDON
from feedback.services.invite import Desk
from feedback.services.send import Post
from feedback.store import Store
from feedback.store.journal import Journal
from feedback.store.keys import Keys


@dataclass(frozen=True, slots=True)
class Scene:
    """One installation with everything its services ask for."""

    store: Store
    keys: Keys
    catalogue: Catalogue
    instance: Path
    clocks: Clocks = field(default_factory=Clocks)

    @property
    def desk(self) -> Desk:
        """Return where letters are made."""
        return Desk(self.clocks, self.instance / "locks")

    @property
    def weeks(self) -> Path:
        """Return the folder of the weeks’ safeguarding keys."""
        return self.instance / "keys" / "weeks"

    @property
    def post(self) -> Post:
        """Return what sending needs."""
        return Post(self.catalogue, self.keys, Journal(self.instance / "journal"))


Watch = Callable[[int], None]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day in England."""
    return datetime.combine(day, time(hour, minute), LONDON)
