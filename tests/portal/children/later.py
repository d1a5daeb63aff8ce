"""What happens to a child’s words after Send, and the review that follows."""

from copy import copy
from datetime import date, time
from uuid import uuid4

from sqlalchemy import select

from feedback.services import answer_ask, cards, read_views
from feedback.services.answer_ask import Answered
from feedback.store.models import Ask, Outcome, Review, ReviewState, SentViews
from tests.road import NOW, Road


def next_review(road: Road) -> Road:
    """Plan the same child’s next review and send a letter for it."""
    later = copy(road)
    later.review_id = uuid4()
    with road.store.begin() as transaction:
        transaction.add(
            Review(
                id=later.review_id,
                child_id=road.child_id,
                day=date(2026, 3, 27),
                at=time(10),
                state=ReviewState.PLANNED,
                officer_id=road.officer_id,
                age=9,
            )
        )
    later.invited()
    return later


def reads(road: Road) -> None:
    """Let the officer read what was sent."""
    with road.store.look() as transaction:
        views_id = transaction.scalars(
            select(SentViews.id).where(SentViews.review_id == road.review_id)
        ).one()
    read_views.open_views(road.store, road.reader, views_id, now=NOW)


def answers_ask(road: Road, outcome: Outcome = Outcome.DONE, **more: object) -> None:
    """Let the officer answer what was asked for."""
    with road.store.look() as transaction:
        ask_id = transaction.scalars(
            select(Ask.id).join(SentViews).where(SentViews.review_id == road.review_id)
        ).one()
    answered = Answered(outcome, "It came on Monday.", **more)
    answer_ask.answer(road.store, road.officer_id, (ask_id, answered), keys=road.keys, now=NOW)


def moves(road: Road, day: date) -> None:
    """Let the office move the review."""
    permit = road.permit()
    with road.store.begin() as transaction:
        review = transaction.get_one(Review, road.review_id)
        review.day = day
        transaction.flush()
        cards.refresh_hello(transaction, road.issued.letter, permit=permit)
