"""Closing and tabulating a year asks the database as often for a million rows as for a few."""

from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy import insert, select

from feedback.disclosure.populations import POPULATIONS
from feedback.periods import Period
from feedback.services.close_period import close_period, still_open
from feedback.services.count_edition import count_edition
from feedback.store.audit import COMMAND
from feedback.store.models import Outcome, PastAsk, Review, ReviewState
from tests import planted
from tests.asked import asked_of

YEAR = Period.named("2025-26")
BEFORE, (SPRING, SUMMER, *_) = Period.named("2024-25Q4"), YEAR.quarters
DAY, LATER = date(2025, 5, 6), datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
A_POPULATION, CLOSING = 2, 10
"""Statements, at most: for a population and how many are behind it; for all that closing asks."""


def _plant(store, many):
    """Plant so many reviews, asks and answer sheets, and reviews of those of 18 and over."""
    with store.begin() as transaction:
        planted.reviews(transaction, {"PN1": many, "PN7": many, "null": many}, DAY)
        planted.sheets(transaction, SPRING.name, {"voice": {"yes": many, "no": many}})
        asked_at = transaction.scalars(select(Review.id).where(Review.code == "PN1")).all()
        asks = [{"review_id": one, "outcome": Outcome.DONE} for one in asked_at[:many]]
        transaction.execute(insert(PastAsk), asks)
        grown = {"day": DAY, "sequence": 1, "state": ReviewState.HELD, "age": 18}
        of_age = planted.children(transaction, many)
        transaction.execute(
            insert(Review), [{"id": uuid4(), "child_id": one, **grown} for one in of_age]
        )


def _tabulated(store, keys, period):
    """Close a period, count the whole year, and return what was asked and what was counted."""
    with asked_of(store.engine) as asked, store.begin() as transaction:
        still_open(transaction, YEAR)
        close_period(transaction, period, by=COMMAND, keys=keys, now=LATER)
        edition = count_edition(transaction, YEAR)
    counts = {table.id: edition.counts(table) for table in edition.tables}
    return asked, counts


def test_a_year_is_closed_and_counted_in_as_many_statements_whatever_it_holds(store, keys):
    with store.begin() as transaction:  # the first line of the log asks once more than others
        close_period(transaction, BEFORE, by=COMMAND, keys=keys, now=LATER)
    _plant(store, 20)
    few, before = _tabulated(store, keys, SPRING)
    _plant(store, 400)

    many, after = _tabulated(store, keys, SUMMER)

    assert len(many) == len(few) <= A_POPULATION * len(POPULATIONS) + CLOSING
    for table, cell in (
        ("participation", "took-part"), ("asked-of-age", "18-and-over"),
        ("voice", "yes"), ("asks", "done"), ("every-review", "yes"),
    ):  # fmt: skip
        assert (before[table][cell], after[table][cell]) == (20, 420), table
