"""Which acts open what a child sent, who did them and as what: the one place that says so.

Whatever opens something that was sent is in the log as ``OPENED``. Whatever opens a part of it
alone is there as ``PART``, beside a row that says which: so it still tells when the part is gone.
The child’s page and the week’s list of readings outside somebody’s cases are both made of these.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from feedback.services.guessing import LONDON
from feedback.services.outside import GLASS
from feedback.store.models import Assignment, AuditRow, Child, Review, SentViews, Staff

OPENED, PART = "opened-views", "opened-part"
CREATION, WROTE_DOWN = "opened-creation", "wrote-down-voice"
ASK, OUTCOME_LETTER = "opened-ask", "opened-outcome-letter"

OF_A_PART = frozenset({CREATION, WROTE_DOWN, ASK, OUTCOME_LETTER})
"""Acts that open something of a child’s words, with a row of ``PART`` for what it belongs to."""

BESIDE = frozenset({
    *("opened-review", "opened-columns", "opened-sheet", "opened-statement"),
    *("opened-outside-own", "made-outcome-letter"),
})  # fmt: skip
"""Acts that say on which page it was, beside a row of ``OPENED`` for each thing on it."""

OFFICER, COVER, ANOTHER, DUTY = "officer", "cover", "another", "safeguarding"
"""As what somebody opened it; ``GLASS`` is the fifth. ``COVER`` answered for the child that day in
the place of their officer, and ``ANOTHER`` read what the child sent past their officer."""

_OF_THEIR_OWN = frozenset({DUTY, GLASS})


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening: by whom, as what, when, of what, and under which letter it was sent."""

    who: UUID
    name: str
    role: str
    at: datetime
    whole: bool
    views_id: UUID
    letter_id: UUID
    follows: UUID | None
    """What it was added to after Send, if it was."""
    number: str
    day: date
    """The day of the review it was sent for."""

    @property
    def on(self) -> date:
        """Return the day it was, in England."""
        return self.at.astimezone(LONDON).date()


def openings(transaction: Session, *which: ColumnElement[bool]) -> tuple[Opening, ...]:
    """List openings in the order they were made, in two queries however many there are."""
    rows = transaction.execute(
        select(
            *(AuditRow.who, AuditRow.role, AuditRow.at, AuditRow.act, SentViews.id.label("views")),
            *(SentViews.not_iro, SentViews.letter_id, SentViews.follows),
            *(Child.id.label("child"), Child.number, Review.day),
        )
        .join(SentViews, SentViews.id == AuditRow.subject_id)
        .join(Review, Review.id == SentViews.review_id)
        .join(Child, Child.id == Review.child_id)
        .where(AuditRow.subject == SentViews.__tablename__, AuditRow.act.in_((OPENED, PART)))
        .where(*which)
        .order_by(AuditRow.place)
    ).all()
    people = _people(transaction, rows) if rows else ()
    names = {row.id: row.name for row in people}
    return tuple(
        Opening(
            who=UUID(row.who),
            name=names[UUID(row.who)],
            role=_as_what(row, people),
            at=row.at,
            whole=row.act == OPENED,
            views_id=row.views,
            letter_id=row.letter_id,
            follows=row.follows,
            number=row.number,
            day=row.day,
        )
        for row in rows
    )


def _people(transaction: Session, rows: Sequence[Any]) -> Sequence[Any]:
    """Find who they are, each with every time they answered for one of these children."""
    theirs = Assignment.child_id.in_({row.child for row in rows})
    return transaction.execute(
        select(Staff.id, Staff.name, Assignment.child_id, Assignment.since, Assignment.until)
        .outerjoin(Assignment, and_(Assignment.staff_id == Staff.id, theirs))
        .where(Staff.id.in_({UUID(row.who) for row in rows}))
    ).all()


def _as_what(row: Any, people: Collection[Any]) -> str:  # noqa: ANN401  a row of ``openings``
    if row.role in _OF_THEIR_OWN:
        return str(row.role)
    if row.not_iro:
        return ANOTHER
    day = row.at.astimezone(LONDON).date()
    own = any(
        (one.id, one.child_id) == (UUID(row.who), row.child)
        and one.since <= day
        and (one.until is None or day <= one.until)
        for one in people
    )
    return OFFICER if own else COVER
