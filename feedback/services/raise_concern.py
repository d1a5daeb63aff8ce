"""Something a human must look at quickly: raised at once, without content, until someone has it.

Timers escalate at 15 minutes, 1 hour and 4 hours, and every 4 hours from then on, until a named
person acknowledges. The child is told that it came and by when, and never that someone saw it
when nobody has.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import Child, Concern, ConcernKind, Letter, Review, Staff
from feedback.store.models.base import new_key
from feedback.store.upsert import add_unless

STEPS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
AGAIN = timedelta(hours=4)
"""How often everybody is called again once the last step is passed, without an end."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """How far an unseen concern has come: steps passed, and when the next falls due."""

    step: int
    next_at: datetime

    @property
    def is_over(self) -> bool:
        """Whether the last step is passed, and what comes now comes again and again."""
        return self.step >= len(STEPS)


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """One line of the duty list. It says that, and for whom, and never what."""

    id: UUID
    kind: ConcernKind
    raised_at: datetime
    child_id: UUID
    child_number: str
    review_id: UUID
    officer: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a child may be told of a concern: that it came, and whether a person has it."""

    kind: ConcernKind
    raised_at: datetime
    seen_at: datetime | None

    @property
    def by(self) -> datetime:
        """Return by when somebody should have seen it."""
        return self.raised_at + STEPS[0]


def raise_concern(
    transaction: Session, letter_id: UUID, kind: ConcernKind, *, now: datetime
) -> UUID:
    """Put a concern on the duty list, once while it is open; return its key."""
    add_unless(
        transaction,
        Concern,
        same=("letter_id", "kind"),
        where=Concern.seen_at.is_(None),
        id=new_key(),
        letter_id=letter_id,
        kind=kind,
        raised_at=now,
    )
    there = (Concern.letter_id == letter_id, Concern.kind == kind, Concern.seen_at.is_(None))
    return transaction.scalars(select(Concern.id).where(*there)).one()


def acknowledge(
    transaction: Session, concern_id: UUID, staff_id: UUID, *, keys: Keys, now: datetime
) -> bool:
    """Say that a named person has it now; false when somebody was quicker."""
    seeing = (
        update(Concern)
        .where(Concern.id == concern_id, Concern.seen_at.is_(None))
        .values(seen_at=now, seen_by=staff_id)
        .returning(Concern.id)
    )
    if transaction.scalar(seeing) is None:
        return False
    actor, act = Actor(str(staff_id), "safeguarding"), Act("saw-concern", "concern", concern_id)
    audit.write(transaction, actor, act, keys=keys, now=now)
    return True


def escalation(raised_at: datetime, now: datetime) -> Escalation:
    """Work out how far a concern that nobody has seen has come by now.

    After the last step a further one comes every ``AGAIN``: calling never ends by itself.
    """
    waited = now - raised_at
    passed = [step for step in STEPS if waited >= step]
    if len(passed) < len(STEPS):
        return Escalation(len(passed), raised_at + STEPS[len(passed)])
    again = (waited - STEPS[-1]) // AGAIN
    return Escalation(len(STEPS) + again, raised_at + STEPS[-1] + (again + 1) * AGAIN)


def open_concerns(transaction: Session) -> tuple[OpenConcern, ...]:
    """List what nobody has acknowledged yet, the oldest first, in one query."""
    rows = transaction.execute(
        select(
            Concern.id,
            Concern.kind,
            Concern.raised_at,
            Child.id,
            Child.number,
            Review.id,
            Staff.name,
        )
        .join(Letter, Concern.letter_id == Letter.id)
        .join(Review, Letter.review_id == Review.id)
        .join(Child, Review.child_id == Child.id)
        .outerjoin(Staff, Review.officer_id == Staff.id)
        .where(Concern.seen_at.is_(None))
        .order_by(Concern.raised_at, Concern.id)
    )
    return tuple(OpenConcern(*row) for row in rows)


def told(transaction: Session, letter_id: UUID) -> tuple[Told, ...]:
    """Return what the child of this letter may be told, the newest first."""
    rows = transaction.execute(
        select(Concern.kind, Concern.raised_at, Concern.seen_at)
        .where(Concern.letter_id == letter_id)
        .order_by(Concern.raised_at.desc())
    )
    return tuple(Told(*row) for row in rows)
