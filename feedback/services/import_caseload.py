"""Take a council’s caseload folder over into the store, all its sound rows in one transaction.

The same is done for one child on a page: a page is a folder of a few rows. ``preview_caseload``
says beforehand what would change, and the import can be held to exactly that.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.caseload import files
from feedback.caseload.folder import Folder
from feedback.caseload.judging import Judged, judge
from feedback.caseload.known import Known
from feedback.caseload.report import counts
from feedback.caseload.verdicts import Finding, Reason, Verdict
from feedback.errors import FeedbackError
from feedback.services.guessing import LONDON
from feedback.services.import_caseload_children import list_missing
from feedback.services.import_caseload_disability import Disabilities
from feedback.services.import_caseload_letters import let_letters_follow
from feedback.services.import_caseload_preview import Also, Planned, planned
from feedback.services.import_caseload_stored import Stored, look_up
from feedback.services.import_caseload_tables import Tables
from feedback.services.import_caseload_timing import needing_a_date
from feedback.services.invite import Desk
from feedback.services.reissue import end_for_move
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit, opened_by
from feedback.store.keys import Keys
from feedback.store.models import Letter, Review

STEPS = 4
"""What a person waiting can be told of: looked up, judged, taken over, written."""

PREVIEWED, IMPORTED, MOVED = "previewed-caseload", "imported-caseload", "ended-letter-for-move"
RECORDED = "recorded-disability"


class CaseloadChanged(FeedbackError):
    """Something changed since the preview, so nothing was written."""


class RowsRefused(FeedbackError):
    """What was typed on a page is unsound, so nothing was written."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Hold every finding; the sentence is the first."""
        super().__init__(f"{findings[0].reason}.")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a folder: every finding, and counts that a second import would repeat."""

    findings: tuple[Finding, ...]
    summary: dict[str, Any]
    planned: Planned = field(compare=False, repr=False)


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


@dataclass(frozen=True, slots=True)
class Terms:
    """To what an import is held. ``only`` names the children a page is about.

    ``digest`` is of the preview that somebody agreed to; ``whole`` refuses all for one row.
    """

    only: frozenset[str] | None = None
    digest: str = ""
    whole: bool = False


FREELY = Terms()
_Watch = Callable[[], None]


def import_caseload(
    store: Store,
    folder: Folder,
    intake: Intake,
    *,
    watch: _Watch = lambda: None,
    terms: Terms = FREELY,
) -> Imported:
    """Judge a folder by what is stored and take its sound rows over, all of them or none.

    A child no longer in the header file is listed and never deleted. A reported code is kept
    as evidence and confirms nothing. A letter that is out follows a review that moves, and ends
    where the child moves. ``watch`` is called after each of the ``STEPS``. Refuses with
    ``CaseloadChanged`` and ``RowsRefused`` what the terms do not allow.
    """
    permit = _permit(store, intake, IMPORTED)
    with store.begin() as transaction:
        made = _prepared(transaction, (folder, terms.only), intake, permit, watch)
        _must_keep_to(terms, made.imported)
        made.tables.write(transaction)
        for child in made.tables.moved:
            _end_letters(transaction, child, intake)
        if terms.only is not None:
            _write_down(transaction, made.tables.disability, intake)
        touched = made.tables.touched()
        let_letters_follow(transaction, touched, desk=intake.desk, permit=permit)
        watch()
    return made.imported


def preview_caseload(
    store: Store, folder: Folder, intake: Intake, *, watch: _Watch = lambda: None
) -> Imported:
    """Say what an import would change and what is to be said of its rows; nothing is written."""
    permit = _permit(store, intake, PREVIEWED)
    with store.look() as transaction:
        made = _prepared(transaction, (folder, None), intake, permit, watch)
    watch()
    return made.imported


@dataclass(frozen=True, slots=True)
class _Made:
    tables: Tables
    imported: Imported


def _prepared(
    transaction: Session,
    what: tuple[Folder, Collection[str] | None],
    intake: Intake,
    permit: Permit,
    watch: _Watch,
) -> _Made:
    folder, only = what
    stored = look_up(transaction, permit, changing=folder, only=only)
    disability = Disabilities.look_up(transaction, wanted=files.DISABILITY in folder)
    watch()
    known = _known(stored, disability, corrected=only is not None)
    judged = judge(folder, known, today=intake.today)
    watch()
    tables = Tables.to_change(transaction, disability)
    tables.take_over(stored, judged, intake.keys, intake.desk, today=intake.today)
    missing = [] if only is not None else _missing(stored, folder, tables)
    lacking = needing_a_date(stored, today=intake.today)
    ending = _live_of(transaction, tables.moved)
    told = Also(tables.moved, ending, tables.disability.changed)
    changes = planned(stored, tables.all, told)
    watch()
    return _Made(tables, Imported(*_told(judged, missing, lacking), changes))


def _known(stored: Stored, disability: Disabilities, *, corrected: bool) -> Known:
    """Return what a folder is judged by; a correction on a page may go back to a day before."""
    if corrected:
        return stored.known()
    days = {
        number: disability.known[child.id].day
        for number, child in stored.children.items()
        if child.id in disability.known
    }
    return replace(stored.known(), recorded=days)


def _told(
    judged: Judged, missing: list[str], lacking: int
) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    listed = tuple(
        Finding(files.HEADER, None, Verdict.LISTED, number, Reason.NO_LONGER_THERE)
        for number in missing
    )
    summary = {
        "files": counts(judged.tallies),
        "no_longer_in_the_file": len(missing),
        "needs_a_date": lacking,
    }
    return judged.findings + listed, summary


def _must_keep_to(terms: Terms, imported: Imported) -> None:
    refused = tuple(one for one in imported.findings if one.verdict is Verdict.REFUSED)
    not_made = tuple(one for one in imported.findings if one.reason is Reason.CONFIRMED)
    if terms.whole and (refused or not_made):
        raise RowsRefused(refused or not_made)
    if terms.digest and terms.digest != imported.planned.digest:
        raise CaseloadChanged(
            "Something changed since you looked, so nothing was written. Please look again."
        )


def _missing(stored: Stored, folder: Folder, tables: Tables) -> list[str]:
    """Say who is no longer there, which only a folder with a header file can tell."""
    if files.HEADER not in folder:
        return []
    present = {row.cells[0] for row in folder[files.HEADER].rows}
    return list_missing(stored, present, tables.children)


def _live_of(transaction: Session, children: Collection[UUID]) -> list[UUID]:
    live = select(Letter.review_id).join(Review, Review.id == Letter.review_id)
    theirs = live.where(Review.child_id.in_(list(children)), Letter.revoked_at.is_(None))
    return list(transaction.scalars(theirs))


def _end_letters(transaction: Session, child: UUID, intake: Intake) -> None:
    for review_id in end_for_move(transaction, child, now=intake.now):
        act = Act(MOVED, "review", review_id)
        audit.write(transaction, intake.actor, act, keys=intake.keys, now=intake.now)


def _write_down(transaction: Session, disability: Disabilities, intake: Intake) -> None:
    """Write down of whom somebody recorded on a page whether they are disabled."""
    for child in disability.changed:
        act = Act(RECORDED, "child", child)
        audit.write(transaction, intake.actor, act, keys=intake.keys, now=intake.now)


def _permit(store: Store, intake: Intake, act: str) -> Permit:
    return opened_by(store, intake.actor, Act(act, "caseload"), keys=intake.keys, now=intake.now)
