"""What a child’s page shows beyond their own words: cards the staff door seals to the letter.

*Hello* (whose letter, which day, which officer) shows to whoever holds the letter. *Read*
(who has read it, and when) and *asks* (what was asked for, and what came of it) show only
behind the child’s three secret pictures; an ask that was sent before any pictures were
chosen never shows on a screen, because whoever chose them since may be somebody else.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, select
from sqlalchemy.orm import Session

from feedback.services.visits import OpenVisit
from feedback.store.at_hand import LetterAtHand
from feedback.store.audit import Permit
from feedback.store.models import (
    Ask,
    Card,
    Child,
    ChildCopy,
    Door,
    Letter,
    Outcome,
    Review,
    ReviewState,
    SentViews,
    Staff,
)
from feedback.store.sealing import Place, PublicKey
from feedback.store.upsert import put
from feedback.store.worded import Worded

HELLO, READ, ASKS, AFTER = "hello", "read", "asks", "after"

_OF_LETTER = select(Card.kind, Card.content).where(Card.letter_id == bindparam("letter"))
_BEHIND_PICTURES = Worded(_OF_LETTER)
_BEFORE_PICTURES = Worded(_OF_LETTER.where(Card.kind == HELLO))


@dataclass(frozen=True, slots=True)
class Hello:
    """Whom the letter greets, and the review it is about."""

    name: str
    day: date
    at: time | None
    officer: str
    off: bool = False
    """Whether the review will not be on that day, and no other is known yet."""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Who has read what the child sent, as what (see ``openings``), and on which day first."""

    who: str
    role: str
    on: date
    added: str = ""
    """The key, as hex, of what was added after Send; empty for all else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a child asked for, and what came of it so far."""

    words: str
    of: date
    outcome: Outcome | None
    said: str
    who: str
    by_day: date | None
    guarded: bool
    id: str = ""
    """The key of the ask, as hex: what came of it is said under it next time."""
    told_by: str = ""
    told_on: date | None = None
    """Who told it to the child in person, and when."""


@dataclass(frozen=True, slots=True)
class After:
    """What the officer wrote to the child after the review."""

    words: str
    who: str
    on: date
    stood_in: bool = False
    """Whether whoever wrote it stood in for the child’s officer."""


@dataclass(frozen=True, slots=True)
class Cards:
    """What the child’s page may show now. ``asks`` holds those of earlier reviews too."""

    hello: Hello | None
    read: tuple[ReadNote, ...] = ()
    asks: tuple[Asked, ...] = ()
    after: After | None = None


def read_all(transaction: Session, visit: OpenVisit) -> Cards:
    """Open the cards that may be shown in this visit, in one query."""
    shown = _BEHIND_PICTURES if visit.door is Door.OPEN else _BEFORE_PICTURES
    cards = {
        kind: json.loads(visit.key.open(content, _place(visit.letter.id, kind)))
        for kind, content in shown.ask(transaction, letter=visit.letter.id)
    }
    asks = (_asked(ask) for ask in cards.get(ASKS, ()))
    return Cards(
        hello=_hello(cards[HELLO]) if HELLO in cards else None,
        read=tuple(
            ReadNote(**{**note, "on": date.fromisoformat(note["on"])})
            for note in cards.get(READ, ())
        ),
        asks=tuple(ask for ask in asks if ask.guarded),
        after=_after(cards.get(AFTER)),
    )


def refresh_hello(transaction: Session, letter: Letter, *, permit: Permit) -> None:
    """Write the greeting anew, after the review moved or the officer changed."""
    review = transaction.get_one(Review, letter.review_id)
    child = transaction.get_one(Child, review.child_id)
    officer = transaction.get(Staff, review.officer_id) if review.officer_id else None
    hello = Hello(
        name=_name_of(child, permit),
        day=review.day,
        at=review.at,
        officer=officer.name if officer else "",
        off=review.state is ReviewState.CANCELLED,
    )
    _write(transaction, letter, HELLO, asdict(hello))


def write_read(
    transaction: Session, letter: tuple[UUID, bytes], notes: Iterable[ReadNote]
) -> None:
    """Write who has read what was sent under a letter: its key, and the half it is sealed to."""
    _seal(transaction, letter, READ, [asdict(note) for note in notes])


def refresh_asks(transaction: Session, letter: Letter, *, permit: Permit) -> None:
    """Write anew what the child of this letter asked for up to its review, and the outcomes.

    Asks of earlier reviews come along, so that *last time you asked for* can be said.
    """
    review = transaction.get_one(Review, letter.review_id)
    rows = transaction.execute(
        select(Ask, Review.day, ChildCopy.guarded)
        .join(SentViews, Ask.views_id == SentViews.id)
        .join(Review, SentViews.review_id == Review.id)
        .join(ChildCopy, ChildCopy.views_id == SentViews.id)
        .where(Review.child_id == review.child_id, Review.day <= review.day)
        .order_by(Review.day, Ask.place)
    ).all()
    asks = [asdict(_opened(ask, day, guarded, permit)) for ask, day, guarded in rows]
    _write(transaction, letter, ASKS, asks)


def write_after(transaction: Session, letter: Letter, after: After) -> None:
    """Write what the officer says to the child after the review; no words take it away."""
    transaction.execute(delete(Card).where(*_is_card(letter.id, AFTER)))
    if after.words.strip():
        _write(transaction, letter, AFTER, asdict(after))


def forget_asks(transaction: Session, visit: OpenVisit, asks: frozenset[UUID]) -> None:
    """Take these asks off the card of the letter that is open, because they were taken back.

    Letters for later reviews cannot be opened here, so theirs waits for the staff door.
    """
    gone = {ask.hex for ask in asks}
    sealed = transaction.scalar(select(Card.content).where(*_is_card(visit.letter.id, ASKS)))
    if sealed is not None:
        shown = json.loads(visit.key.open(sealed, _place(visit.letter.id, ASKS)))
        left = [ask for ask in shown if ask.get("id", "") not in gone]
        _write(transaction, visit.letter, ASKS, left)
    later = select(Letter.id).where(
        Letter.gate_id == visit.gate.id, Letter.closes_at > visit.letter.closes_at
    )
    transaction.execute(delete(Card).where(Card.letter_id.in_(later), Card.kind == ASKS))


def live_letters(transaction: Session, child_id: UUID) -> tuple[Letter, ...]:
    """Find the letters of a child that still open."""
    letters = select(Letter).join(Review, Letter.review_id == Review.id)
    live = letters.where(Review.child_id == child_id, Letter.revoked_at.is_(None))
    return tuple(transaction.scalars(live))


def _write(
    transaction: Session, letter: Letter | LetterAtHand, kind: str, content: object
) -> None:
    _seal(transaction, (letter.id, letter.public_key), kind, content)


def _seal(transaction: Session, letter: tuple[UUID, bytes], kind: str, content: object) -> None:
    letter_id, key = letter
    plain = json.dumps(content, ensure_ascii=False, default=_iso).encode()
    sealed = PublicKey(key).seal(plain, _place(letter_id, kind))
    put(transaction, Card, letter_id=letter_id, kind=kind, content=sealed)


def _is_card(letter_id: UUID, kind: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Card.letter_id == letter_id, Card.kind == kind


def _iso(value: date | time) -> str:
    return value.isoformat()


def _place(letter_id: UUID, kind: str) -> Place:
    return Place("card", "content", f"{letter_id}/{kind}")


def _name_of(child: Child, permit: Permit) -> str:
    if child.named is None:
        return ""
    named = json.loads(permit.open(child.named, Place("child", "named", child.id)))
    return str(named.get("known_as") or named.get("first") or "")


def _opened(ask: Ask, day: date, guarded: bool, permit: Permit) -> Asked:  # noqa: FBT001  a row
    words = permit.read(ask.words, Place("ask", "words", ask.id))
    answer: Mapping[str, str] = {"said": "", "who": ""}
    if ask.answer is not None:
        answer = json.loads(permit.open(ask.answer, Place("ask", "answer", ask.id)))
    said = answer.get("theirs") or answer["said"]
    return Asked(
        *(words, day, ask.outcome, said, answer["who"], ask.by_day, guarded, ask.id.hex),
        told_by=answer.get("told_by", ""),
        told_on=ask.told_on,
    )


def _hello(card: Mapping[str, Any]) -> Hello:
    at = time.fromisoformat(card["at"]) if card["at"] else None
    day, off = date.fromisoformat(card["day"]), card.get("off", False)
    return Hello(card["name"], day, at, card["officer"], off)


def _after(card: Mapping[str, Any] | None) -> After | None:
    if card is None:
        return None
    return After(**{**card, "on": date.fromisoformat(card["on"])})


def _asked(card: Mapping[str, Any]) -> Asked:
    return Asked(
        words=card["words"],
        of=date.fromisoformat(card["of"]),
        outcome=Outcome(card["outcome"]) if card["outcome"] else None,
        said=card["said"],
        who=card["who"],
        by_day=date.fromisoformat(card["by_day"]) if card["by_day"] else None,
        guarded=card["guarded"],
        id=card.get("id", ""),
        told_by=card.get("told_by", ""),
        told_on=date.fromisoformat(card["told_on"]) if card.get("told_on") else None,
    )
