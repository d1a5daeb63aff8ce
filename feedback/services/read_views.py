"""Reading what a child sent: by their officer, or by duty when nobody else has in time.

The reading is in the log before a word is opened. The first reading by the officer who
answers for the child that day is the one that counts; every reading, by whomever, is told
to the child.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue import Catalogue
from feedback.due_dates import Clocks
from feedback.questionnaire import Kind, Question, Questionnaire, Version
from feedback.services import created
from feedback.services.another_reader import must_be_reader
from feedback.services.consult import pinned
from feedback.services.created import Sent
from feedback.services.guessing import LONDON
from feedback.services.interpreted import ENGLISH, Interpreted, newest_of, open_version
from feedback.services.openings import DUTY, OFFICER, OPENED
from feedback.services.read_ask import ReadAsk, open_ask
from feedback.services.tell_readers import tell_readers
from feedback.services.unread import must_be_unread
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import (
    Ask,
    CameBy,
    FilledBy,
    Helper,
    Interpretation,
    Marked,
    Review,
    SentCreation,
    SentViews,
    Staff,
)
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, with which keys, and the questionnaires to read by."""

    staff_id: UUID
    keys: Keys
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Said:
    """One question the child met, and what they said; nothing is a question they missed."""

    question: Question
    answer: tuple[str, ...]
    made: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a child sent, in the order they said it, and how it came about."""

    views_id: UUID
    review_id: UUID
    questionnaire: Questionnaire
    said: tuple[Said, ...]
    asks: tuple[ReadAsk, ...]
    interpreted: Interpreted | None
    """The words in English, as an interpreter gave them last."""
    earlier: Mapping[str, ReadAsk]
    """What the child was asked about from last time, by the key their answer names."""
    not_iro: bool
    withdrawn: bool
    """Whether its words are gone: taken back by the child, or erased when their time was over."""
    withdrawn_at: datetime | None
    erased_on: date | None
    follows: UUID | None
    """What this was added to after Send, if it was."""
    filled_by: FilledBy
    helper: Helper | None
    version: Version
    version_by_age: Version
    language: str
    without_pictures: bool
    sent_at: datetime
    receipt: str
    intends: str | None
    look_first: bool
    marked: Marked | None
    wants_talk: bool
    wants_advocate: bool
    may_quote: bool
    read_at: datetime | None
    came_by: CameBy
    typed_by: str | None
    """Who typed it in, by name; ``sent_at`` is then when it was received."""
    typed_at: datetime | None
    folded_sheet: bool
    drawn: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around views of one child: their asks, and what was made, as rows."""

    asks: Sequence[tuple[Ask, bool, date]]
    """Every ask of the child, whether it was sent past their officer, and of which review."""
    made: Sequence[tuple[SentCreation, str | None]]
    typists: Mapping[UUID, str]
    versions: Mapping[UUID, Interpretation]


def open_views(store: Store, reader: Reader, views_id: UUID, *, now: datetime) -> Reading:
    """Open views as the officer who is to read them today; others get ``NotYours``.

    That is who answers for the child, or the cover officer when the child asked for another.
    """
    today = now.astimezone(LONDON).date()
    with store.look() as transaction:
        must_be_reader(transaction, reader.staff_id, views_id, today=today)
    permit = _permit(store, reader, OFFICER, views_id, now=now)
    with store.begin() as transaction:
        views, review = _sent(transaction, views_id)
        if views.read_at is None:
            views.read_at, views.read_by = now, reader.staff_id
            transaction.flush()
        tell_readers(transaction, [views_id])
        return _alone(transaction, (views, review), reader.catalogue, permit)


def open_unread(
    store: Store, reader: Reader, views_id: UUID, *, clocks: Clocks, now: datetime
) -> Reading:
    """Open views as duty, because their officer has not in time; otherwise ``NotYours``.

    The officer still owes the reading. The child is told who read it.
    """
    return open_unread_named(store, reader, views_id, clocks=clocks, now=now)[0]


def open_unread_named(
    store: Store, reader: Reader, views_id: UUID, *, clocks: Clocks, now: datetime
) -> tuple[Reading, Permit]:
    """Do the same, and return what also opens the name of the child whose words these are."""
    with store.look() as transaction:
        must_be_unread(transaction, views_id, clocks, now)
    permit = _permit(store, reader, DUTY, views_id, now=now)
    with store.begin() as transaction:
        views, review = _sent(transaction, views_id)
        tell_readers(transaction, [views_id])
        return _alone(transaction, (views, review), reader.catalogue, permit), permit


def _permit(store: Store, reader: Reader, role: str, views_id: UUID, *, now: datetime) -> Permit:
    actor = Actor(str(reader.staff_id), role)
    act = Act(OPENED, SentViews.__tablename__, views_id)
    return audit.opened_by(store, actor, act, keys=reader.keys, now=now)


def around(transaction: Session, child_id: UUID, several: Collection[SentViews]) -> Around:
    """Find what lies around these views of one child, in a number of queries that stays."""
    asked = (
        select(Ask, SentViews.not_iro, Review.day)
        .join(SentViews, SentViews.id == Ask.views_id)
        .join(Review, Review.id == SentViews.review_id)
        .where(Review.child_id == child_id)
        .order_by(Review.day, Ask.place)
    )
    typists = {one.typed_by for one in several if one.typed_by}
    named = select(Staff.id, Staff.name).where(Staff.id.in_(typists))
    return Around(
        asks=[(row[0], row[1], row[2]) for row in transaction.execute(asked)],
        made=created.rows_sent(transaction, [one.id for one in several]),
        typists={row.id: row.name for row in transaction.execute(named)} if typists else {},
        versions=newest_of(transaction, [o.id for o in several if o.language != ENGLISH]),
    )


_YES_OR_NO = ("look_first", "wants_talk", "wants_advocate", "may_quote")


def reading_of(
    views: SentViews, day: date, beside: Around, reading: tuple[Catalogue, Permit]
) -> Reading:
    """Open views of a review on this day, out of rows that are at hand."""
    catalogue, permit = reading
    asked = pinned(views, catalogue)
    made = created.in_order(beside.made, views.id, permit)
    return Reading(
        views_id=views.id,
        review_id=views.review_id,
        questionnaire=asked,
        said=_said(views, asked, _answers(views, permit), made),
        asks=tuple(open_ask(row, permit) for row, *_ in beside.asks if row.views_id == views.id),
        interpreted=open_version(beside.versions.get(views.id), permit),
        earlier=_earlier(views, day, beside, permit),
        not_iro=views.not_iro,
        withdrawn=views.answers is None,
        withdrawn_at=views.withdrawn_at,
        erased_on=views.erased_on,
        follows=views.follows,
        filled_by=views.filled_by,
        helper=views.helper,
        version=views.version,
        version_by_age=views.version_by_age,
        language=views.language,
        without_pictures=views.without_pictures,
        sent_at=views.sent_at,
        receipt=views.receipt,
        intends=views.intends,
        marked=views.marked,
        read_at=views.read_at,
        came_by=views.came_by,
        typed_by=beside.typists[views.typed_by] if views.typed_by else None,
        typed_at=views.typed_at,
        folded_sheet=views.folded_sheet,
        drawn=views.drawn,
        **{name: getattr(views, name) for name in _YES_OR_NO},
    )


def _sent(transaction: Session, views_id: UUID) -> tuple[SentViews, Review]:
    """Find what was sent and the review it was sent for, in one query."""
    both = select(SentViews, Review).join(Review, Review.id == SentViews.review_id)
    views, review = transaction.execute(both.where(SentViews.id == views_id)).one()
    return views, review


def _alone(
    transaction: Session, sent: tuple[SentViews, Review], catalogue: Catalogue, permit: Permit
) -> Reading:
    views, review = sent
    beside = around(transaction, review.child_id, [views])
    return reading_of(views, review.day, beside, (catalogue, permit))


def _earlier(views: SentViews, day: date, beside: Around, permit: Permit) -> Mapping[str, ReadAsk]:
    """Open what this child asked for at reviews before this one, and of nobody else.

    What was asked for past their own officer opens only for who reads this past them too.
    """
    mine = {False, views.not_iro}
    return {
        row.id.hex: open_ask(row, permit)
        for row, past, asked_on in beside.asks
        if asked_on < day and past in mine
    }


def _answers(views: SentViews, permit: Permit) -> Mapping[str, tuple[str, ...]]:
    if views.answers is None:
        return {}
    plain = permit.open(views.answers, Place("views", "answers", views.id))
    return {key: tuple(said) for key, said in json.loads(plain).items()}


def _said(
    views: SentViews,
    asked: Questionnaire,
    answers: Mapping[str, tuple[str, ...]],
    made: tuple[Sent, ...],
) -> tuple[Said, ...]:
    """Pair each question the child met with its answer. No answer is ever left out.

    One whose question is not asked any more stands at the end under its id, and before it what
    was answered on paper off the child’s way through. What was added after Send met no other
    question than the one it answers.
    """
    added = tuple(question for question in asked.questions if question.id in answers)
    path = added if views.follows else asked.path(answers)
    met = {question.id for question in path}
    given = dict.fromkeys([*answers, *(one.question for one in made)])
    known = {question.id: question for question in asked.questions}
    gone = [known.get(key, Question(key, Kind.WORDS, key)) for key in given if key not in met]
    return tuple(
        Said(
            question,
            answers.get(question.id, ()),
            tuple(one for one in made if one.question == question.id),
        )
        for question in (*path, *gone)
    )
