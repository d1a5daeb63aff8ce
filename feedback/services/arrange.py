"""The officer’s own arrangement of a child’s answers in the three columns for the meeting.

Where an answer stands by itself follows from its question. Moving one changes no word and no order
of the child’s: it says in which column the officer wants it, and is taken away with the words.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.columns import Column
from feedback.errors import ArrangingRefused
from feedback.services.another_reader import must_be_reader
from feedback.services.guessing import LONDON
from feedback.services.read_views import Reader
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.models import Placing, SentViews
from feedback.store.upsert import put

ARRANGED = "arranged-answer"
Answer = tuple[UUID, str]
"""What was sent, and the question that was answered."""


def arrange(
    transaction: Session,
    reader: Reader,
    answer: Answer,
    column: Column | None,
    *,
    now: datetime,
) -> None:
    """Move one answer into a column; None puts it back where its question says.

    Refuses with ``NotYours`` whoever is not to read it today, and with ``ArrangingRefused``
    what is not there or was taken back.
    """
    views_id, question = answer
    views = transaction.get(SentViews, views_id)
    if views is None or views.answers is None:
        raise ArrangingRefused("These words are not there any more.")
    today = now.astimezone(LONDON).date()
    must_be_reader(transaction, reader.staff_id, views_id, today=today)
    if column is None:
        moved = Placing.views_id == views_id, Placing.question == question
        transaction.execute(delete(Placing).where(*moved))
    else:
        by = {"placed_by": reader.staff_id, "placed_at": now}
        put(transaction, Placing, views_id=views_id, question=question, column=column, **by)
    act = Act(ARRANGED, SentViews.__tablename__, views_id)
    actor = Actor(str(reader.staff_id), "officer")
    audit.write(transaction, actor, act, keys=reader.keys, now=now)


def arrangement(transaction: Session, views_ids: Collection[UUID]) -> Mapping[Answer, Column]:
    """Return where the officer put answers, of those that were moved, in one query."""
    if not views_ids:
        return {}
    rows = transaction.scalars(select(Placing).where(Placing.views_id.in_(views_ids)))
    return {(row.views_id, row.question): row.column for row in rows}
