"""The letter after a review: what a child asked for and what came of it, and a few own words.

It is made once everything is answered, kept sealed as it was made, and never changed. The
child finds the officer’s words behind their three pictures; the officer can print it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.errors import OutcomeLetterRefused
from feedback.plain_words import problems
from feedback.questionnaire import Version
from feedback.services import cards
from feedback.services.assigned import is_own
from feedback.services.cards import After
from feedback.services.deciding import Hand, own_review
from feedback.services.guessing import LONDON
from feedback.services.interpreted import ENGLISH
from feedback.services.openings import OUTCOME_LETTER
from feedback.services.read_ask import ReadAsk
from feedback.services.read_views import Reading
from feedback.services.tell_readers import open_part
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.keys import Keys
from feedback.store.models import (
    Ask,
    ChildCopy,
    Letter,
    Outcome,
    OutcomeLetter,
    Review,
    ReviewState,
    SentViews,
    Staff,
)
from feedback.store.models.base import new_key
from feedback.store.sealing import Place

MADE = "made-outcome-letter"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the officer adds in their own words; ``theirs`` is it in the child’s language."""

    said: str = field(default="", repr=False)
    theirs: str = field(default="", repr=False)
    interpreter: str = ""


NO_WORDS = OwnWords()
"""The letter without anything but what was asked for and what came of it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a letter is made of: what was read, with its answers, and the own words."""

    readings: tuple[Reading, ...]
    own: OwnWords = NO_WORDS


@dataclass(frozen=True, slots=True)
class Told:
    """One ask and what came of it, as the letter says it."""

    words: str = field(repr=False)
    outcome: Outcome
    said: str = field(repr=False)
    who: str
    by_day: date | None
    told_by: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class AfterLetter:
    """The letter as it was made."""

    number: int
    made_at: datetime
    officer: str
    stood_in: bool
    """Whether whoever made it stood in for the child’s officer."""
    day: date
    next_due_day: date | None
    version: Version
    language: str
    asks: tuple[Told, ...] = field(repr=False)
    own: OwnWords = field(repr=False)

    @property
    def made_on(self) -> date:
        """Return the day it was made, in England."""
        return self.made_at.astimezone(LONDON).date()


def reads_of(
    transaction: Session, review_id: UUID, readings: Sequence[Reading]
) -> tuple[Version, str]:
    """Say in which version and language the child of this review reads."""
    if readings:
        return readings[-1].version, readings[-1].language
    letter = _letter(transaction, review_id)
    return (letter.version if letter else Version.LONGER), ENGLISH


def make(store: Store, review_id: UUID, contents: Contents, *, by: Hand, keys: Keys) -> int:
    """Make the letter of a review of this officer’s, and return its number.

    ``contents.readings`` are what the child sent to this officer, each written down as read.
    Refuses with ``OutcomeLetterRefused`` a review that was not held, an ask without an answer,
    words too hard for the child’s version, and English alone for another language.
    """
    readings, own = contents.readings, contents.own
    act = Act(MADE, Review.__tablename__, review_id)
    with store.look() as transaction:
        own_review(transaction, review_id, by)
    permit = audit.opened_by(store, by.actor, act, keys=keys, now=by.now)
    with store.begin() as transaction:
        review = own_review(transaction, review_id, by)
        version, language = reads_of(transaction, review_id, readings)
        _must_be_ready(review, readings)
        _must_be_readable(own, version, language)
        officer = transaction.get_one(Staff, by.officer).name
        most = select(func.max(OutcomeLetter.number)).where(OutcomeLetter.review_id == review_id)
        row = OutcomeLetter(
            id=new_key(),
            review_id=review_id,
            number=(transaction.scalar(most) or 0) + 1,
            made_by=by.officer,
            made_at=by.now,
        )
        content = {
            "version": version.value,
            "language": language,
            "officer": officer,
            "stood_in": not is_own(transaction, by.officer, review.child_id, today=by.today),
            "asks": [_told(ask) for one in readings for ask in one.asks],
            "own": asdict(own),
        }
        row.content = _sealed(row.id, content, keys)
        transaction.add(row)
        transaction.flush()
        if (letter := _letter(transaction, review_id)) is not None:
            give(transaction, letter, permit=permit)
        return row.number


def give(transaction: Session, letter: Letter, *, permit: Permit) -> None:
    """Seal what the officer wrote to a child’s letter, if only this child can open it.

    What was asked for before any pictures were chosen may be somebody else’s to open by now.
    """
    row = last_letter(transaction, letter.review_id)
    if row is None or _was_unguarded(transaction, letter.review_id):
        return
    plain = json.loads(permit.open(row.content, _place(row.id)))
    words = plain["own"]["theirs"] or plain["own"]["said"]
    on = row.made_at.astimezone(LONDON).date()
    after = After(words, plain["officer"], on, plain.get("stood_in", False))
    cards.write_after(transaction, letter, after)


def last_letter(transaction: Session, review_id: UUID) -> OutcomeLetter | None:
    """Return the letter that was made last, sealed as it lies."""
    rows = select(OutcomeLetter).where(OutcomeLetter.review_id == review_id)
    return transaction.scalar(rows.order_by(OutcomeLetter.number.desc()).limit(1))


def leave_to_open(store: Store, review_id: UUID, *, by: Hand, keys: Keys) -> Permit:
    """Write down that this officer opens the letter, and tell the child: their asks are on it.

    Refuses with ``NotYours`` whoever does not answer for the child today.
    """
    with store.look() as transaction:
        own_review(transaction, review_id, by)
        theirs = SentViews.review_id == review_id, SentViews.not_iro.is_(False)
        on_it = select(SentViews.id).where(*theirs, SentViews.answers.is_not(None))
        views = transaction.scalars(on_it.order_by(SentViews.sent_at, SentViews.id)).all()
    act = Act(OUTCOME_LETTER, Review.__tablename__, review_id)
    return open_part(store, by.actor, act, views, keys=keys, now=by.now)


def opened(
    row: OutcomeLetter, review: Review, next_due: date | None, permit: Permit
) -> AfterLetter:
    """Open a letter under a permit that was written down first."""
    plain: Mapping[str, Any] = json.loads(permit.open(row.content, _place(row.id)))
    return AfterLetter(
        number=row.number,
        made_at=row.made_at,
        officer=plain["officer"],
        stood_in=plain.get("stood_in", False),
        day=review.day,
        next_due_day=next_due,
        version=Version(plain["version"]),
        language=plain["language"],
        asks=tuple(_read_back(ask) for ask in plain["asks"]),
        own=OwnWords(**plain["own"]),
    )


def _letter(transaction: Session, review_id: UUID) -> Letter | None:
    live = Letter.review_id == review_id, Letter.revoked_at.is_(None)
    return transaction.scalar(select(Letter).where(*live))


def _must_be_ready(review: Review, readings: Sequence[Reading]) -> None:
    if review.state is not ReviewState.HELD:
        raise OutcomeLetterRefused("Record first that the review was held.")
    if any(ask.outcome is None for one in readings for ask in one.asks):
        raise OutcomeLetterRefused("Answer first everything the child asked for.")


def _must_be_readable(own: OwnWords, version: Version, language: str) -> None:
    for problem in problems(own.said, version):
        raise OutcomeLetterRefused(problem)
    if bool(own.theirs.strip()) is not bool(own.interpreter.strip()):
        raise OutcomeLetterRefused("An interpreter’s version has their name.")
    if own.said.strip() and language != ENGLISH and not own.theirs.strip():
        raise OutcomeLetterRefused(
            "This child reads another language. Add an interpreter’s version of your words,"
            " or leave them out."
        )
    if own.theirs.strip() and not own.said.strip():
        raise OutcomeLetterRefused("Write your own words in English too.")


def _told(ask: ReadAsk) -> Mapping[str, object]:
    return {
        "words": ask.words,
        "outcome": ask.outcome,
        "said": ask.theirs or ask.said,
        "who": ask.who,
        "by_day": ask.by_day,
        "told_by": ask.told_by,
        "told_on": ask.told_on,
    }


def _read_back(ask: Mapping[str, Any]) -> Told:
    days = {
        name: date.fromisoformat(ask[name]) if ask[name] else None
        for name in ("by_day", "told_on")
    }
    return Told(
        ask["words"],
        Outcome(ask["outcome"]),
        ask["said"],
        ask["who"],
        days["by_day"],
        ask["told_by"],
        days["told_on"],
    )


def _was_unguarded(transaction: Session, review_id: UUID) -> bool:
    copies = (
        select(ChildCopy.views_id)
        .join(SentViews, SentViews.id == ChildCopy.views_id)
        .join(Ask, Ask.views_id == SentViews.id)
        .where(SentViews.review_id == review_id, ChildCopy.guarded.is_(False))
    )
    return transaction.scalar(copies.limit(1)) is not None


def _sealed(row_id: UUID, content: Mapping[str, object], keys: Keys) -> bytes:
    plain = json.dumps(content, ensure_ascii=False, default=date.isoformat)
    return keys.seal(plain.encode(), _place(row_id))


def _place(row_id: UUID) -> Place:
    return Place(OutcomeLetter.__tablename__, "content", row_id)
