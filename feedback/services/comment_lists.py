"""Lists about comments and quotes for those who work on them: keys, codes and states, no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.periods import Period
from feedback.store.models import Comment, CommentTheme, Quote, QuoteState, Sheet, Staff

SHOWN = (QuoteState.WAITING, QuoteState.SENT_BACK, QuoteState.AGREED)
_MOST = 150


@dataclass(frozen=True, slots=True)
class ListedQuote:
    """One quote in the list: its theme, where it stands, and who chose it."""

    id: UUID
    theme: str
    state: QuoteState
    chosen_by: UUID
    chooser: str


def quarters_written(transaction: Session) -> list[Period]:
    """Return the quarters of which there are comments, the newest first."""
    rows = transaction.scalars(
        select(Sheet.quarter).join(Comment, Comment.sheet_id == Sheet.id).distinct()
    )
    return sorted((Period.named(name) for name in rows), reverse=True)


def of_theme(transaction: Session, theme: str, quarters: Sequence[str]) -> Sequence[UUID]:
    """Return the comments of a theme, in the order of random keys."""
    return transaction.scalars(
        select(Comment.id)
        .join(CommentTheme, CommentTheme.comment_id == Comment.id)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(CommentTheme.theme == theme, Sheet.quarter.in_(quarters))
        .order_by(Comment.id)
    ).all()


def quote_states(transaction: Session, ids: Sequence[UUID]) -> Mapping[UUID, QuoteState]:
    """Return where the quotes of these comments stand, of those that have one."""
    rows = transaction.execute(
        select(Quote.comment_id, Quote.state).where(Quote.comment_id.in_(ids))
    )
    return {row.comment_id: row.state for row in rows}


def count_quotes(transaction: Session) -> Mapping[str, int]:
    """Count the quotes by where they stand."""
    rows = transaction.execute(select(Quote.state, func.count()).group_by(Quote.state))
    return {str(state): number for state, number in rows}


def list_quotes(transaction: Session) -> Sequence[ListedQuote]:
    """Return what waits, what came back and what was agreed to, by theme."""
    rows = transaction.execute(
        select(Quote, Staff.name)
        .join(Staff, Staff.id == Quote.chosen_by)
        .where(Quote.state.in_(SHOWN))
        .order_by(Quote.theme, Quote.id)
        .limit(_MOST)
    )
    return [listed(quote, name) for quote, name in rows]


def listed(quote: Quote, chooser: str) -> ListedQuote:
    """Return what may be listed of a quote."""
    return ListedQuote(quote.id, quote.theme, quote.state, quote.chosen_by, chooser)


def staff_names(transaction: Session) -> Mapping[UUID, str]:
    """Return what each member of staff is called at work."""
    rows = transaction.execute(select(Staff.id, Staff.name))
    return {row.id: row.name for row in rows}
