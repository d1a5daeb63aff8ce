"""Answering one thing a child asked for: done, not done and why, or still asking.

The answer is sealed to the service, and sealed back to every letter of the child that still
opens, so that they read it behind their three pictures.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from feedback.errors import AskUnsound
from feedback.services import cards
from feedback.services.another_reader import must_be_reader
from feedback.services.guessing import LONDON
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import Ask, Outcome, Review, SentViews
from feedback.store.sealing import Place

ANSWERED = "answered-ask"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the child is told: what came of it, in words, who sees to it, and by when.

    Refuses with ``AskUnsound`` an answer without words, and *still asking* without a name
    and a day, because a child must know whom to hold to it.
    """

    outcome: Outcome
    said: str = field(repr=False)
    who: str = ""
    by_day: date | None = None

    def __post_init__(self) -> None:
        """Insist on what the child must be told."""
        if not self.said.strip():
            raise AskUnsound("Please tell the child in a few words what happened, or why not.")
        if self.outcome is Outcome.STILL_ASKING and not (self.who.strip() and self.by_day):
            raise AskUnsound("While you are still asking, say who is asking and by when.")


def answer(
    store: Store, staff_id: UUID, told: tuple[UUID, Answered], *, keys: Keys, now: datetime
) -> None:
    """Answer an ask, as the officer who reads it today; others get ``NotYours``.

    ``told`` is the ask and its answer. Answering again writes over what was said before.
    """
    ask_id, answered = told
    with store.look() as transaction:
        asked = select(SentViews.id, Review.child_id).join(
            Review, Review.id == SentViews.review_id
        )
        found = asked.join(Ask, Ask.views_id == SentViews.id).where(Ask.id == ask_id)
        views_id, child_id = transaction.execute(found).one()
        today = now.astimezone(LONDON).date()
        must_be_reader(transaction, staff_id, views_id, today=today)
    act = Act(ANSWERED, Ask.__tablename__, ask_id)
    permit = audit.opened_by(store, Actor(str(staff_id), "officer"), act, keys=keys, now=now)
    with store.begin() as transaction:
        ask = transaction.get_one(Ask, ask_id)
        plain = json.dumps({"said": answered.said, "who": answered.who}, ensure_ascii=False)
        ask.answer = keys.seal(plain.encode(), Place("ask", "answer", ask_id))
        ask.outcome, ask.by_day = answered.outcome, answered.by_day
        ask.answered_by, ask.answered_at = staff_id, now
        transaction.flush()
        for letter in cards.live_letters(transaction, child_id):
            cards.refresh_asks(transaction, letter, permit=permit)
