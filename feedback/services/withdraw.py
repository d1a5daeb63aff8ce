"""Taking back what was sent, before the review starts: the words are gone at once.

That something was sent, when, and when it was taken back stays, and so does every concern. A
line in the journal says it too, so that no restored backup and no replay brings a word back.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session, defer
from sqlalchemy.orm.attributes import set_committed_value

from feedback.errors import FormClosed, GateShut, NothingToSend
from feedback.questionnaire import Stage
from feedback.services import cards, consult, visits
from feedback.services.guessing import LONDON
from feedback.services.send import Post
from feedback.services.visits import OpenVisit, Visit
from feedback.store import Store
from feedback.store.childrens_rights import HIDDEN
from feedback.store.journal import Book, Line
from feedback.store.models import (
    Ask,
    ChildCopy,
    Concern,
    Door,
    Draft,
    Interpretation,
    Placing,
    SentCreation,
    SentViews,
)
from feedback.store.worded import Worded

_TAKEN_BACK = Worded(
    select(func.max(SentViews.withdrawn_at)).where(SentViews.letter_id == bindparam("letter"))
)
_WORDLESS = {
    "answers": None,
    "real": False,
    "intends": None,
    "wants_talk": False,
    "wants_advocate": False,
    "may_quote": False,
    "look_first": False,
    "marked": None,
    "marked_by": None,
}
_UNREAD = HIDDEN["views"].split()
"""What the children’s door may not read, and knows all the same of what was just taken back."""


def may_withdraw(transaction: Session, visit: OpenVisit, *, now: datetime) -> bool:
    """Whether whoever is here may take back what was sent.

    Only before the review starts, and only behind pictures that were chosen before Send:
    a letter alone must not be enough to take a child’s words away.
    """
    is_open = consult.is_open(visit.letter, Stage.CONSULTATION, now=now)
    return is_open and visit.door is Door.OPEN and bool(_standing(transaction, visit.letter.id))


def withdraw(store: Store, visit: Visit, *, post: Post, now: datetime) -> None:
    """Erase the words of everything that was sent under this letter, with all that was added.

    Refuses with ``FormClosed`` once the review has begun, with ``GateShut`` in front of the
    pictures, and with ``NothingToSend`` where nothing stands.
    """
    with store.begin() as transaction:
        opened = visits.must_be_open(transaction, visit, now=now)
        if not consult.is_open(opened.letter, Stage.CONSULTATION, now=now):
            raise FormClosed("The review has begun, so what was said there was said.")
        if opened.door is not Door.OPEN:
            raise GateShut("Only behind the three pictures can this be taken back.")
        found = _standing(transaction, opened.letter.id)
        if not found:
            raise NothingToSend("Nothing stands that could be taken back.")
        asks = transaction.scalars(select(Ask.id).where(Ask.views_id.in_(found))).all()
        cards.forget_asks(transaction, opened, frozenset(asks))
        erase(transaction, found, at=now)
        draft = Draft.letter_id == opened.letter.id, Draft.stage == Stage.CONSULTATION
        transaction.execute(delete(Draft).where(*draft))
        for line in _tombstones(transaction, found, opened.letter.id):
            post.journal.append(line, day=now.astimezone(LONDON).date())


def erase(transaction: Session, views_ids: Collection[UUID], *, at: datetime) -> None:
    """Erase every word of these views, wherever it lies, and what was made out of them."""
    for model in (ChildCopy, Ask, SentCreation, Interpretation, Placing):
        transaction.execute(delete(model).where(model.views_id.in_(views_ids)))
    transaction.execute(
        update(SentViews)
        .where(SentViews.id.in_(views_ids), SentViews.withdrawn_at.is_(None))
        .values(**_WORDLESS, withdrawn_at=at)
    )
    transaction.expire_all()


def taken_back_at(transaction: Session, letter_id: UUID) -> datetime | None:
    """Return when something was last taken back under this letter."""
    ((found,),) = _TAKEN_BACK.ask(transaction, letter=letter_id)
    at: datetime | None = found
    return at


def _standing(transaction: Session, letter_id: UUID) -> tuple[UUID, ...]:
    """Find what was sent behind the child’s pictures and not taken back, with its additions."""
    sent = SentViews.letter_id == letter_id, SentViews.withdrawn_at.is_(None)
    rows = transaction.execute(
        select(SentViews.id, SentViews.follows, ChildCopy.guarded)
        .join(ChildCopy, ChildCopy.views_id == SentViews.id)
        .where(*sent)
        .with_for_update(of=SentViews)
    ).all()
    firsts = {row.id for row in rows if row.follows is None and row.guarded}
    return tuple(row.id for row in rows if row.id in firsts or row.follows in firsts)


def _tombstones(
    transaction: Session, views_ids: Collection[UUID], letter_id: UUID
) -> Iterator[Line]:
    """Say of each in the journal that it was taken back. Its concerns come along and stay."""
    concerns = transaction.scalars(select(Concern).where(Concern.letter_id == letter_id)).all()
    unread = [defer(getattr(SentViews, name)) for name in _UNREAD]
    for views_id in views_ids:
        views = transaction.get_one(SentViews, views_id, options=unread)
        for name in _UNREAD:
            set_committed_value(views, name, _WORDLESS[name])
        yield Line(Book.VIEWS, views_id, (views, *(concerns if views.follows is None else ())))
