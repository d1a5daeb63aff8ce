"""What a child finds when they come back after sending: their own copy, behind the pictures."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from feedback.catalogue import Catalogue
from feedback.questionnaire import Answers, Questionnaire
from feedback.services import created
from feedback.services.consult import pinned
from feedback.services.created import Sent
from feedback.services.visits import OpenVisit
from feedback.store.models import ChildCopy, Door, SentViews
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Copy:
    """What was sent. ``answers`` is None where it may not be shown in this visit."""

    questionnaire: Questionnaire
    sent_at: datetime
    receipt: str
    answers: Answers | None
    made: tuple[Sent, ...] = ()


def copy_of(transaction: Session, visit: OpenVisit, *, catalogue: Catalogue) -> Copy | None:
    """Open the child’s own copy of what they sent; None when nothing was.

    The answers show only behind pictures that were chosen before it was sent.
    """
    plain = load_only(
        *(SentViews.questionnaire, SentViews.edition, SentViews.digest),
        *(SentViews.sent_at, SentViews.receipt),
    )
    found = transaction.execute(
        select(SentViews, ChildCopy)
        .options(plain)
        .outerjoin(ChildCopy, ChildCopy.views_id == SentViews.id)
        .where(SentViews.letter_id == visit.letter.id)
        .order_by(SentViews.sent_at.desc())
    ).first()
    if found is None:
        return None
    views, copy = found
    shown = copy is not None and copy.guarded and visit.door is Door.OPEN
    answers = _opened(visit, copy) if shown else None
    made = created.copies(transaction, visit, copy.views_id) if shown else ()
    return Copy(pinned(views, catalogue), views.sent_at, views.receipt, answers, made)


def _opened(visit: OpenVisit, copy: ChildCopy) -> Answers:
    plain = visit.key.open(copy.answers, Place("child_copy", "answers", copy.views_id))
    return {key: tuple(said) for key, said in json.loads(plain).items()}
