"""Showing what would go today, and letting exactly that go, with a certificate in the log.

A run goes in parts, each in a transaction of its own with its own line in the log; the whole
is certified at the end. One that was cut short is taken up by the next.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.exc import DataError, IntegrityError, InternalError, ProgrammingError
from sqlalchemy.orm import Session

from feedback.errors import FeedbackError, KeyMissing, SealBroken
from feedback.keeping import Keeping
from feedback.services import cards
from feedback.services.guessing import LONDON
from feedback.services.retention.certificate import (
    ERASED,
    PART,
    act_of,
    since_the_last,
    was_cut_short,
)
from feedback.services.retention.due import due
from feedback.services.retention.erase import erase
from feedback.services.retention.parts import CHILDREN, Part, due_now, parts_of
from feedback.services.retention.plan import Plan, added, plan_of
from feedback.store import Store, audit, checkpoint
from feedback.store.audit import Act, Actor, Permit
from feedback.store.journal import Book, Journal, Line
from feedback.store.keys import Keys
from feedback.store.models import AuditRow, Card, Letter, Review, SentViews

BEGAN, SHOWED_ANEW = "began-erasing", "showed-anew"
_DAMAGED = (
    FeedbackError, ValueError, DataError, IntegrityError, InternalError, ProgrammingError,
)  # fmt: skip
"""What a damaged row brings about. A database that is locked or gone stops the run instead."""


@dataclass(frozen=True, slots=True)
class Broom:
    """Who lets things go, by which rules, and where the journal lies that must know of it."""

    actor: Actor
    keeping: Keeping
    keys: Keys
    journal: Journal
    now: datetime

    @property
    def today(self) -> date:
        """Return the day it is in England."""
        return self.now.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What went. ``place`` is where the log says it; none when nothing went.

    ``left`` counts the children, or rows of no child, that were damaged and stayed.
    """

    counts: Mapping[str, int]
    digest: str
    place: int | None
    plan: Plan
    left: int = 0


def show(store: Store, broom: Broom) -> Plan:
    """Work out what would go now, changing nothing."""
    with store.look() as transaction:
        return plan_of(transaction, due(transaction, broom.keeping, today=broom.today))


def run(store: Store, broom: Broom, *, children: int = CHILDREN) -> Certificate:
    """Let go what is due, so many children at a time, and certify the whole.

    Letters of later reviews showed what was asked for before, so theirs are written anew. What a
    run before this one let go that could not certify it is in this certificate, too.
    """
    plan = show(store, broom)
    with store.look() as transaction:
        nothing = plan.is_empty and not was_cut_short(transaction)
    if nothing:
        return Certificate(plan.counts, plan.digest(broom.keys), None, plan)
    permit = audit.opened_by(
        store, broom.actor, Act(SHOWED_ANEW, "card"), keys=broom.keys, now=broom.now
    )
    parts = parts_of(plan.due, children=children)
    left = sum(_let_go_or_leave(store, broom, part, permit) for part in parts)
    return _certify(store, broom, plan, left, permit)


def _let_go_or_leave(store: Store, broom: Broom, part: Part, permit: Permit) -> int:
    """Let go of a part; if something in it is damaged, of all else in it. Count what stayed."""
    try:
        _let_go(store, broom, part, permit)
    except _DAMAGED:
        if not part.keys:
            raise
        if len(part.keys) == 1:
            return 1
        return sum(_let_go_or_leave(store, broom, half, permit) for half in part.halves())
    return 0


def _let_go(store: Store, broom: Broom, part: Part, permit: Permit) -> None:
    """Let all of a part go or nothing.

    The first row in the log keeps whoever places a hold waiting, or is kept waiting by them.
    """
    with store.begin() as transaction:
        _note(transaction, broom, Act(BEGAN, "installation"))
        now = due_now(transaction, part, broom.keeping, today=broom.today)
        plan = plan_of(transaction, now)
        later = _later_letters(transaction, plan)
        erase(transaction, plan, now=broom.now)
        for letter in later:
            _show_anew(transaction, letter, permit)
        _note_part(transaction, plan, broom)
        for views in transaction.scalars(_of(SentViews, plan.wordless)):
            broom.journal.append(Line(Book.VIEWS, views.id, (views,)), day=broom.today)


def _later_letters(transaction: Session, plan: Plan) -> list[Letter]:
    """Find the letters that are out for later reviews of the same children."""
    children = select(Review.child_id).where(Review.id.in_(plan.words | plan.due.records))
    out = select(Letter).join(Review, Review.id == Letter.review_id)
    live = out.where(Letter.revoked_at.is_(None), Review.child_id.in_(children))
    going = plan.ended | {key for (key,) in plan.rows.get(Letter.__tablename__, ())}
    return [letter for letter in transaction.scalars(live) if letter.id not in going]


def _show_anew(transaction: Session, letter: Letter, permit: Permit) -> None:
    """Leave out of a letter what went. One damaged ask keeps nothing else from going."""
    try:
        cards.refresh_asks(transaction, letter, permit=permit)
    except (KeyMissing, SealBroken):
        shown = Card.letter_id == letter.id, Card.kind == cards.ASKS
        transaction.execute(delete(Card).where(*shown))


def _note_part(transaction: Session, plan: Plan, broom: Broom) -> None:
    """Cut the log if that is this part, and write down in what is left of it what went."""
    counts = dict(plan.counts)
    if plan.due.log is not None:
        now = broom.now
        counts["audit"] = checkpoint.cut(transaction, plan.due.log, keys=broom.keys, now=now)
    _note(transaction, broom, act_of(PART, counts, plan.digest(broom.keys)))


def _certify(store: Store, broom: Broom, plan: Plan, left: int, permit: Permit) -> Certificate:
    with store.begin() as transaction:
        whole = since_the_last(transaction, permit)
        if whole is None:  # all that was due is damaged
            return Certificate({}, added(), None, plan, left)
        row = _note(transaction, broom, act_of(ERASED, whole.counts, whole.digest, left))
        return Certificate(whole.counts, whole.digest, row.place, plan, left)


def _note(transaction: Session, broom: Broom, act: Act) -> AuditRow:
    return audit.write(transaction, broom.actor, act, keys=broom.keys, now=broom.now)


def _of(model: type[SentViews], keys: Collection[UUID]) -> Select[SentViews]:
    return select(model).where(model.id.in_(keys)).order_by(model.id)
