"""Erasing exactly what a plan names, and nothing else."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Table, delete, select, tuple_, update
from sqlalchemy.orm import Session

from feedback.services.guessing import LONDON
from feedback.services.retention.hanging import Key, in_parts
from feedback.services.retention.plan import Plan
from feedback.store.models import (
    Ask,
    Base,
    ChildCopy,
    Interpretation,
    Letter,
    PastAsk,
    SentCreation,
    SentViews,
)

_WORDLESS = {
    "answers": None,
    "intends": None,
    "wants_talk": False,
    "wants_advocate": False,
    "may_quote": False,
}
"""What is left of views: that something was sent, when, how, and whether it held an answer."""


def erase(transaction: Session, plan: Plan, *, now: datetime) -> None:
    """Erase what a plan names, in the transaction in which it was worked out.

    What one row takes along with it is on the plan as well.
    """
    _keep_counting(transaction, plan.words)
    for some in in_parts(plan.ended):
        ended = update(Letter).where(Letter.id.in_(some))
        transaction.execute(ended.values(revoked_at=now, qr_wrapped=None))
    _let_go_of_what_follows(transaction, plan)
    for table in reversed(Base.metadata.sorted_tables):
        _delete(transaction, table, plan.rows.get(table.name, frozenset()))
    take_words(transaction, plan.wordless, on=now.astimezone(LONDON).date())
    transaction.expire_all()


def take_words(transaction: Session, views_ids: Collection[UUID], *, on: date) -> None:
    """Erase every word of these views because their time is over. That they came stays."""
    for some in in_parts(views_ids):
        for model in (ChildCopy, Ask, SentCreation, Interpretation):
            transaction.execute(delete(model).where(model.views_id.in_(some)))
        taking = update(SentViews).where(SentViews.id.in_(some), SentViews.erased_on.is_(None))
        transaction.execute(taking.values(**_WORDLESS, erased_on=on))


def _keep_counting(transaction: Session, reviews: Collection[UUID]) -> None:
    """Keep of each ask what it was about and what came of it, so that figures stay right."""
    for some in in_parts(reviews):
        outcomes = transaction.execute(
            select(SentViews.review_id, Ask.outcome, Ask.theme)
            .join(Ask, Ask.views_id == SentViews.id)
            .where(SentViews.review_id.in_(some))
        )
        transaction.add_all(
            PastAsk(review_id=review, outcome=outcome, theme=theme)
            for review, outcome, theme in outcomes
        )
    transaction.flush()


def _let_go_of_what_follows(transaction: Session, plan: Plan) -> None:
    """Untie what was added after Send, so that rows go in any order."""
    going = [key for (key,) in plan.rows.get(SentViews.__tablename__, ())]
    for some in in_parts(going):
        untying = update(SentViews).where(SentViews.id.in_(some), SentViews.follows.is_not(None))
        transaction.execute(untying.values(follows=None))


def _delete(transaction: Session, table: Table, keys: Collection[Key]) -> None:
    columns = tuple_(*table.primary_key)
    for some in in_parts(keys):
        transaction.execute(delete(table).where(columns.in_(some)))
