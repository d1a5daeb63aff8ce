"""Comments as those read them who must not learn who wrote them: masked, shuffled, bare.

Known names are every child, carer, brother, sister and school of the caseload, every officer and
social worker. Nothing beside a comment says version, group or quarter, and they lie in the order
of random keys.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from feedback.redaction import Known, Redacted, redact
from feedback.services.read_comments import written
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Child, Comment, Review, Sheet, Staff
from feedback.store.sealing import Place

PARTICIPATION = "participation"


@dataclass(frozen=True, slots=True)
class Masked:
    """One comment, masked, and the question it answers."""

    id: UUID
    question: str
    redacted: Redacted
    may_quote: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works on comments, in which role, with which keys, at which moment."""

    staff_id: UUID
    keys: Keys
    now: datetime
    role: str = PARTICIPATION

    @property
    def actor(self) -> Actor:
        """Return whom the log names."""
        return Actor(str(self.staff_id), self.role)

    def permit(self, store: Store, act: str, subject_id: UUID | None = None) -> Permit:
        """Write down what is about to be opened."""
        return audit.opened_by(
            store, self.actor, Act(act, "comment", subject_id), keys=self.keys, now=self.now
        )


def masked_comments(
    store: Store, desk: Desk, ids: Sequence[UUID], *, act: str = "read-masked"
) -> tuple[Masked, ...]:
    """Open and mask these comments. One row in the log, before anything is opened."""
    if not ids:
        return ()
    permit = desk.permit(store, act)
    with store.look() as transaction:
        known = known_names(transaction, permit)
        return mask(transaction, ids, known, permit)


def mask(
    transaction: Session, ids: Sequence[UUID], known: Known, permit: Permit
) -> tuple[Masked, ...]:
    """Mask comments under a permit that was written down before, in the order of random keys."""
    rows = transaction.execute(
        select(Comment, Sheet)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(Comment.id.in_(ids))
        .order_by(Comment.id)
    )
    return tuple(
        Masked(
            comment.id,
            comment.question,
            redact(written(sheet, permit).get(comment.question, ""), known),
            sheet.may_quote,
        )
        for comment, sheet in rows
    )


def known_names(transaction: Session, permit: Permit) -> Known:
    """Gather every name the council knows, to take them out. They are not kept."""
    children = transaction.execute(select(Child.id, Child.named).where(Child.named.is_not(None)))
    names = [name for row in children for name in _names(row.id, row.named, permit)]
    names += transaction.scalars(union_all(select(Staff.name), _social_workers()))
    return Known.of_names(names)


def _names(child_id: UUID, named: bytes, permit: Permit) -> Iterator[str]:
    said = json.loads(permit.open(named, Place("child", "named", child_id)))
    yield f"{said.get('first', '')} {said.get('last', '')}"
    yield from _texts(said.get(part) for part in ("known_as", "school", "carers", "siblings"))


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _texts(value)


def _social_workers() -> Select[Any]:
    return select(Review.social_worker).where(Review.social_worker.is_not(None)).distinct()
