"""An interpreter’s version of what a child sent, read beside the original."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.store.audit import Permit
from feedback.store.models import Interpretation
from feedback.store.sealing import Place

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Interpreted:
    """Who put the child’s words into English, on which day, and each piece by its key."""

    interpreter: str
    on: date
    parts: Mapping[str, str] = field(repr=False)
    whole: bool

    def without(self, questions: Collection[str]) -> "Interpreted":
        """Return it without the version of what was said to these questions."""
        kept = {
            key: words
            for key, words in self.parts.items()
            if key.partition("/")[0] not in questions
        }
        return replace(self, parts=kept)


def last_version(transaction: Session, views_id: UUID, permit: Permit) -> Interpreted | None:
    """Open the version that was noted last, if any was."""
    return open_version(newest(transaction, views_id), permit)


def open_version(row: Interpretation | None, permit: Permit) -> Interpreted | None:
    """Open a row that is at hand; none where nothing was noted."""
    if row is None:
        return None
    plain = json.loads(permit.open(row.words, place_of(row.id)))
    return Interpreted(plain["interpreter"], row.interpreted_on, plain["parts"], row.whole)


def newest(transaction: Session, views_id: UUID) -> Interpretation | None:
    """Return the row that was noted last, as it lies in the database."""
    return newest_of(transaction, [views_id]).get(views_id)


def newest_of(transaction: Session, views_ids: Collection[UUID]) -> Mapping[UUID, Interpretation]:
    """Return the row noted last of each of these, in one query at most."""
    if not views_ids:
        return {}
    rows = select(Interpretation).where(Interpretation.views_id.in_(views_ids))
    return {row.views_id: row for row in transaction.scalars(rows.order_by(Interpretation.number))}


def place_of(row_id: UUID) -> Place:
    """Say where a version lies, for its seal."""
    return Place("interpretation", "words", row_id)


def key_of_words(question_id: str, place: int = 0) -> str:
    """Return under which key the version of one piece of an answer stands."""
    return f"{question_id}/{place}"


def key_of_ask(ask_id: UUID) -> str:
    """Return under which key the version of an ask stands."""
    return f"ask/{ask_id.hex}"
