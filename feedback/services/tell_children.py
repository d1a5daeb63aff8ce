"""Telling children their year: released figures, what was done, and agreed quotes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.analysis.for_children import ForChildren, Heard, for_children
from feedback.glossary import Glossary
from feedback.periods import Period
from feedback.services.agreed_quotes import agreed_quotes
from feedback.services.look_at_figures import look_at_figures
from feedback.store.audit import Act, Permit
from feedback.store.models import ToldBack


def opening_quotes(year: Period) -> Act:
    """Name the act of opening what may be quoted in a year."""
    return Act("opened-quotes", year.name)


def tell_children(
    transaction: Session, year: Period, glossary: Glossary, *, permit: Permit
) -> ForChildren:
    """Put together the report for children of a year that was released.

    The figures are frozen; what was done and the quotes are those that stand agreed now. The
    permit says that opening the quotes was written down first. Raises ``NothingReleased``.
    """
    figures = look_at_figures(transaction, year)
    quotes = agreed_quotes(transaction, year, permit=permit)
    return for_children(
        figures.report,
        glossary,
        you_said=_told_back(transaction, year),
        quotes=[quote.words for quote in quotes],
    )


def _told_back(transaction: Session, year: Period) -> list[Heard]:
    """Read what was done after what children said, once a second person agreed to it."""
    periods = [period.name for period in (year, *year.quarters)]
    rows = transaction.scalars(
        select(ToldBack)
        .where(
            ToldBack.period.in_(periods),
            ToldBack.shown_from.is_not(None),
            ToldBack.taken_down.is_(False),
        )
        .order_by(ToldBack.shown_from, ToldBack.heard)
    )
    return [Heard(row.heard, row.done) for row in rows]
