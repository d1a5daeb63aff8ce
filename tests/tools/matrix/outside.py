"""Readings outside somebody’s own cases: one that is open, a colleague’s, and one that is over."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from feedback.services.outside import place_of
from feedback.store.keys import Keys
from feedback.store.models import OutsideReading
from tests.tools.matrix.things import Cast

Made = Mapping[str, list[dict[str, object]]]


def readings(
    transaction: Session, keys: Keys, cast: Cast, made: Made, now: datetime
) -> dict[str, dict[str, object]]:
    """Make each, and return its key with that of something drawn in the record."""
    told = {
        "mine": (cast.officer, "others", timedelta(minutes=10)),
        "theirs": (cast.colleague, "others", timedelta(minutes=10)),
        "shut": (cast.officer, "others", timedelta(minutes=61)),
    }
    found = {}
    for name, (asker, whose, ago) in told.items():
        child = made[whose][0]
        key = _reading(transaction, keys, (asker, cast.manager), child["review_id"], now - ago)
        found[name] = {"reading_id": key, "creation_id": child["creation_id"]}
    found["not-in-it"] = {**found["mine"], "creation_id": made["former"][0]["creation_id"]}
    return found


def _reading(
    transaction: Session, keys: Keys, two: tuple[UUID, UUID], review_id: object, at: datetime
) -> UUID:
    asked_by, decided_by = two
    row = OutsideReading(
        id=uuid4(), review_id=review_id, asked_by=asked_by, asked_at=at - timedelta(minutes=1),
        decided_by=decided_by, decided_at=at, agreed=True,
    )  # fmt: skip
    row.reason = keys.seal(b"Their officer cannot be reached.", place_of(row.id))
    transaction.add(row)
    transaction.flush()
    return row.id
