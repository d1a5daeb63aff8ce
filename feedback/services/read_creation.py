"""Seeing what a child drew or showed, hearing what they said aloud, and writing it down.

Each is opened like their words: the log knows before anything is shown or played.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.creations import Creation, Making
from feedback.due_dates import Clocks
from feedback.errors import CreationUnknown, TranscriptUnsound
from feedback.questionnaire import LONGEST_WORDS
from feedback.services import created
from feedback.services.another_reader import must_be_reader
from feedback.services.guessing import LONDON
from feedback.services.openings import CREATION, DUTY, OFFICER, WROTE_DOWN
from feedback.services.read_views import Reader
from feedback.services.tell_readers import open_part
from feedback.services.unread import must_be_unread
from feedback.store import Store
from feedback.store.audit import Act, Actor, Permit
from feedback.store.models import SentCreation


def open_creation(store: Store, reader: Reader, creation_id: UUID, *, now: datetime) -> Creation:
    """Open a creation as the officer who answers for the child today; others get ``NotYours``."""
    with store.look() as transaction:
        _must_be_theirs(transaction, reader, creation_id, now=now)
    return _opened(store, reader, OFFICER, creation_id, now=now)


def open_unread_creation(
    store: Store, reader: Reader, creation_id: UUID, *, clocks: Clocks, now: datetime
) -> Creation:
    """Open a creation as duty, while nobody else has read in time; otherwise ``NotYours``."""
    with store.look() as transaction:
        row = _found(transaction, creation_id)
        must_be_unread(transaction, row.views_id, clocks, now)
    return _opened(store, reader, DUTY, creation_id, now=now)


def write_down(store: Store, reader: Reader, heard: tuple[UUID, str], *, now: datetime) -> None:
    """Keep what a voice says in words, beside it, with who heard it and when.

    Refuses with ``NotYours``, and with ``TranscriptUnsound`` nothing, too much, or no voice.
    """
    creation_id, words = heard[0], heard[1].strip()
    with store.look() as transaction:
        _must_be_theirs(transaction, reader, creation_id, now=now)
    if not words or len(words) > LONGEST_WORDS:
        raise TranscriptUnsound("Write down what was said, in at most 4,000 letters.")
    permit = _permit(store, reader, (OFFICER, WROTE_DOWN), creation_id, now=now)
    with store.begin() as transaction:
        row = _found(transaction, creation_id)
        if created.about(row, permit).making != Making.VOICE:
            raise TranscriptUnsound("Only what was said aloud can be written down.")
        row.transcript = reader.keys.seal(words.encode(), created.transcript_place(row.id))
        row.transcribed_by, row.transcribed_at = reader.staff_id, now


def _must_be_theirs(
    transaction: Session, reader: Reader, creation_id: UUID, *, now: datetime
) -> None:
    row = _found(transaction, creation_id)
    today = now.astimezone(LONDON).date()
    must_be_reader(transaction, reader.staff_id, row.views_id, today=today)


def _opened(
    store: Store, reader: Reader, role: str, creation_id: UUID, *, now: datetime
) -> Creation:
    permit = _permit(store, reader, (role, CREATION), creation_id, now=now)
    with store.look() as transaction:
        return created.opened(_found(transaction, creation_id), permit)


def _found(transaction: Session, creation_id: UUID) -> SentCreation:
    row = transaction.get(SentCreation, creation_id)
    if row is None:
        raise CreationUnknown("There is no such drawing, voice or photo.")
    return row


def _permit(
    store: Store, reader: Reader, doing: tuple[str, str], creation_id: UUID, *, now: datetime
) -> Permit:
    role, act = doing
    actor = Actor(str(reader.staff_id), role)
    about = Act(act, SentCreation.__tablename__, creation_id)
    with store.look() as transaction:
        views_id = _found(transaction, creation_id).views_id
    return open_part(store, actor, about, [views_id], keys=reader.keys, now=now)
