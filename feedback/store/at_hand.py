"""What a child’s page needs of its rows, at hand as plain values: found in two queries.

These are asked at every page, so they are worded once, fetch those columns alone, and make
no objects that the store would have to watch. Whoever changes one of them says so in an
``UPDATE`` and here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from feedback.questionnaire import Stage, Version
from feedback.store.models import ChildSession, Draft, DraftAnswer, Gate, Letter
from feedback.store.models.letter import Door
from feedback.store.models.views import FilledBy, Helper


@dataclass(frozen=True, slots=True)
class LetterAtHand:
    """A letter as its visitor’s page needs it."""

    id: UUID
    review_id: UUID
    number: str
    public_key: bytes
    version: Version
    language: str
    reads: str | None
    interpreter: str | None
    opens_on: date
    closes_at: datetime
    evaluation_from: date | None
    evaluation_until: date | None
    evaluation_used: bool
    indicator_group: str
    went: bool | None


@dataclass(slots=True)
class GateAtHand:
    """The three secret pictures of the letter’s child, as they stand now."""

    id: UUID
    digest: bytes | None
    wrong: int


@dataclass(slots=True)
class VisitAtHand:
    """One visit as it lies in the store, with its letter and its pictures."""

    id: UUID
    wrapped: bytes | None
    door: Door
    seen_at: datetime
    letter: LetterAtHand
    gate: GateAtHand


@dataclass(slots=True)
class DraftAtHand:
    """A form being filled in, and in which text."""

    id: UUID
    stage: Stage
    questionnaire: str
    edition: int
    digest: str
    language: str
    translation: str | None
    filled_by: FilledBy | None
    helper: Helper | None
    without_pictures: bool
    not_iro: bool
    touched_at: datetime


def _columns(model: Any, names: type) -> list[Any]:  # noqa: ANN401  any table’s columns
    return [getattr(model, one.name) for one in fields(names)]


_VISIT = (ChildSession.wrapped, ChildSession.door, ChildSession.seen_at)
_LETTER, _GATE = _columns(Letter, LetterAtHand), _columns(Gate, GateAtHand)
_GATE_BEGINS = len(_VISIT) + len(_LETTER)
_FOUND = (
    select(*_VISIT, *_LETTER, *_GATE)
    .join(Letter, ChildSession.letter_id == Letter.id)
    .join(Gate, Letter.gate_id == Gate.id)
    .where(ChildSession.id == bindparam("visit"), Letter.revoked_at.is_(None))
)
_ANSWER = (
    DraftAnswer.question,
    DraftAnswer.answer,
    DraftAnswer.visit_id,
    DraftAnswer.guarded,
)
_DRAFT = _columns(Draft, DraftAtHand)
_DRAFTED = (
    select(*_ANSWER, *_DRAFT)
    .select_from(Draft)
    .outerjoin(DraftAnswer, DraftAnswer.draft_id == Draft.id)
    .where(Draft.letter_id == bindparam("letter"), Draft.stage == bindparam("stage"))
)


def find_visit(transaction: Session, visit_id: UUID) -> VisitAtHand | None:
    """Find a visit of a letter that was not revoked."""
    row = transaction.connection().execute(_FOUND, {"visit": visit_id}).one_or_none()
    if row is None:
        return None
    wrapped, door, seen_at = row[: len(_VISIT)]
    letter, gate = LetterAtHand(*row[len(_VISIT) : _GATE_BEGINS]), GateAtHand(*row[_GATE_BEGINS:])
    return VisitAtHand(visit_id, wrapped, door, seen_at, letter, gate)


def find_draft(
    transaction: Session, letter_id: UUID, stage: Stage
) -> tuple[DraftAtHand | None, Sequence[tuple[Any, ...]]]:
    """Find a form that was begun, and each answer: question, sealed, visit, guarded."""
    asked = {"letter": letter_id, "stage": stage}
    rows = transaction.connection().execute(_DRAFTED, asked).all()
    if not rows:
        return None, ()
    draft = DraftAtHand(*rows[0][len(_ANSWER) :])
    return draft, [row[: len(_ANSWER)] for row in rows if row[0] is not None]
