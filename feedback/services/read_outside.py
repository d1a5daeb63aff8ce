"""Reading the one record that a second person agreed to: in the log first, told to the child."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select

from feedback.catalogue import Catalogue
from feedback.creations import Creation
from feedback.errors import GlassShut
from feedback.services import created
from feedback.services.openings import CREATION, OPENED
from feedback.services.outside import Line, Who, find
from feedback.services.read_views import Reading, around, reading_of
from feedback.services.tell_readers import open_part, tell_readers
from feedback.store import Store, audit
from feedback.store.audit import Act
from feedback.store.models import OutsideReading, SentCreation, SentViews

OPENED_OUTSIDE = "opened-outside-own"


def read(
    store: Store, catalogue: Catalogue, reading_id: UUID, *, by: Who
) -> tuple[Line, tuple[Reading, ...]]:
    """Open the one record. Each thing in it is in the log before, and told to the child."""
    with store.look() as transaction:
        line = find(transaction, reading_id, by=by)
        sent = transaction.scalars(_sent(line.review_id)).all()
        keys_of = [one.id for one in sent]
    acts = [Act(OPENED_OUTSIDE, OutsideReading.__tablename__, reading_id)]
    acts += [Act(OPENED, SentViews.__tablename__, views_id) for views_id in keys_of]
    permit = audit.opened_together(store, by.actor, acts, keys=by.keys, now=by.now)
    with store.begin() as transaction:
        find(transaction, reading_id, by=by)
        views = transaction.scalars(_sent(line.review_id)).all()
        tell_readers(transaction, keys_of)
        beside = around(transaction, line.child_id, views)
        how = catalogue, permit
        return line, tuple(reading_of(one, line.day, beside, how) for one in views)


def see(store: Store, reading_id: UUID, creation_id: UUID, *, by: Who) -> Creation:
    """Open something drawn, said aloud or shown that belongs to the record, and nothing else."""
    with store.look() as transaction:
        line = find(transaction, reading_id, by=by)
        made = select(SentViews.id).join(SentCreation, SentCreation.views_id == SentViews.id)
        there = made.where(SentCreation.id == creation_id, _is_in(line.review_id))
        views_id = transaction.scalar(there)
        if views_id is None:
            raise GlassShut("This does not belong to what is open to you.")
    act = Act(CREATION, SentCreation.__tablename__, creation_id)
    permit = open_part(store, by.actor, act, [views_id], keys=by.keys, now=by.now)
    with store.look() as transaction:
        return created.opened(transaction.get_one(SentCreation, creation_id), permit)


def _sent(review_id: UUID) -> Select[SentViews]:
    wanted = select(SentViews).where(_is_in(review_id))
    return wanted.order_by(SentViews.sent_at, SentViews.id)


def _is_in(review_id: UUID) -> ColumnElement[bool]:
    kept = SentViews.answers.is_not(None), SentViews.not_iro.is_(False)
    return and_(SentViews.review_id == review_id, *kept)
