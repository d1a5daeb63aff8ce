"""Safeguarding duty reads what children wrote afterwards: unmasked, and not whose.

Every free text is read by somebody within a working day of the tray being tipped out. Only then
is it a comment that anybody else may read. Reading is one row in the log for a page and names
no sheet, because a row has a moment, and a sheet must have none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Comment, Marked, Sheet
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class UnreadSheet:
    """What one child wrote on one sheet, by question. Nothing beside it says who they are."""

    id: UUID
    said: Mapping[str, str]


def count_unread(transaction: Session) -> int:
    """Return how many sheets with words nobody on duty has read."""
    return transaction.scalar(select(func.count()).select_from(_unread().subquery())) or 0


def read_unread(
    store: Store, by: UUID, *, keys: Keys, now: datetime, most: int = 10
) -> tuple[UnreadSheet, ...]:
    """Open a page of what nobody has read, by random key; the log knows before."""
    permit = _permit(store, by, "read-comments", keys=keys, now=now)
    with store.look() as transaction:
        rows = transaction.scalars(_unread().order_by(Sheet.id).limit(most)).all()
        return tuple(UnreadSheet(row.id, written(row, permit)) for row in rows)


def note_read(
    store: Store, marks: Mapping[UUID, Marked], by: UUID, *, keys: Keys, now: datetime
) -> int:
    """Keep that somebody on duty read these sheets and whether one worried them; return how many.

    A sheet that somebody else read in the meantime, or that is not here, is passed over.
    """
    permit = _permit(store, by, "marked-comments", keys=keys, now=now)
    with store.begin() as transaction:
        rows = transaction.scalars(_unread().where(Sheet.id.in_(marks))).all()
        for row in rows:
            transaction.add_all(
                Comment(sheet_id=row.id, question=question, marked=marks[row.id], read_by=by)
                for question in written(row, permit)
            )
    return len(rows)


def written(sheet: Sheet, permit: Permit) -> Mapping[str, str]:
    """Open what was written on a sheet: by question, several parts as lines, nothing blank."""
    said = json.loads(permit.open(sheet.words or b"", Place("sheet", "words", sheet.id)))
    texts = {
        question: "\n".join(part for part in parts if part.strip())
        for question, parts in said.items()
    }
    return {question: text for question, text in texts.items() if text}


def _unread() -> Select[Any]:
    read = exists().where(Comment.sheet_id == Sheet.id)
    return select(Sheet).where(Sheet.words.is_not(None), ~read)


def _permit(store: Store, by: UUID, act: str, *, keys: Keys, now: datetime) -> Permit:
    return audit.opened_by(
        store, Actor(str(by), "safeguarding"), Act(act, "sheet"), keys=keys, now=now
    )
