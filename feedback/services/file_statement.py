"""Taking a child’s words out for the case file, and saying that they were filed there.

A statement knows what stands on it. Its code, typed back from the paper, says that exactly
this is in the case system now; the clock of what is kept here starts at that moment. What
was sent past a child’s own officer stands on a statement of its own, which the officer who
reads it makes.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from secrets import randbelow
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from feedback import filing_code
from feedback.errors import NothingToFile, NotYours, StatementUnknown
from feedback.services.another_reader import must_be_reader
from feedback.services.deciding import Hand, own_review
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import Child, Review, SentViews, Staff, Statement, StatementViews
from feedback.store.models.base import new_key


@dataclass(frozen=True, slots=True)
class Made:
    """One statement: whose it is, what stands on it, and whether it was filed."""

    id: UUID
    review_id: UUID
    day: date
    child_id: UUID
    number: str
    named: bytes | None = field(repr=False)
    code: str
    views: tuple[UUID, ...]
    past_officer: bool
    """Whether the child sent this past their own officer."""
    made_at: datetime
    filed_at: datetime | None
    filed_by: str


@dataclass(frozen=True, slots=True)
class Filed:
    """What typing a code did: filed now, or it was filed before; and what was sent since."""

    review_id: UUID
    before: bool
    left: int


def make_statement(transaction: Session, review_id: UUID, *, by: Hand, keys: Keys) -> UUID:
    """Make the statement of all that was sent before a review and its officer may read.

    The same words give the same statement and the same code, however often it is asked for.
    Refuses with ``NothingToFile`` where nothing was sent, or all of it was taken back.
    """
    own_review(transaction, review_id, by)
    theirs = SentViews.review_id == review_id, SentViews.not_iro.is_(False)
    kept = select(SentViews.id).where(*theirs, SentViews.answers.is_not(None))
    return _make(transaction, review_id, transaction.scalars(kept).all(), by, keys)


def make_for_another(transaction: Session, views_id: UUID, *, by: Hand, keys: Keys) -> UUID:
    """Make the statement of what a child sent past their own officer, as the one who reads it."""
    must_be_reader(transaction, by.officer, views_id, today=by.today)
    views = transaction.get_one(SentViews, views_id)
    kept = [] if views.answers is None else [views_id]
    return _make(transaction, views.review_id, kept, by, keys)


def find_statement(transaction: Session, statement_id: UUID, *, by: Hand) -> Made:
    """Find a statement whose words this officer may read today; ``NotYours`` to others.

    Refuses with ``StatementUnknown`` what is not there.
    """
    row = transaction.get(Statement, statement_id)
    if row is None:
        raise StatementUnknown("There is no such statement.")
    views = _views_on(transaction, row.id)
    for views_id in views:
        must_be_reader(transaction, by.officer, views_id, today=by.today)
    review = transaction.get_one(Review, row.review_id)
    child = transaction.get_one(Child, review.child_id)
    filed_by = transaction.get(Staff, row.filed_by) if row.filed_by else None
    return Made(
        id=row.id,
        review_id=review.id,
        day=review.day,
        child_id=child.id,
        number=child.number,
        named=child.named,
        code=row.code,
        views=views,
        past_officer=any(transaction.get_one(SentViews, one).not_iro for one in views),
        made_at=row.made_at,
        filed_at=row.filed_at,
        filed_by=filed_by.name if filed_by else "",
    )


def mark_filed(transaction: Session, text: str, *, by: Hand, keys: Keys) -> Filed:
    """Take the code of a statement that is now in the case system, and start its clock.

    Once filed it stays filed at the first moment. Refuses what is no code with
    ``FilingCodeUnsound``, and another’s code like one that nobody has, with ``StatementUnknown``.
    """
    code = filing_code.typed(text)
    wanted = select(Statement).where(Statement.code == code).with_for_update()
    row = transaction.scalar(wanted)
    if row is None or not _may_read(transaction, row, by):
        raise StatementUnknown("None of your children’s statements has that code.")
    before = row.filed_at is not None
    if not before:
        row.filed_at, row.filed_by = by.now, by.officer
        transaction.flush()
        act = Act("filed-statement", "review", row.review_id)
        audit.write(transaction, by.actor, act, keys=keys, now=by.now)
    return Filed(row.review_id, before, len(_left(transaction, row)))


def filed_views() -> Select[UUID]:
    """Ask which views stand on a statement that was filed."""
    on_filed = select(StatementViews.views_id).join(
        Statement, Statement.id == StatementViews.statement_id
    )
    return on_filed.where(Statement.filed_at.is_not(None))


def _make(
    transaction: Session, review_id: UUID, views: Collection[UUID], by: Hand, keys: Keys
) -> UUID:
    if not views:
        raise NothingToFile("There are no words to file: none were sent, or they were taken back.")
    for one in transaction.scalars(select(Statement).where(Statement.review_id == review_id)):
        if set(_views_on(transaction, one.id)) == set(views):
            return one.id
    row = Statement(id=new_key(), review_id=review_id, made_at=by.now, made_by=by.officer)
    row.code = filing_code.draw(randbelow)
    transaction.add(row)
    transaction.flush()
    transaction.add_all(StatementViews(statement_id=row.id, views_id=one) for one in views)
    transaction.flush()
    act = Act("made-statement", "review", review_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)
    return row.id


def _views_on(transaction: Session, statement_id: UUID) -> tuple[UUID, ...]:
    """Return what stands on a statement, in the order in which it was sent."""
    on_it = select(StatementViews.views_id).join(
        SentViews, SentViews.id == StatementViews.views_id
    )
    wanted = on_it.where(StatementViews.statement_id == statement_id)
    return tuple(transaction.scalars(wanted.order_by(SentViews.sent_at, SentViews.id)))


def _may_read(transaction: Session, row: Statement, by: Hand) -> bool:
    try:
        for views_id in _views_on(transaction, row.id):
            must_be_reader(transaction, by.officer, views_id, today=by.today)
    except NotYours:
        return False
    return True


def _left(transaction: Session, row: Statement) -> Collection[UUID]:
    """Return what else of the same review the same officer reads and nobody has filed."""
    past = (
        select(SentViews.not_iro)
        .join(StatementViews, StatementViews.views_id == SentViews.id)
        .where(StatementViews.statement_id == row.id)
    )
    unfiled = select(SentViews.id).where(
        SentViews.review_id == row.review_id,
        SentViews.not_iro.in_(past),
        SentViews.answers.is_not(None),
        SentViews.id.not_in(filed_views()),
    )
    return transaction.scalars(unfiled).all()
