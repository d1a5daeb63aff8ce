"""What whoever reads is told of why something asked to be read first, and what they found.

Why is worked out anew from the words the reader has before them, so that nothing of it is kept
about a child. Readers say what they found: that is how we know how often the portal rightly asks.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from feedback.concerns import Found, look_first
from feedback.errors import NotYours
from feedback.services.looked_at import written
from feedback.services.openings import OPENED
from feedback.services.read_views import Reading
from feedback.store.models import AuditRow, Marked, SentViews


@dataclass(frozen=True, slots=True)
class Rightly:
    """Of what was read first and marked: how much was a concern, and how much there was."""

    concerns: int
    marked: int


def why(reading: Reading) -> tuple[Found, ...]:
    """Return what asks to be read first in what somebody has just opened."""
    answers = {said.question.id: said.answer for said in reading.said}
    return look_first(written(reading.questionnaire, answers))


def mark(transaction: Session, views_id: UUID, marked: Marked, *, by: UUID) -> None:
    """Note what whoever read this found; they may change it, and nobody else may.

    Refuses with ``NotYours`` what did not ask to be first, what this person has not opened, and
    what somebody else marked.
    """
    has_read = exists().where(
        AuditRow.act == OPENED,
        AuditRow.subject == SentViews.__tablename__,
        AuditRow.subject_id == views_id,
        AuditRow.who == str(by),
    )
    views = transaction.scalar(select(SentViews).where(SentViews.id == views_id, has_read))
    if views is None or not views.look_first or views.marked_by not in {None, by}:
        raise NotYours("Only whoever read it first says what they found.")
    views.marked, views.marked_by = marked, by


def rightly(transaction: Session) -> Rightly:
    """Count how often the portal rightly asked, by those who read."""
    marked = select(SentViews.marked, func.count()).where(SentViews.marked.is_not(None))
    counts = dict(transaction.execute(marked.group_by(SentViews.marked)).all())
    return Rightly(
        concerns=sum(counts.values()) - counts.get(Marked.NO_CONCERN, 0),
        marked=sum(counts.values()),
    )
