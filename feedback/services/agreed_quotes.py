"""The quotes that may leave in a period: agreed to by two people, from a theme of enough sheets.

This is the only door through which words of an evaluation leave the service.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.counts_told import counts_told
from feedback.periods import Period
from feedback.quoting import enough
from feedback.store.audit import Permit
from feedback.store.models import Comment, Quote, QuoteState, Sheet, Treatment
from feedback.store.sealing import Place
from feedback.store.themes import count_themes


@dataclass(frozen=True, slots=True)
class AgreedQuote:
    """Words fit to print. Nothing says of whom they are, not even of which version."""

    theme: str
    words: str
    paraphrased: bool


def agreed_quotes(
    transaction: Session, period: Period, *, permit: Permit
) -> tuple[AgreedQuote, ...]:
    """Return what may be quoted in a period, by theme and then by the alphabet.

    The sheet must still say that it may be quoted, and its theme must have been written
    about on six sheets of a quarter or ten of a year. What counts something in other words than
    the child’s stays in, whoever agreed to it. The permit says that the opening was written down
    first.
    """
    quarters = [quarter.name for quarter in period.quarters]
    counts = count_themes(transaction, quarters)
    rows = transaction.scalars(
        select(Quote)
        .join(Comment, Comment.id == Quote.comment_id)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(Quote.state == QuoteState.AGREED, Sheet.may_quote, Sheet.quarter.in_(quarters))
    )
    opened = [_opened(row, permit) for row in rows if enough(counts.get(row.theme, 0), period)]
    found = [one for one in opened if not (one.paraphrased and counts_told(one.words))]
    return tuple(sorted(found, key=lambda quote: (quote.theme, quote.words)))


def _opened(row: Quote, permit: Permit) -> AgreedQuote:
    words = permit.read(row.words or b"", Place("quote", "words", row.id))
    return AgreedQuote(row.theme, words, row.treatment is Treatment.PARAPHRASE)
