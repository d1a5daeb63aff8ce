"""Counts over reviews, answer sheets and asks, made by the database: no row is fetched.

What comes back is as small as the tables that are printed, however many rows lie beneath.
Each population is read in one scan that tells every dimension apart; answers are taken out of
the coded JSON in that same scan, so a sheet is read once for all questions together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from feedback.beside import LateBecause
from feedback.disability import RecordedFor
from feedback.disclosure.populations import (
    ANCHORS,
    ASKED_ABOUT,
    ASKS,
    CHILDREN,
    CODED,
    MISSED,
    NO,
    NOT_GIVEN,
    OF_18,
    OWN,
    PATHWAY,
    REVIEWS,
    SHEETS,
    UNANSWERED,
    UNKNOWN,
    YES,
    Dims,
    Numbers,
)
from feedback.disclosure.table import Table
from feedback.disclosure.views import roll_up, views_of
from feedback.participation import COUNTED_FROM_AGE, OF_AGE
from feedback.periods import Period
from feedback.store.children_counted import children
from feedback.store.models import (
    Ask,
    Child,
    Disability,
    PastAsk,
    Record,
    Review,
    ReviewState,
    SentViews,
    Sheet,
)
from feedback.store.themes import themes_of

NULL_RETURN = "null"
NULL_RETURN_UNDER_FOUR = "null-under-four"
_OF_THE_CHILD = frozenset({"distance", "unaccompanied"})
_DISABLED = "disabled"
_RECORDED = frozenset({"documents", "notified"})
_BANDS = ((3, "0-3"), (7, "4-7"), (9, "8-9"), (11, "10-11"), (15, "12-15"), (17, "16-17"))

Days = tuple[date, date]
"""First and last day, both included."""
Counted = Mapping[str, Numbers]
"""The numbers of every population."""
Rows = Select[*tuple[Any, ...]]


def count_period(transaction: Session, tables: Sequence[Table], period: Period) -> Counted:
    """Count everything these tables need of a period: one scan a population."""
    return {
        population: themes_of(transaction, period)
        if population == CODED
        else _numbers(transaction, tables, period, population)
        for population in dict.fromkeys(table.of for table in tables)
    }


def count_reviews(transaction: Session, days: Days) -> Mapping[str, int]:
    """Count the reviews held on these days by code, null returns among them."""
    held = _held(days, ("code",)).subquery()
    rows = transaction.execute(select(held.c.code, func.count()).group_by(held.c.code))
    return {row[0]: row[1] for row in rows}


DAY, SINCE = "day", "since"
"""Beside the dimensions: when the review was, and since when it or the ask is told as it is."""


def rows_of(population: str, dims: Dims, period: Period) -> Rows:
    """Return what lists the things of a population with their category in each dimension.

    Of reviews, asks and pathway reviews ``DAY`` and ``SINCE`` may be asked for as well.

    What is worked out gets its name in a query of its own: PostgreSQL would take the same
    expression, with its values bound anew, for another one in GROUP BY.
    """
    return _LISTS[population](period, dims)


def _numbers(
    transaction: Session, tables: Sequence[Table], period: Period, population: str
) -> Numbers:
    views = views_of(tables, population)
    dims: Dims = tuple(sorted({dim for view in views for dim in view}))
    things = rows_of(population, dims, period).subquery()
    named = [things.c[dim] for dim in dims]
    rows = transaction.execute(select(func.count(), *named).group_by(*named))
    return roll_up(((tuple(leaf), number) for number, *leaf in rows), dims, views)


def _reviews(period: Period, dims: Dims) -> Rows:
    return _held((period.first, period.last), dims)


def _held(days: Days, dims: Iterable[str]) -> Rows:
    """Reviews held; from the 18th birthday one is a pathway review, which is not counted."""
    named = [_OF_REVIEWS[dim]().label(dim) for dim in dims]
    rows = select(Review.child_id, *named).where(
        Review.state == ReviewState.HELD,
        Review.day.between(*days),
        or_(Review.age.is_(None), Review.age < OF_AGE),
    )
    if _OF_THE_CHILD & set(dims):
        rows = rows.join(Child, Child.id == Review.child_id)
    if _DISABLED in dims:
        rows = rows.outerjoin(Disability, _is_for_this())
    return rows.outerjoin(Record, _is_latest()) if _RECORDED & set(dims) else rows


def _pathway(period: Period, dims: Dims) -> Rows:
    """Reviews held from the 18th birthday on. Nothing says since when each is told as it is."""
    of_each: Mapping[str, ColumnElement[Any]] = {
        "age": literal(OF_18),
        DAY: Review.day.expression,
        SINCE: cast(null(), Review.confirmed_at.expression.type),
    }
    return select(Review.child_id, *(of_each[dim].label(dim) for dim in dims)).where(
        Review.state == ReviewState.HELD,
        Review.day.between(period.first, period.last),
        Review.age >= OF_AGE,
    )


def _is_latest() -> ColumnElement[bool]:
    """Say of a record that it is the latest of its review."""
    other = aliased(Record)
    last = select(func.max(other.number)).where(other.review_id == Review.id)
    return and_(
        Record.review_id == Review.id, Record.number == last.correlate(Review).scalar_subquery()
    )


def _is_for_this() -> ColumnElement[bool]:
    """Say of what was recorded of a child that it may be counted; where there is none, unknown."""
    return and_(Disability.child_id == Review.child_id, Disability.purpose == RecordedFor.EQUALITY)


def _sheets(period: Period, dims: Dims) -> Rows:
    named = [_of_sheets(dim).label(dim) for dim in dims]
    quarters = [quarter.name for quarter in period.quarters]
    rows: Rows = select(*named).where(Sheet.quarter.in_(quarters))
    return rows


def _of_sheets(dim: str) -> ColumnElement[Any]:
    if dim in ANCHORS:
        return func.coalesce(Sheet.coded[(dim, 0)].as_string(), MISSED)
    column: ColumnElement[Any] = cast(
        Sheet.version if dim == "version" else Sheet.indicator_group, String
    )
    return column


def _asks(period: Period, dims: Dims) -> Rows:
    """Ask of every ask what came of it and what it is about, also where its words are gone.

    Themes that only the council’s own codebook has are counted as one.
    """
    answered = Ask.answered_at.expression
    since = (answered, cast(null(), answered.type)) if SINCE in dims else (null(), null())
    there = select(SentViews.review_id, Ask.outcome, Ask.theme, since[0].label(SINCE)).join(
        SentViews, SentViews.id == Ask.views_id
    )
    gone = select(PastAsk.review_id, PastAsk.outcome, PastAsk.theme, since[1].label(SINCE))
    asks = union_all(there, gone).subquery()
    of_asks: Mapping[str, ColumnElement[Any]] = {
        "outcome": func.coalesce(cast(asks.c.outcome, String), UNANSWERED),
        "theme": case(
            (asks.c.theme.is_(None), NOT_GIVEN),
            (asks.c.theme.in_(ASKED_ABOUT), asks.c.theme),
            else_=OWN,
        ),
        DAY: Review.day.expression,
        SINCE: asks.c[SINCE],
    }
    return (
        select(Review.child_id, *(of_asks[dim].label(dim) for dim in dims))
        .select_from(asks)
        .join(Review, Review.id == asks.c.review_id)
        .where(Review.day.between(period.first, period.last))
    )


def _code() -> ColumnElement[Any]:
    return case(
        (Review.code.is_not(None), cast(Review.code, String)),
        (Review.age < COUNTED_FROM_AGE, NULL_RETURN_UNDER_FOUR),
        else_=NULL_RETURN,
    )


def _age() -> ColumnElement[Any]:
    return case(*((Review.age <= last, name) for last, name in _BANDS), else_=UNKNOWN)


def _on_time() -> ColumnElement[Any]:
    """Tell reviews on time from late ones, and those that only a wrong date makes late.

    Why is read from the latest record, and only of the few that are late.
    """
    known = Review.due_day.is_not(None)
    written = aliased(Record)
    because = (
        select(written.late_because)
        .where(written.review_id == Review.id)
        .order_by(written.number.desc())
        .limit(1)
        .correlate(Review)
        .scalar_subquery()
    )
    return case(
        (and_(known, Review.day <= Review.due_day), "on-time"),
        (and_(known, because == LateBecause.DATE_WRONG), "date-wrong"),
        (known, "late"),
        else_=UNKNOWN,
    )


def _recorded(said: ColumnElement[Any]) -> ColumnElement[Any]:
    """Tell yes from no, and both from what nobody recorded."""
    return case((said.is_(True), YES), (said.is_(False), NO), else_=UNKNOWN)


def _yes_or_no(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return case((condition, YES), else_=NO)


_OF_REVIEWS: Mapping[str, Callable[[], ColumnElement[Any]]] = {
    "age": _age,
    "code": _code,
    DAY: lambda: Review.day.expression,
    SINCE: lambda: Review.confirmed_at.expression,
    _DISABLED: lambda: _recorded(Disability.disabled.expression),
    "distance": lambda: _yes_or_no(Child.at_a_distance.is_(True)),
    "documents": lambda: _recorded(Record.documents_in_time.expression),
    "notified": lambda: _recorded(Record.notified_in_time.expression),
    "on-time": _on_time,
    "unaccompanied": lambda: _yes_or_no(Child.unaccompanied.is_(True)),
}
_LISTS: Mapping[str, Callable[[Period, Dims], Rows]] = {
    REVIEWS: _reviews,
    SHEETS: _sheets,
    ASKS: _asks,
    CHILDREN: children,
    PATHWAY: _pathway,
}
