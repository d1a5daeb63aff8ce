"""What a child sent that nobody has opened in time, so that safeguarding duty reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.due_dates import Clocks, add_working_days
from feedback.errors import NotYours
from feedback.services.another_reader import reader_of, readers_past
from feedback.services.guessing import LONDON
from feedback.services.openings import OPENED
from feedback.store.models import AuditRow, Review, SentViews


@dataclass(frozen=True, slots=True)
class Waiting:
    """Views that nobody has opened by the end of the day after they came."""

    views_id: UUID
    review_id: UUID
    sent_at: datetime
    look_first: bool


def unread(transaction: Session, *, clocks: Clocks, now: datetime) -> tuple[Waiting, ...]:
    """List what nobody at all has opened in time, *look first* at the top, then the oldest.

    What a child sent past their own officer waits at once where no other officer reads it.
    """
    opened = exists().where(
        AuditRow.act == OPENED,
        AuditRow.subject == SentViews.__tablename__,
        AuditRow.subject_id == SentViews.id,
    )
    rows = transaction.execute(
        select(
            SentViews.id,
            SentViews.review_id,
            SentViews.sent_at,
            SentViews.look_first,
            SentViews.not_iro,
            Review.child_id,
        )
        .join(Review, Review.id == SentViews.review_id)
        .where(SentViews.read_at.is_(None), SentViews.answers.is_not(None), ~opened)
        .order_by(SentViews.look_first.desc(), SentViews.sent_at)
    ).all()
    today = now.astimezone(LONDON).date()
    past = readers_past(transaction, today=today) if any(row.not_iro for row in rows) else None
    return tuple(
        Waiting(row.id, row.review_id, row.sent_at, row.look_first)
        for row in rows
        if _is_overdue(row.sent_at, clocks, now)
        or (past and row.not_iro and past.reader(row.child_id) is None)
    )


def must_be_unread(transaction: Session, views_id: UUID, clocks: Clocks, now: datetime) -> None:
    """Refuse with ``NotYours`` views that their officer has read, or still may in time."""
    views = transaction.get_one(SentViews, views_id)
    waits = _is_overdue(views.sent_at, clocks, now) or _is_nobodys(transaction, views, now)
    if views.read_at is not None or not waits:
        raise NotYours("These views are still their officer’s to read.")


def _is_overdue(sent_at: datetime, clocks: Clocks, now: datetime) -> bool:
    last = add_working_days(sent_at.astimezone(LONDON).date(), clocks.duty_reads)
    return now.astimezone(LONDON).date() > last


def _is_nobodys(transaction: Session, views: SentViews, now: datetime) -> bool:
    """Whether a child asked for another officer and there is none, so that duty reads at once."""
    if not views.not_iro:
        return False
    child_id = transaction.get_one(Review, views.review_id).child_id
    return reader_of(transaction, child_id, today=now.astimezone(LONDON).date()) is None
