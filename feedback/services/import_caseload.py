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
from feedback.services.guessing import LONDON
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_children import list_missing, take_children
from feedback.services.import_caseload_episodes import take_episodes
from feedback.services.import_caseload_letters import Touched, let_letters_follow
from feedback.services.import_caseload_officers import Officers
from feedback.services.import_caseload_planned import Diary
from feedback.services.import_caseload_reviews import take_reviews
from feedback.services.import_caseload_stored import Stored, look_up
from feedback.services.import_caseload_timing import needing_a_date, set_ages, set_due_days
from feedback.services.invite import Desk
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


@dataclass(frozen=True, slots=True)
class Intake:
    """Who takes a folder in, with which keys and clocks, and when."""

    actor: Actor
    keys: Keys
    desk: Desk
    now: datetime

    @property
    def today(self) -> date:
        """Return the day it is in England."""
        return self.now.astimezone(LONDON).date()


def import_caseload(
    store: Store, folder: Folder, intake: Intake, *, watch: Callable[[], None] = lambda: None
) -> Imported:
    """Judge a folder by what is stored and take its sound rows over, all of them or none.

    A child no longer in the header file is listed and never deleted. A reported code is kept
    as evidence and confirms nothing. A letter that is out follows a review that moves.
    ``watch`` is called after each of the ``STEPS``.
    """
    act = Act("imported-caseload", "caseload")
    permit = opened_by(store, intake.actor, act, keys=intake.keys, now=intake.now)
    with store.begin() as transaction:
        stored = look_up(transaction, permit, changing=folder)
        watch()
        judged = judge(folder, stored.known(), today=intake.today)
        watch()
        tables = _Tables.to_change(transaction)
        tables.take_over(stored, judged, intake)
        missing = _missing(stored, folder, tables.children)
        lacking = needing_a_date(stored, today=intake.today)
        watch()
        tables.write(transaction)
        touched = tables.touched()
        let_letters_follow(transaction, touched, desk=intake.desk, permit=permit)
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

    def take_over(self, stored: Stored, judged: Judged, intake: Intake) -> None:
        take_children(stored, judged, self.children, keys=intake.keys)
        take_episodes(stored, judged, self.episodes, self.children, keys=intake.keys)
        take_reviews(stored, judged, self.reviews)
        Diary(stored, self.reviews, self.officers, intake.today).take_over(judged)
        set_ages(stored, self.reviews)
        set_due_days(stored, self.reviews, closed=intake.desk.closed)

    def touched(self) -> Touched:
        return Touched.by(
            children=self.children, officers=self.officers.staff, reviews=self.reviews
        )

    def write(self, transaction: Session) -> None:
        self.children.write(transaction)
        self.officers.write(transaction)
        self.episodes.write(transaction)
        self.reviews.write(transaction)
