"""Counts over reviews and answer sheets, made by the database: no row is fetched to be counted.

What comes back is as small as the tables that are printed, however many rows lie beneath.
Answers are read out of the coded JSON in one scan for all questions together: SQLite parses
a sheet once and PostgreSQL reads it once, and what is grouped are the few ways to answer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from feedback.disclosure.table import Table
from feedback.participation import COUNTED_FROM_AGE, OF_AGE
from feedback.store.models import Review, ReviewState, Sheet

NULL_RETURN = "null"
NULL_RETURN_UNDER_FOUR = "null-under-four"

Days = tuple[date, date]
"""First and last day, both included."""
Behind = Mapping[tuple[str, str], Mapping[frozenset[str], int]]
"""Children by table, cell, and the very quarters in which they have a review counted there."""


def count_reviews(transaction: Session, days: Days) -> Mapping[str, int]:
    """Count the reviews held on these days by code, null returns among them."""
    held = _held(days).subquery()
    rows = transaction.execute(
        select(held.c.counted_as, func.count().label("number")).group_by(held.c.counted_as)
    )
    return {row.counted_as: row.number for row in rows}


def count_children(
    transaction: Session, tables: Sequence[Table], quarters: Mapping[str, Days]
) -> Behind:
    """Count the children behind each cell, by the quarters in which they are."""
    return {
        (table.id, cell): by_quarters
        for table in tables
        for cell, by_quarters in _children_of(transaction, table, quarters).items()
    }


def count_answers(
    transaction: Session, questions: Sequence[str], quarters: Sequence[str]
) -> Mapping[str, Mapping[str, int]]:
    """Count the answer sheets of these quarters by what they say to each question."""
    said = [Sheet.coded[(question, 0)].as_string().label(question) for question in questions]
    sheets = select(*said).where(Sheet.quarter.in_(quarters)).subquery()
    rows = transaction.execute(select(func.count(), *sheets.c).group_by(*sheets.c))
    counts: dict[str, Counter[str]] = {question: Counter() for question in questions}
    for number, *answers in rows:
        for question, answer in zip(questions, answers, strict=True):
            if answer is not None:
                counts[question][answer] += number
    return counts


def _children_of(
    transaction: Session, table: Table, quarters: Mapping[str, Days]
) -> Mapping[str, Mapping[frozenset[str], int]]:
    firsts, lasts = zip(*quarters.values(), strict=True)
    held = _held((min(firsts), max(lasts))).subquery()
    counted_as = case(
        *((held.c.counted_as.in_(cell.counts), literal(cell.id)) for cell in table.cells)
    )
    marks = [
        case((held.c.day.between(*days), 1), else_=0).label(quarter)
        for quarter, days in quarters.items()
    ]
    reviews = select(held.c.child_id, counted_as.label("cell"), *marks).subquery()
    there = [func.max(reviews.c[quarter]).label(quarter) for quarter in quarters]
    each = (
        select(reviews.c.cell, *there)
        .where(reviews.c.cell.is_not(None))
        .group_by(reviews.c.child_id, reviews.c.cell)
        .subquery()
    )
    rows = transaction.execute(select(func.count(), *each.c).group_by(*each.c))
    found: dict[str, dict[frozenset[str], int]] = {}
    for number, cell, *present in rows:
        here = frozenset(q for q, mark in zip(quarters, present, strict=True) if mark)
        found.setdefault(cell, {})[here] = number
    return found


def _held(days: Days) -> Select[Any]:
    """Reviews held; from the 18th birthday one is a pathway review, which is not counted.

    What is worked out gets its name in a query of its own: PostgreSQL would take the same
    expression, with its values bound anew, for another one in GROUP BY.
    """
    counted_as = case(
        (Review.code.is_not(None), cast(Review.code, String)),
        (Review.age < COUNTED_FROM_AGE, NULL_RETURN_UNDER_FOUR),
        else_=NULL_RETURN,
    )
    return select(Review.child_id, Review.day, counted_as.label("counted_as")).where(
        Review.state == ReviewState.HELD,
        Review.day.between(*days),
        or_(Review.age.is_(None), Review.age < OF_AGE),
    )
