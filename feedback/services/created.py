"""Drawings, voices and photos that were sent: for the child’s copy, and for who reads them.

At Send the content stays as it lies, and only the key that opens it is sealed: to the
service, for the officer, and to the letter, for the child.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer, load_only

from feedback.creations import Creation, Making, may_be_made
from feedback.services import create
from feedback.services.create import Own
from feedback.services.form import Form
from feedback.services.visits import OpenVisit
from feedback.store.audit import Permit
from feedback.store.keys import Keys
from feedback.store.models import (
    ChildCopy,
    Door,
    DraftCreation,
    Letter,
    SentCreation,
    SentViews,
    Staff,
)
from feedback.store.sealing import Place, PublicKey


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a voice says, as somebody heard it. It never takes the voice’s place."""

    words: str
    by: str
    at: datetime


_OWN = (SentCreation.id, SentCreation.views_id, SentCreation.own)
"""What a child’s page may read of what was made."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that was made for a question and sent."""

    id: UUID
    question: str
    making: Making
    seconds: int
    transcript: Transcript | None = None


def rows_of(form: Form, views: SentViews, keys: Keys) -> Iterator[SentCreation]:
    """Turn what was made on the child’s own way into what is sent."""
    letter = PublicKey(form.visit.letter.public_key)
    for row, own in _ready(form):
        yield SentCreation(
            id=row.id,
            views_id=views.id,
            content=row.content,
            own=letter.seal(own.plain, _own_place(row.id)),
            about=keys.seal(own.plain, _about_place(row.id)),
        )


def copies(transaction: Session, visit: OpenVisit, views_id: UUID) -> tuple[Sent, ...]:
    """List what the child made and sent. Whoever calls has seen that it may be shown."""
    rows = transaction.scalars(_of([views_id]).options(load_only(*_OWN)))
    found = ((row.id, Own.of(visit.key.open(row.own, _own_place(row.id)))) for row in rows)
    return _in_order(Sent(key, o.question, Making(o.making), o.seconds) for key, o in found)


def copy_of(transaction: Session, visit: OpenVisit, creation_id: UUID) -> Creation | None:
    """Open the child’s own copy of a creation, behind pictures chosen before it was sent."""
    row = transaction.scalar(
        select(SentCreation)
        .options(load_only(*_OWN, SentCreation.content))
        .join(ChildCopy, ChildCopy.views_id == SentCreation.views_id)
        .where(
            SentCreation.id == creation_id,
            ChildCopy.letter_id == visit.letter.id,
            ChildCopy.guarded,
        )
    )
    if row is None or visit.door is not Door.OPEN:
        return None
    own = Own.of(visit.key.open(row.own, _own_place(row.id)))
    return own.opens(row.content, row.id)


def rows_sent(
    transaction: Session, views_ids: Collection[UUID]
) -> list[tuple[SentCreation, str | None]]:
    """Find what was made and sent with these views, and who wrote down what a voice says."""
    rows = transaction.execute(
        _of(views_ids)
        .add_columns(Staff.name)
        .outerjoin(Staff, Staff.id == SentCreation.transcribed_by)
    )
    return [(row[0], row[1]) for row in rows]


def in_order(
    rows: Iterable[tuple[SentCreation, str | None]], views_id: UUID, permit: Permit
) -> tuple[Sent, ...]:
    """List what was made and sent with one of them, for whoever may read it."""
    return _in_order(_sent(row, name, permit) for row, name in rows if row.views_id == views_id)


def opened(row: SentCreation, permit: Permit) -> Creation:
    """Open a creation under a permit."""
    return about(row, permit).opens(row.content, row.id)


def about(row: SentCreation, permit: Permit) -> Own:
    """Open what a creation is, and what opens it."""
    return Own.of(permit.open(row.about, _about_place(row.id)))


def carry_over(
    transaction: Session, views_ids: Iterable[UUID], letter: Letter, permit: Permit
) -> None:
    """Seal what opens each creation to a new letter."""
    to = PublicKey(letter.public_key)
    for views_id in views_ids:
        for row in transaction.scalars(_of([views_id])):
            row.own = to.seal(about(row, permit).plain, _own_place(row.id))


def transcript_place(creation_id: UUID) -> Place:
    """Return where a transcript lies."""
    return Place("creation", "transcript", creation_id)


def _ready(form: Form) -> Iterator[tuple[DraftCreation, Own]]:
    """Pair what was made with what opens it, in the order of the child’s own way."""
    rows = create.all_rows(form)
    for question in form.path:
        if may_be_made(form.questionnaire.kind, question):
            for row in rows:
                if row.question == question.id:
                    yield row, create.own_of(form, row.id, row.own)


def _in_order(sent: Iterable[Sent]) -> tuple[Sent, ...]:
    return tuple(sorted(sent, key=lambda one: (one.question, one.making)))


def _of(views_ids: Collection[UUID]) -> Select[SentCreation]:
    light = defer(SentCreation.content)
    return select(SentCreation).options(light).where(SentCreation.views_id.in_(views_ids))


def _sent(row: SentCreation, name: str | None, permit: Permit) -> Sent:
    own, heard = about(row, permit), None
    if row.transcript is not None and row.transcribed_at is not None:
        words = permit.read(row.transcript, transcript_place(row.id))
        heard = Transcript(words, name or "", row.transcribed_at)
    return Sent(row.id, own.question, Making(own.making), own.seconds, heard)


def _own_place(creation_id: UUID) -> Place:
    return Place("creation", "own", creation_id)


def _about_place(creation_id: UUID) -> Place:
    return Place("creation", "about", creation_id)
