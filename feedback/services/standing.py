"""How long what must not wait has waited, in steps: for monitoring, which may count no child.

Whoever watches machines may not open the list of the children who wait, so a count or an exact
age would be a figure that no release let out. A step says only how badly somebody has to look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.due_dates import Clocks
from feedback.services.examine import STUCK
from feedback.services.raise_concern import STEPS
from feedback.services.unread import unread
from feedback.services.work import last_worked
from feedback.store import Store
from feedback.store.models import AuditRow, Concern, Installation, Job, Message

OUTBOX = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4))
BEHIND = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an installation stands. Minutes are the last step that was passed, or 0 for none.

    ``concern_minutes`` is 0 both while nobody calls and while a call is younger than the
    first step; ``words_overdue`` says whether anything sent was opened by nobody in time.
    """

    concern_minutes: int
    words_overdue: bool
    outbox_minutes: int
    worked_seconds: int | None
    jobs_late: int
    clock_behind: bool


def standing(store: Store, *, clocks: Clocks, now: datetime) -> Standing | None:
    """Look how long things have waited at this moment; nothing where the database is away."""
    try:
        with store.look() as transaction:
            return _standing(transaction, clocks, now)
    except DBAPIError:
        return None


def worked_seconds(store: Store, *, now: datetime) -> int | None:
    """Return how long ago what is due was last done; nothing where it never was, or unknown.

    It asks what the children’s door may ask, which sees no single job.
    """
    try:
        with store.look() as transaction:
            return _ago(transaction.scalar(select(Installation.worked_at)), now)
    except DBAPIError:
        return None


def _standing(transaction: Session, clocks: Clocks, now: datetime) -> Standing:
    raised = select(func.min(Concern.raised_at)).where(Concern.seen_at.is_(None))
    waiting = select(func.min(Message.made_at)).where(Message.sent_at.is_(None))
    late = select(func.count()).select_from(Job).where(Job.due_at < now - STUCK)
    written = transaction.scalar(select(func.max(AuditRow.at)))
    return Standing(
        concern_minutes=_step(transaction.scalar(raised), STEPS, now),
        words_overdue=bool(unread(transaction, clocks=clocks, now=now)),
        outbox_minutes=_step(transaction.scalar(waiting), OUTBOX, now),
        worked_seconds=_ago(last_worked(transaction), now),
        jobs_late=transaction.scalar(late) or 0,
        clock_behind=written is not None and written > now + BEHIND,
    )


def _ago(worked: datetime | None, now: datetime) -> int | None:
    return None if worked is None else max(0, int((now - worked).total_seconds()))


def _step(since: datetime | None, steps: Sequence[timedelta], now: datetime) -> int:
    if since is None:
        return 0
    passed = [step for step in steps if now - since >= step]
    return int(passed[-1].total_seconds()) // 60 if passed else 0
