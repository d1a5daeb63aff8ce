"""Counting a period as a release of it would, and what is told elsewhere of it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from feedback.disclosure.declared import tables_of
from feedback.disclosure.edition import Edition
from feedback.facts import Fact
from feedback.periods import Period
from feedback.store.counting import count_period
from feedback.store.few_children import few_children
from feedback.store.outside import facts_of


def count_edition(transaction: Session, period: Period) -> Edition:
    """Count everything a release of a period holds."""
    tables = tables_of(period)
    counted = count_period(transaction, tables, period)
    return Edition(period, tables, counted, few_children(transaction, tables, counted, period))


def told_elsewhere(
    transaction: Session, editions: Sequence[Edition]
) -> tuple[tuple[Fact, ...], list[Edition]]:
    """Return what is told elsewhere about the year of these editions and is true of them.

    Beside it stand editions, which show nothing, of those periods it is about that have not left.
    What is not true of our counts (a number by another definition, a slip) leads whoever
    believes it astray and to nobody’s number, so it is left out.
    """
    facts = facts_of(transaction, editions[0].period.whole)
    here = {one.period.name: one for one in editions}
    about = {name for fact in facts for name in fact.periods} - here.keys()
    beside = {name: count_edition(transaction, Period.named(name)) for name in sorted(about)}
    counts = _counts({**here, **beside})
    true = tuple(fact for fact in facts if _is_true(fact, counts))
    needed = {name for fact in true for name in fact.periods}
    return true, [one for name, one in beside.items() if name in needed]


def _counts(editions: dict[str, Edition]) -> dict[tuple[str, str, str, str], int]:
    return {
        (name, table.id, cell.row, cell.column): numbers[cell.id]
        for name, edition in editions.items()
        for table in edition.tables
        for numbers in (edition.counts(table),)
        for cell in table.cells
    }


def _is_true(fact: Fact, counts: dict[tuple[str, str, str, str], int]) -> bool:
    known = [counts[cell] for cell in fact.cells if cell in counts]
    return len(known) == len(fact.cells) and fact.low <= sum(known) <= fact.high
