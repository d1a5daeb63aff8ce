"""Taking in what others have told of our figures, all of a file or nothing of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.disclosure.facts_file import read_facts
from feedback.store import audit, outside
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many facts are new, told otherwise than before, and known already."""

    new: int
    changed: int
    known: int


def load_facts(  # noqa: PLR0913  which file, and who, when
    transaction: Session, name: str, content: bytes, *, by: Actor, keys: Keys, now: datetime
) -> Loaded:
    """Take in a file of facts; every release from now on is judged with them.

    Loading it again changes nothing. What has left already is not changed by it: whether it still
    stands is asked of the auditor. Raises ``FactsRefused`` naming line and field.
    """
    kept = [outside.keep(transaction, told, now) for told in read_facts(name, content)]
    transaction.flush()
    loaded = Loaded(kept.count(True), kept.count(False), kept.count(None))
    if loaded.new or loaded.changed:
        act = Act("loaded-outside-facts", "outside_fact")
        audit.write(transaction, by, act, keys=keys, now=now)
    return loaded
