"""A release that waits for a second person, of a quarter in which a few children had reviews."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from feedback.periods import Period
from feedback.releases.csv_file import csv_file
from feedback.services import prepare_release
from feedback.services.close_period import close_period
from feedback.store import Store
from feedback.store.audit import COMMAND, Actor
from feedback.store.keys import Keys
from tests import planted
from tests.feedback.auditor.exported import described

PERIOD = Period.named("2025-26Q1")
_HELD: Mapping[str, int] = {"PN1": 24, "PN6": 12}
_CHILDREN = 36


def prepared(store: Store, keys: Keys, by: UUID, now: datetime) -> None:
    """Close the quarter and prepare its release, as this participation officer."""
    with store.begin() as transaction:
        few = planted.children(transaction, _CHILDREN)
        planted.reviews(transaction, _HELD, date(2025, 5, 6), few)
        close_period(transaction, PERIOD, by=COMMAND, keys=keys, now=now)
    actor = Actor(str(by), "participation")
    prepare_release.prepare(
        store, PERIOD, lambda report: described(csv_file(report), report), by=actor, keys=keys,
        now=now,
    )  # fmt: skip
