"""A call for help of which a child is told that we got it: on the duty list, and in the journal.

The line is on disk before the commit, as when something is sent, so that a call outlives the
loss of the whole database. Pressed again it is the same call, and its line is written again:
played back, it is one.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.services.guessing import LONDON
from feedback.services.raise_concern import raise_concern
from feedback.store.journal import Book, Journal, Line
from feedback.store.models import Concern, ConcernKind


def call_for_help(
    transaction: Session, letter_id: UUID, kind: ConcernKind, *, journal: Journal, now: datetime
) -> None:
    """Put a call on the duty list and, last of all in its transaction, into the journal.

    Refuses with ``JournalUnwritable``: then nothing may be called got, and what is done is
    undone. Whoever still wants duty to see it raises it without.
    """
    concern_id = raise_concern(transaction, letter_id, kind, now=now)
    concern = transaction.get_one(Concern, concern_id)
    day = now.astimezone(LONDON).date()
    journal.append(Line(Book.VIEWS, concern_id, (concern,)), day=day)
