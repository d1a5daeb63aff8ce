"""Who reads what a child sent: their own officer, or another one because the child asked so.

*Not my IRO* sends it to the cover officer whom the managers named. Where none is named, or
the cover officer is the child’s own, safeguarding duty reads it, at once.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import NotYours, StaffRefused, ViewsUnknown
from feedback.services.assigned import answers_for, children_of
from feedback.services.form import Form
from feedback.services.guessing import LONDON
from feedback.store import audit
from feedback.store.audit import COMMAND, Act
from feedback.store.keys import Keys
from feedback.store.models import Ask, Child, Cover, Duty, Review, SentViews, Staff
from feedback.store.upsert import put


@dataclass(frozen=True, slots=True)
class ForAnother:
    """Something a child sent past their own officer, as the cover officer’s list shows it."""

    views_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    sent_at: datetime
    read: bool


def choose(form: Form, *, another: bool) -> None:
    """Say whether somebody else than their own officer is to read this form once it is sent."""
    form.begin()
    form.note(not_iro=another)


def appoint(transaction: Session, email: str | None, *, keys: Keys, now: datetime) -> None:
    """Name the cover officer from today on; None names nobody.

    Refuses with ``StaffRefused`` whoever is not an officer that can sign in.
    """
    officer = None if email is None else _officer(transaction, email)
    staff_id = officer.id if officer else None
    today = now.astimezone(LONDON).date()
    put(transaction, Cover, since=today, staff_id=staff_id)
    audit.write(transaction, COMMAND, Act("named-cover", "staff", staff_id), keys=keys, now=now)


def cover_officer(transaction: Session, *, today: date) -> UUID | None:
    """Find who covers today."""
    named = select(Cover.staff_id).where(Cover.since <= today).order_by(Cover.since.desc())
    return transaction.scalar(named.limit(1))


def must_be_reader(transaction: Session, staff_id: UUID, views_id: UUID, *, today: date) -> None:
    """Refuse with ``NotYours`` whoever is not to read this as an officer today.

    What a child sent past their own officer is never that officer’s, also while they cover.
    Refuses with ``ViewsUnknown`` what was never sent.
    """
    own = Review.child_id.in_(children_of(staff_id, today=today))
    asked = select(Review.child_id, SentViews.not_iro, own.label("own"))
    sent = asked.join(SentViews, SentViews.review_id == Review.id)
    row = transaction.execute(sent.where(SentViews.id == views_id)).one_or_none()
    if row is None:
        raise ViewsUnknown("Nothing was sent under that key.")
    if row.not_iro and reader_of(transaction, row.child_id, today=today) != staff_id:
        raise NotYours("The child asked that somebody else reads this.")
    if not (row.not_iro or row.own):
        raise NotYours("This belongs to a child whom somebody else answers for.")


@dataclass(frozen=True, slots=True)
class Past:
    """Who reads what children send past their own officer today."""

    cover: UUID | None
    own: Collection[UUID]
    """The children for whom the cover officer answers anyway."""

    def reader(self, child_id: UUID) -> UUID | None:
        """Return the officer who reads what this child sends; None leaves it to duty."""
        return None if child_id in self.own else self.cover


def readers_past(transaction: Session, *, today: date) -> Past:
    """Find out who reads past the officers, in two queries whatever the number of children."""
    cover = cover_officer(transaction, today=today)
    own = () if cover is None else answers_for(transaction, cover, today=today)
    return Past(cover, own)


def reader_of(transaction: Session, child_id: UUID, *, today: date) -> UUID | None:
    """Find which officer reads what this child sends past their own; None leaves it to duty."""
    return readers_past(transaction, today=today).reader(child_id)


def for_another(transaction: Session, staff_id: UUID, *, today: date) -> Collection[ForAnother]:
    """List what waits for the cover officer, unread first, then by the day of the review."""
    if cover_officer(transaction, today=today) != staff_id:
        return ()
    rows = transaction.execute(
        select(
            SentViews.id,
            Child.id,
            Child.named,
            Review.day,
            SentViews.sent_at,
            SentViews.read_at.is_not(None),
        )
        .join(Review, Review.id == SentViews.review_id)
        .join(Child, Child.id == Review.child_id)
        .where(SentViews.not_iro, SentViews.answers.is_not(None))
        .where(Review.child_id.not_in(children_of(staff_id, today=today)))
        .order_by(SentViews.read_at.is_not(None), Review.day, SentViews.sent_at)
    )
    return tuple(ForAnother(*row) for row in rows)


def asks_sent(transaction: Session, views_id: UUID) -> frozenset[UUID]:
    """Return the keys of what was asked for in something that was sent."""
    return frozenset(transaction.scalars(select(Ask.id).where(Ask.views_id == views_id)))


def _officer(transaction: Session, email: str) -> Staff:
    found = transaction.scalar(select(Staff).where(Staff.email == email.strip().lower()))
    if found is None or not found.active or Duty.OFFICER not in {r.name for r in found.roles}:
        raise StaffRefused("No officer with that e-mail address can sign in.")
    return found
