"""Take a council’s caseload folder over into the store, all its sound rows in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy.orm import Session

from feedback.caseload import files
from feedback.caseload.folder import Folder
from feedback.caseload.judging import Judged, judge
from feedback.caseload.report import counts
from feedback.caseload.verdicts import Finding, Reason, Verdict
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_children import list_missing, take_children
from feedback.services.import_caseload_episodes import take_episodes
from feedback.services.import_caseload_officers import Officers
from feedback.services.import_caseload_planned import Diary
from feedback.services.import_caseload_reviews import take_reviews
from feedback.services.import_caseload_stored import Stored, look_up
from feedback.services.import_caseload_timing import needing_a_date, set_ages, set_due_days
from feedback.store import Store
from feedback.store.audit import Act, Actor, opened_by
from feedback.store.keys import Keys
from feedback.store.models import Child, Episode, Review

STEPS = 4
"""What a person waiting can be told of: looked up, judged, taken over, written."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a folder: every finding, and counts that a second import would repeat."""

    findings: tuple[Finding, ...]
    summary: dict[str, Any]


def import_caseload(  # noqa: PLR0913  an import has a folder, a hand, a day and somebody waiting
    store: Store,
    folder: Folder,
    *,
    keys: Keys,
    actor: Actor,
    now: datetime,
    today: date,
    watch: Callable[[], None] = lambda: None,
) -> Imported:
    """Judge a folder by what is stored and take its sound rows over, all of them or none.

    A child no longer in the header file is listed and never deleted. A reported code is kept
    as evidence and confirms nothing. ``watch`` is called after each of the ``STEPS``.
    """
    act = Act("caseload imported", "caseload")
    permit = opened_by(store, actor, act, keys=keys, now=now)
    with store.begin() as transaction:
        stored = look_up(transaction, permit, changing=folder)
        watch()
        judged = judge(folder, stored.known(), today=today)
        watch()
        tables = _Tables.to_change(transaction)
        tables.take_over(stored, judged, keys=keys, today=today)
        missing = _missing(stored, folder, tables.children)
        lacking = needing_a_date(stored, today=today)
        watch()
        tables.write(transaction)
        watch()
    listed = tuple(
        Finding(files.HEADER, None, Verdict.LISTED, number, Reason.NO_LONGER_THERE)
        for number in missing
    )
    summary = {
        "files": counts(judged.tallies),
        "no_longer_in_the_file": len(missing),
        "needs_a_date": lacking,
    }
    return Imported(judged.findings + listed, summary)


def _missing(stored: Stored, folder: Folder, children: Changes) -> list[str]:
    """Say who is no longer there, which only a folder with a header file can tell."""
    if files.HEADER not in folder:
        return []
    present = {row.cells[0] for row in folder[files.HEADER].rows}
    return list_missing(stored, present, children)


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables an import changes, in the order in which they lean on one another."""

    children: Changes
    officers: Officers
    episodes: Changes
    reviews: Changes

    @classmethod
    def to_change(cls, transaction: Session) -> Self:
        return cls(
            Changes(Child), Officers.look_up(transaction), Changes(Episode), Changes(Review)
        )

    def take_over(self, stored: Stored, judged: Judged, *, keys: Keys, today: date) -> None:
        take_children(stored, judged, self.children, keys=keys)
        take_episodes(stored, judged, self.episodes, self.children, keys=keys)
        take_reviews(stored, judged, self.reviews)
        Diary(stored, self.reviews, self.officers, today).take_over(judged)
        set_ages(stored, self.reviews)
        set_due_days(stored, self.reviews)

    def write(self, transaction: Session) -> None:
        self.children.write(transaction)
        self.officers.write(transaction)
        self.episodes.write(transaction)
        self.reviews.write(transaction)
