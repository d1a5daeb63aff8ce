"""Showing what would go today, and letting exactly that go, with a certificate in the log.

The certificate says what went by kind and number, and a digest over the key of every row, made
with the log’s own key: whoever has the list that was shown can prove that this went and no more.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from feedback.errors import KeyMissing, SealBroken
from feedback.keeping import Keeping
from feedback.services import cards
from feedback.services.guessing import LONDON
from feedback.services.retention.due import due
from feedback.services.retention.erase import erase
from feedback.services.retention.plan import Plan, plan_of
from feedback.store import Store, audit, checkpoint
from feedback.store.audit import Act, Actor, Permit
from feedback.store.journal import Book, Journal, Line
from feedback.store.keys import Keys
from feedback.store.models import AuditRow, Card, Letter, Review, SentViews

BEGAN, ERASED, SHOWED_ANEW = "began-erasing", "erased-by-age", "showed-anew"
READ = "read-certificates"


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
    """What went. ``place`` is where the log says it; none when nothing went."""

    counts: Mapping[str, int]
    digest: str
    place: int | None
    plan: Plan


@dataclass(frozen=True, slots=True)
class Told:
    """A certificate as the log holds it."""

    at: datetime
    place: int
    counts: Mapping[str, int]
    digest: str


def show(store: Store, broom: Broom) -> Plan:
    """Work out what would go now, changing nothing."""
    with store.look() as transaction:
        return _plan(transaction, broom)


def run(store: Store, broom: Broom) -> Certificate:
    """Let go what is due, all of it or nothing, and certify it.

    Letters of later reviews showed what was asked for before, so theirs are written anew. The
    first row in the log keeps whoever places a hold waiting, or is kept waiting by them.
    """
    plan = show(store, broom)
    if plan.is_empty:
        return Certificate(plan.counts, plan.digest(broom.keys), None, plan)
    permit = audit.opened_by(
        store, broom.actor, Act(SHOWED_ANEW, "card"), keys=broom.keys, now=broom.now
    )
    with store.begin() as transaction:
        _note(transaction, broom, Act(BEGAN, "installation"))
        plan = _plan(transaction, broom)
        later = _later_letters(transaction, plan)
        erase(transaction, plan, now=broom.now)
        for letter in later:
            _show_anew(transaction, letter, permit)
        certificate = _certify(transaction, plan, broom)
        for views in transaction.scalars(_of(SentViews, plan.wordless)):
            broom.journal.append(Line(Book.VIEWS, views.id, (views,)), day=broom.today)
        return certificate


def certificates(store: Store, by: Actor, *, keys: Keys, now: datetime) -> tuple[Told, ...]:
    """Read every certificate there is in the log, the newest first. Reading is in the log, too."""
    permit = audit.opened_by(store, by, Act(READ, "audit"), keys=keys, now=now)
    with store.look() as transaction:
        rows = transaction.scalars(
            select(AuditRow).where(AuditRow.act == ERASED).order_by(AuditRow.place.desc())
        ).all()
    return tuple(_read(row, permit) for row in rows)


def _plan(transaction: Session, broom: Broom) -> Plan:
    return plan_of(transaction, due(transaction, broom.keeping, today=broom.today))


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


def _certify(transaction: Session, plan: Plan, broom: Broom) -> Certificate:
    """Cut the log, and write down in what is left of it what went."""
    counts, digest = dict(plan.counts), plan.digest(broom.keys)
    if plan.due.log is not None:
        now = broom.now
        counts["audit"] = checkpoint.cut(transaction, plan.due.log, keys=broom.keys, now=now)
    told = json.dumps({"counts": counts, "digest": digest})
    row = _note(transaction, broom, Act(ERASED, "installation", reason=told))
    return Certificate(counts, digest, row.place, plan)


def _note(transaction: Session, broom: Broom, act: Act) -> AuditRow:
    return audit.write(transaction, broom.actor, act, keys=broom.keys, now=broom.now)


def _of(model: type[SentViews], keys: Collection[UUID]) -> Select[SentViews]:
    return select(model).where(model.id.in_(keys)).order_by(model.id)


def _read(row: AuditRow, permit: Permit) -> Told:
    said = json.loads(permit.read(row.reason or b"", audit.reason_place(row.place)))
    return Told(row.at, row.place, said["counts"], said["digest"])
