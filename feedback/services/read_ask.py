"""One thing a child asked for, opened with what it was answered with so far."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from feedback.store.audit import Permit
from feedback.store.models import Ask, Outcome
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class ReadAsk:
    """One thing the child asked for, and what it was answered with so far."""

    id: UUID
    words: str
    outcome: Outcome | None
    said: str
    who: str
    by_day: date | None
    theirs: str = ""
    """The answer in the child’s language, as ``interpreter`` gave it on ``interpreted_on``."""
    interpreter: str = ""
    interpreted_on: date | None = None
    told_by: str = ""
    told_on: date | None = None
    theme: str = ""
    """What it is about, by the codebook; for the officer, and never shown to the child."""


def open_ask(row: Ask, permit: Permit) -> ReadAsk:
    """Open an ask and its answer under a permit that was written down first."""
    answer = {"said": "", "who": ""}
    if row.answer is not None:
        answer = json.loads(permit.open(row.answer, Place("ask", "answer", row.id)))
    words = permit.read(row.words, Place("ask", "words", row.id))
    return ReadAsk(
        row.id,
        words,
        row.outcome,
        answer["said"],
        answer["who"],
        row.by_day,
        theirs=answer.get("theirs", ""),
        interpreter=answer.get("interpreter", ""),
        interpreted_on=row.interpreted_on,
        told_by=answer.get("told_by", ""),
        told_on=row.told_on,
        theme=row.theme or "",
    )
