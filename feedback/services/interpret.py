"""Keeping an interpreter’s version of a child’s words beside the original, with name and date."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from feedback import people
from feedback.errors import InterpretationRefused
from feedback.questionnaire import Kind, Question, Role
from feedback.services.guessing import LONDON
from feedback.services.interpreted import ENGLISH, key_of_ask, key_of_words, newest, place_of
from feedback.services.read_views import Reader, Reading, Said, open_views
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor
from feedback.store.models import Interpretation, SentViews
from feedback.store.models.base import new_key

NOTED = "noted-interpretation"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a child’s words, under a question, and the key its version has."""

    key: str
    question: Question
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Given:
    """What an interpreter gave: their name, the day, and the pieces by key."""

    interpreter: str
    on: date
    parts: Mapping[str, str] = field(repr=False)


def pieces(reading: Reading) -> tuple[Piece, ...]:
    """List every piece of free words a child sent, in their order, the asks last.

    What they chose from a list needs no interpreter: the list is ours.
    """
    said = [
        Piece(key_of_words(one.question.id, place), one.question, words)
        for one in reading.said
        for place, words in enumerate(written(one))
    ]
    asked = next((one.question for one in reading.said if one.question.role is Role.ASKS), None)
    asks = [
        Piece(key_of_ask(ask.id), asked, ask.words)
        for ask in reading.asks
        if asked is not None and ask.words
    ]
    return (*said, *asks)


def written(said: Said) -> tuple[str, ...]:
    """Return what was said to one question in free words; asks stand apart, each for itself."""
    if said.question.role is Role.ASKS:
        return ()
    if said.question.kind is Kind.WORDS:
        return said.answer
    if said.question.kind is Kind.PEOPLE:
        words = people.read(said.answer).words
        return (words,) if words else ()
    return ()


def english_of(reading: Reading, key: str) -> str | None:
    """Return the version of one piece, empty while it waits; None where none is needed."""
    if reading.interpreted is not None:
        return reading.interpreted.parts.get(key, "")
    return None if reading.language == ENGLISH else ""


def waits(reading: Reading) -> bool:
    """Whether words of this child wait for an interpreter’s version."""
    foreign = reading.language != ENGLISH and not reading.withdrawn
    done = reading.interpreted is not None and reading.interpreted.whole
    return foreign and not done and bool(pieces(reading))


def interpret(
    store: Store, reader: Reader, views_id: UUID, given: Given, *, now: datetime
) -> None:
    """Keep a version as a further row. The original is never touched.

    Refused: no name, no words, a day still to come or before the words were sent, words that
    were taken back, and, as ever, whoever is not to read these views today.
    """
    reading = open_views(store, reader, views_id, now=now)
    there = {piece.key for piece in pieces(reading)}
    parts = {
        key: words.strip() for key, words in given.parts.items() if key in there and words.strip()
    }
    if not given.interpreter.strip():
        raise InterpretationRefused("Say who put it into English.")
    if not parts:
        raise InterpretationRefused("Write down what the child’s words say in English.")
    sent_on = reading.sent_at.astimezone(LONDON).date()
    if not sent_on <= given.on <= now.astimezone(LONDON).date():
        raise InterpretationRefused("The day lies between the day it was sent and today.")
    plain = {"interpreter": given.interpreter.strip(), "parts": parts}
    with store.begin() as transaction:
        before = newest(transaction, views_id)
        row = Interpretation(
            id=new_key(),
            views_id=views_id,
            number=before.number + 1 if before else 1,
            interpreted_on=given.on,
            whole=parts.keys() == there,
            noted_by=reader.staff_id,
            noted_at=now,
        )
        row.words = reader.keys.seal(
            json.dumps(plain, ensure_ascii=False).encode(), place_of(row.id)
        )
        transaction.add(row)
        act = Act(NOTED, SentViews.__tablename__, views_id)
        who = Actor(str(reader.staff_id), "officer")
        audit.write(transaction, who, act, keys=reader.keys, now=now)
