"""The log of visits and other contact with a child before a review."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.beside import Met
from feedback.errors import RecordRefused, ReviewUnknown
from feedback.services.deciding import Hand, own_review
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import ContactNote, Staff


@dataclass(frozen=True, slots=True)
class Noted:
    """A visit or contact in the log, and who noted it."""

    id: UUID
    met: Met
    who: str


def note(
    transaction: Session, review_id: UUID, met: Collection[Met], *, by: Hand, keys: Keys
) -> None:
    """Note visits and contacts under the review they came before.

    Refused: another officer’s child, and a day still to come. The same noted twice stays one.
    """
    own_review(transaction, review_id, by)
    there = {one.met for one in noted(transaction, review_id)}
    new = [one for one in dict.fromkeys(met) if one not in there]
    if any(one.day > by.today for one in new):
        raise RecordRefused("A visit or contact still to come cannot be noted yet.")
    if not new:
        return
    transaction.add_all(_row(review_id, one, by) for one in new)
    transaction.flush()
    act = Act("noted-contact", "review", review_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)


def strike(
    transaction: Session, review_id: UUID, contact_id: UUID, *, by: Hand, keys: Keys
) -> None:
    """Strike out a line noted in error. It stays in the database, with who struck it out.

    Refuses with ``ReviewUnknown`` a line that does not stand under this review.
    """
    own_review(transaction, review_id, by)
    line = transaction.get(ContactNote, contact_id)
    if line is None or line.review_id != review_id:
        raise ReviewUnknown("There is no such line under this review.")
    if line.struck_at:
        return
    line.struck_by, line.struck_at = by.officer, by.now
    transaction.flush()
    act = Act("struck-contact", "review", review_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)


def noted(transaction: Session, review_id: UUID) -> tuple[Noted, ...]:
    """List what stands in the log of a review, the earliest first."""
    rows = transaction.execute(
        select(ContactNote, Staff.name)
        .join(Staff, Staff.id == ContactNote.noted_by)
        .where(ContactNote.review_id == review_id, ContactNote.struck_at.is_(None))
        .order_by(ContactNote.day, ContactNote.noted_at, ContactNote.id)
    )
    return tuple(Noted(line.id, _met(line), who) for line, who in rows)


def _met(line: ContactNote) -> Met:
    return Met(line.day, line.way, line.alone)


def _row(review_id: UUID, met: Met, by: Hand) -> ContactNote:
    return ContactNote(
        review_id=review_id,
        day=met.day,
        way=met.way,
        alone=met.alone,
        noted_by=by.officer,
        noted_at=by.now,
    )
