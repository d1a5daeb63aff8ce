"""What a thing asked for is about: the officer gives it a theme of the codebook, now or later.

It is for figures alone: no machine reads for it, no child is shown it, and it stops nobody from
answering. A year’s release tells it, so what still has none is listed until that has left.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from feedback.codebook import NONE_FITS, Codebook, load_codebook
from feedback.errors import ThemeUnsound
from feedback.periods import Period
from feedback.services.another_reader import cover_officer, must_be_reader
from feedback.services.assigned import children_of
from feedback.services.guessing import LONDON
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import Ask, Child, Outcome, Release, Review, SentViews

GAVE_A_THEME = "gave-ask-theme"


@dataclass(frozen=True, slots=True)
class WithoutTheme:
    """An answered ask that nobody has given a theme. Its words stay sealed."""

    ask_id: UUID
    views_id: UUID
    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    outcome: Outcome | None
    past: bool
    """Whether it was sent past the child’s own officer."""


def must_be_a_theme(theme: str, before: str | None, book: Codebook | None) -> None:
    """Insist on a theme on offer, or none; one given before it was retired may stay.

    Raises ``ThemeUnsound``. Where no codebook is named it is ours.
    """
    offered = {one.id for one in (book or load_codebook()).of_asks}
    if theme and theme not in {*offered, NONE_FITS, before}:
        raise ThemeUnsound("Choose a theme of the codebook.")


def give_theme(  # noqa: PLR0913  who says what of which ask, and how it is kept
    store: Store,
    staff_id: UUID,
    given: tuple[UUID, str],
    *,
    keys: Keys,
    now: datetime,
    book: Codebook | None = None,
) -> None:
    """Say later what an answered ask is about, or say otherwise; the answer stays as it is.

    ``given`` is the ask and its theme. Refuses with ``NotYours`` whoever does not read it today,
    and with ``ThemeUnsound`` no theme, one that is not on offer, and an ask without an answer.
    """
    ask_id, theme = given
    today = now.astimezone(LONDON).date()
    with store.begin() as transaction:
        ask = transaction.get_one(Ask, ask_id)
        must_be_reader(transaction, staff_id, ask.views_id, today=today)
        if ask.outcome is None:
            raise ThemeUnsound("Answer it first; what it is about comes with the answer.")
        if not theme:
            raise ThemeUnsound("Choose what it is about.")
        must_be_a_theme(theme, ask.theme, book)
        ask.theme = theme
        act = Act(GAVE_A_THEME, Ask.__tablename__, ask_id)
        audit.write(transaction, Actor(str(staff_id), "officer"), act, keys=keys, now=now)


def without_theme(
    transaction: Session, staff_id: UUID, *, today: date
) -> Collection[WithoutTheme]:
    """List what this officer could still give a theme, the latest review first.

    What lies in a year whose release has left is not listed: it would change nothing.
    """
    rows = transaction.execute(
        select(
            *(Ask.id, SentViews.id, Review.id, Child.id, Child.named, Review.day),
            *(Ask.outcome, SentViews.not_iro),
        )
        .join(SentViews, SentViews.id == Ask.views_id)
        .join(Review, Review.id == SentViews.review_id)
        .join(Child, Child.id == Review.child_id)
        .where(Ask.outcome.is_not(None), Ask.theme.is_(None))
        .where(_is_reader(transaction, staff_id, today), Review.day > _left(transaction))
        .order_by(Review.day.desc(), Child.id, Ask.place)
    )
    return tuple(WithoutTheme(*row) for row in rows)


def _is_reader(transaction: Session, staff_id: UUID, today: date) -> ColumnElement[bool]:
    """Say of what was sent that this officer reads it today, as ``must_be_reader`` does."""
    own = Review.child_id.in_(children_of(staff_id, today=today))
    covers = cover_officer(transaction, today=today) == staff_id
    past = and_(SentViews.not_iro, ~own) if covers else false()
    return or_(and_(~SentViews.not_iro, own), past)


def _left(transaction: Session) -> date:
    """Return the last day of the latest year whose release has left."""
    years = select(func.max(Release.period)).where(Release.period.not_like("%Q%"))
    name = transaction.scalar(years)
    return Period.named(name).last if name else date.min
