"""What a child’s page needs of its rows, at hand as plain values: found in two queries.

These are asked at every page, so they are worded once, fetch those columns alone, and make
no objects that the store would have to watch. Whoever changes one of them says so in an
``UPDATE`` and here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Exists, SQLColumnExpression, and_, bindparam, case, insert, select
from sqlalchemy.orm import Session

from feedback.errors import ChangedMeanwhile
from feedback.questionnaire import Stage, Version
from feedback.store.models import (
    ChildSession,
    Draft,
    DraftAnswer,
    DraftCreation,
    Gate,
    Letter,
    SentViews,
)
from feedback.store.models.letter import Door
from feedback.store.models.views import CameBy, FilledBy, Helper
from feedback.store.worded import Row, Worded


class LetterAtHand(NamedTuple):
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
    is_kept: bool = True
    """Whether it lies in the store already. Until something was said it does not."""
    has_made: bool = False
    """Whether anything was drawn, said aloud or shown in it: at most pages nothing was."""


class Drafted(NamedTuple):
    """What was found of a form: itself with its answers, if it is there, or that it was sent."""

    draft: DraftAtHand | None
    answers: Sequence[Row]
    """Of each: the question, what is sealed, the visit, and whether it is guarded."""
    is_sent: bool


_FOUND_OUT = frozenset({"is_kept", "has_made"})


def _columns(model: Any, plain: type) -> list[Any]:  # noqa: ANN401  any table’s columns
    return [getattr(model, name) for name in plain.__annotations__ if name not in _FOUND_OUT]


_VISIT = (ChildSession.wrapped, ChildSession.door, ChildSession.seen_at)
_LETTER, _GATE = _columns(Letter, LetterAtHand), _columns(Gate, GateAtHand)
_GATE_BEGINS = len(_VISIT) + len(_LETTER)
_FOUND = Worded(
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
STANDS = and_(SentViews.withdrawn_at.is_(None), SentViews.came_by == CameBy.SCREEN)
"""Of what was sent: that the child did it here, and did not take it back.

What the office typed in shuts nobody’s own form."""


def stands_under(letter: SQLColumnExpression[Any]) -> Exists:
    """Whether something stands under a letter. It names a column, for the door reads not all."""
    return select(SentViews.id).where(SentViews.letter_id == letter, STANDS).exists()


_IS_SENT = stands_under(bindparam("letter")).label("is_sent")
_HAS_MADE = (
    select(DraftCreation.id).where(DraftCreation.draft_id == Draft.id).exists().label("has_made")
)
_OF_STAGE = and_(Draft.letter_id == Letter.id, Draft.stage == bindparam("stage"))
_DRAFTED = Worded(
    select(*_ANSWER, *_DRAFT, _IS_SENT, _HAS_MADE)
    .select_from(Letter)
    .outerjoin(Draft, _OF_STAGE)
    .outerjoin(DraftAnswer, DraftAnswer.draft_id == Draft.id)
    .where(Letter.id == bindparam("letter")),
    same_from=len(_ANSWER),
)


_NEW = {column.key: bindparam(column.key, type_=column.type) for column in _DRAFT}
_MAY_BEGIN = (
    Letter.id == bindparam("letter"),
    Letter.revoked_at.is_(None),
    case(
        (bindparam("of", type_=Draft.stage.type) == Stage.EVALUATION, ~Letter.evaluation_used),
        else_=~stands_under(Letter.id),
    ),
)
_BEGUN = Worded(
    insert(Draft)
    .from_select(["letter_id", *_NEW], select(Letter.id, *_NEW.values()).where(*_MAY_BEGIN))
    .returning(Draft.id)
)


def find_visit(transaction: Session, visit_id: UUID) -> VisitAtHand | None:
    """Find a visit of a letter that was not revoked."""
    rows = _FOUND.ask(transaction, visit=visit_id)
    if not rows:
        return None
    (row,) = rows
    wrapped, door, seen_at = row[: len(_VISIT)]
    letter, gate = LetterAtHand(*row[len(_VISIT) : _GATE_BEGINS]), GateAtHand(*row[_GATE_BEGINS:])
    return VisitAtHand(visit_id, wrapped, door, seen_at, letter, gate)


def keep_draft(transaction: Session, letter_id: UUID, draft: DraftAtHand) -> None:
    """Write a form down, unless it was written down before.

    Refuses with ``ChangedMeanwhile`` where it was sent or begun since it was looked for, or its
    letter revoked.
    """
    if draft.is_kept:
        return
    values = {column.key: getattr(draft, column.key) for column in _DRAFT}
    if not _BEGUN.ask(transaction, letter=letter_id, of=draft.stage, **values):
        raise ChangedMeanwhile("This was sent, or its letter was revoked, a moment ago.")
    draft.is_kept = True


def find_draft(transaction: Session, letter_id: UUID, stage: Stage) -> Drafted:
    """Find a form that was begun. That it is not there and was not sent is seen at once."""
    rows = _DRAFTED.ask(transaction, letter=letter_id, stage=stage)
    *found, is_sent, has_made = rows[0]
    draft_id, *_rest = found[len(_ANSWER) :]
    if draft_id is None:
        return Drafted(None, (), is_sent)
    draft = DraftAtHand(*found[len(_ANSWER) :])
    draft.has_made = has_made
    first, *others = found[: len(_ANSWER)], *rows[1:]
    return Drafted(draft, [] if first[0] is None else [first, *others], is_sent)
