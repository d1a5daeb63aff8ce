"""Telling a child who has read what they sent: everybody, as what they were, in their order.

It is written anew after each opening, out of the log, for everything sent under the letter: the
first form, what was added, and each part that was opened alone.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.services import cards
from feedback.services.cards import ReadNote
from feedback.services.openings import PART, openings
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Letter, SentViews


def tell_readers(transaction: Session, views_ids: Collection[UUID]) -> None:
    """Write anew who has read what was sent under the letters of these views.

    The first reading of each person counts, once for each thing they were at the time, and
    apart for each thing that was added after Send.
    """
    if not views_ids:
        return
    theirs = select(SentViews.letter_id).where(SentViews.id.in_(views_ids))
    letters = select(Letter.id, Letter.public_key).where(Letter.id.in_(theirs))
    # One after the other, so that whoever read the log first does not write over who came later.
    locked = letters.order_by(Letter.id).with_for_update(key_share=True)
    keys = {row.id: row.public_key for row in transaction.execute(locked)}
    told: dict[UUID, dict[tuple[str, UUID, str], ReadNote]] = {key: {} for key in keys}
    for one in openings(transaction, SentViews.letter_id.in_(keys)):
        added = one.views_id.hex if one.follows else ""
        note = ReadNote(one.name, one.role, one.on, added)
        told[one.letter_id].setdefault((added, one.who, one.role), note)
    for letter_id, notes in told.items():
        if notes:
            cards.write_read(transaction, (letter_id, keys[letter_id]), notes.values())


def open_part(  # noqa: PLR0913  who opens what of which views, with which keys, and when
    store: Store, actor: Actor, act: Act, views_ids: Collection[UUID], *, keys: Keys, now: datetime
) -> Permit:
    """Write down that something of these views is about to be opened, and tell the child.

    ``act`` is one of ``OF_A_PART``. Raises ``AuditUnwritable`` as ``audit.opened_by`` does.
    """
    parts = [Act(PART, SentViews.__tablename__, views_id) for views_id in views_ids]
    permit = audit.opened_together(store, actor, [*parts, act], keys=keys, now=now)
    with store.begin() as transaction:
        tell_readers(transaction, views_ids)
    return permit
