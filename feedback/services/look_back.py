"""What a child finds when they come back after sending: their own copy, behind the pictures."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from feedback.catalogue import Catalogue
from feedback.questionnaire import Answers, Questionnaire
from feedback.services import created
from feedback.services.consult import pinned
from feedback.services.created import Sent
from feedback.services.visits import OpenVisit
from feedback.store.models import CameBy, ChildCopy, Door, SentViews
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Added:
    """What was added after Send: one more thing, or another answer to a question."""

    key: str
    """As hex, as a card of who has read names it."""
    sent_at: datetime
    answers: Answers


@dataclass(frozen=True, slots=True)
class Copy:
    """What was sent. ``answers`` is None where it may not be shown in this visit.

    ``taken_back`` is when the child withdrew it; then there are no answers any more.
    """

    questionnaire: Questionnaire
    sent_at: datetime
    receipt: str
    answers: Answers | None
    made: tuple[Sent, ...] = ()
    added: tuple[Added, ...] = ()
    taken_back: datetime | None = None
    came_by: CameBy = CameBy.SCREEN
    not_iro: bool = False
    """Whether the child asked that somebody else than their officer reads it."""


def copy_of(transaction: Session, visit: OpenVisit, *, catalogue: Catalogue) -> Copy | None:
    """Open the child’s own copy of what they sent; None when nothing was.

    What they sent here goes before what was typed in for them.

    The answers show only behind pictures that were chosen before it was sent.
    """
    plain = load_only(
        *(SentViews.questionnaire, SentViews.edition, SentViews.digest),
        *(SentViews.sent_at, SentViews.receipt, SentViews.withdrawn_at, SentViews.came_by),
        SentViews.not_iro,
    )
    found = transaction.execute(
        select(SentViews, ChildCopy)
        .options(plain)
        .outerjoin(ChildCopy, ChildCopy.views_id == SentViews.id)
        .where(SentViews.letter_id == visit.letter.id, SentViews.follows.is_(None))
        .order_by(SentViews.came_by != CameBy.SCREEN, SentViews.sent_at.desc())
    ).first()
    if found is None:
        return None
    views, copy = found
    shown = copy is not None and copy.guarded and visit.door is Door.OPEN
    answers = _opened(visit, copy) if shown else None
    made = created.copies(transaction, visit, copy.views_id) if shown else ()
    added = _added(transaction, visit, copy.views_id) if shown else ()
    sent = views.sent_at, views.receipt
    told = views.withdrawn_at, views.came_by
    return Copy(pinned(views, catalogue), *sent, answers, made, added, *told, views.not_iro)


def everything_said(transaction: Session, visit: OpenVisit) -> Answers:
    """Open everything that stands under this letter, the later over the earlier.

    This is for working out codes, and never for a page.
    """
    rows = transaction.scalars(
        select(ChildCopy)
        .join(SentViews, SentViews.id == ChildCopy.views_id)
        .where(ChildCopy.letter_id == visit.letter.id)
        .order_by(SentViews.sent_at)
    )
    said: dict[str, tuple[str, ...]] = {}
    for copy in rows:
        said |= _opened(visit, copy)
    return said


def _added(transaction: Session, visit: OpenVisit, views_id: UUID) -> tuple[Added, ...]:
    rows = transaction.execute(
        select(SentViews.sent_at, ChildCopy)
        .join(ChildCopy, ChildCopy.views_id == SentViews.id)
        .where(SentViews.follows == views_id)
        .order_by(SentViews.sent_at)
    )
    return tuple(Added(copy.views_id.hex, at, _opened(visit, copy)) for at, copy in rows)


def _opened(visit: OpenVisit, copy: ChildCopy) -> dict[str, tuple[str, ...]]:
    plain = visit.key.open(copy.answers, Place("child_copy", "answers", copy.views_id))
    return {key: tuple(said) for key, said in json.loads(plain).items()}
