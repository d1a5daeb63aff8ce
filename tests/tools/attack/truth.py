"""What is true of a period, counted from single rows and not by the service’s own counting."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.auditor.structure import ANCHORS, DIMENSIONS, Counted
from feedback.beside import LateBecause
from feedback.periods import Period
from feedback.store.models import (
    Ask,
    Child,
    Comment,
    CommentTheme,
    Disability,
    Record,
    Review,
    ReviewState,
    SentViews,
    Sheet,
)

Row = Mapping[str, str]
NOT_HEARD = {"PN4", "PN7"}


@dataclass(frozen=True, slots=True)
class Truth:
    """Every review, sheet, ask and child of a period, with its category in each dimension."""

    reviews: Mapping[UUID, Row]
    sheets: Mapping[UUID, Row]
    asks: Mapping[UUID, Row]
    children: Mapping[UUID, Row]
    coded: Mapping[UUID, Row]
    pathway: Mapping[UUID, Row]

    def of(self, population: str, counted: Counted) -> int:
        """Count what a number counts."""
        rows: Iterable[Row] = getattr(self, population).values()
        return sum(all(row[dim] in some for dim, some in counted.items()) for row in rows)


def true_rows(transaction: Session, period: Period) -> Truth:
    """Read every row of a period, one by one."""
    held = transaction.execute(
        select(Review, Child)
        .join(Child, Child.id == Review.child_id)
        .where(Review.state == ReviewState.HELD, Review.day.between(period.first, period.last))
    ).all()
    reviews = {r.id: _review(transaction, r, c) for r, c in held if r.age is None or r.age < 18}
    quarters = [quarter.name for quarter in period.quarters]
    sheets = transaction.scalars(select(Sheet).where(Sheet.quarter.in_(quarters))).all()
    asks = transaction.execute(
        select(Ask.id, Ask.outcome, Ask.theme)
        .join(SentViews, SentViews.id == Ask.views_id)
        .join(Review, Review.id == SentViews.review_id)
        .where(Review.day.between(period.first, period.last))
    ).all()
    return Truth(
        reviews,
        {sheet.id: _sheet(sheet) for sheet in sheets},
        {ask.id: _ask(ask) for ask in asks},
        _children([review for review, _ in held]),
        _coded(transaction, {sheet.id for sheet in sheets}),
        {r.id: {"age": "18-and-over"} for r, _ in held if r.age is not None and r.age >= 18},
    )


def _review(transaction: Session, review: Review, child: Child) -> Row:
    under = review.age is not None and review.age < 4
    null = "null-under-four" if under else "null"
    return {
        "code": str(review.code or null),
        "age": _age(review.age),
        "on-time": _on_time(transaction, review),
        "disabled": _disabled(transaction, child),
        "distance": _yes(child.at_a_distance),
        **_recorded(transaction, review),
        "unaccompanied": _yes(child.unaccompanied),
    }


def _disabled(transaction: Session, child: Child) -> str:
    noted = transaction.get(Disability, child.id)
    return "unknown" if noted is None else _yes(noted.disabled)


def _age(age: int | None) -> str:
    bands = {"0-3": 3, "4-7": 7, "8-9": 9, "10-11": 11, "12-15": 15, "16-17": 17}
    return next(
        (band for band, last in bands.items() if age is not None and age <= last), "unknown"
    )


def _recorded(transaction: Session, review: Review) -> Row:
    last = _last_record(transaction, review)
    found = (last.documents_in_time, last.notified_in_time) if last else (None, None)
    said = {None: "unknown", True: "yes", False: "no"}
    return dict(zip(("documents", "notified"), map(said.get, found), strict=True))


def _on_time(transaction: Session, review: Review) -> str:
    if review.due_day is None:
        return "unknown"
    if review.day <= review.due_day:
        return "on-time"
    last = _last_record(transaction, review)
    wrong = last is not None and last.late_because is LateBecause.DATE_WRONG
    return "date-wrong" if wrong else "late"


def _last_record(transaction: Session, review: Review) -> Record | None:
    records = transaction.scalars(select(Record).where(Record.review_id == review.id)).all()
    return max(records, key=lambda record: record.number, default=None)


def _sheet(sheet: Sheet) -> Row:
    said = {anchor: (sheet.coded.get(anchor) or ["missed"])[0] for anchor in ANCHORS}
    return {**said, "version": str(sheet.version), "group": sheet.indicator_group}


def _ask(ask) -> Row:
    about = ask.theme or "not-given"
    known = about in DIMENSIONS["asks"]["theme"]
    return {"outcome": str(ask.outcome or "unanswered"), "theme": about if known else "own"}


def _coded(transaction: Session, sheets: Collection[UUID]) -> Mapping[UUID, Row]:
    """Read which themes each sheet has that was given any."""
    seen: dict[UUID, set[str]] = {}
    given = select(Comment.sheet_id, CommentTheme.theme).join(
        Comment, Comment.id == CommentTheme.comment_id
    )
    for sheet, theme in transaction.execute(given):
        if sheet in sheets:
            known = theme in DIMENSIONS["coded"]
            seen.setdefault(sheet, set()).add(theme if known else "own")
    every = DIMENSIONS["coded"]
    return {sheet: {theme: _yes(theme in some) for theme in every} for sheet, some in seen.items()}


def _children(reviews: Iterable[Review]) -> Mapping[UUID, Row]:
    coded: dict[UUID, list[Review]] = {}
    for review in sorted(reviews, key=lambda one: (one.day, one.sequence)):
        if review.code is not None and review.code != "PN0":
            coded.setdefault(review.child_id, []).append(review)
    return {
        child: {
            "every": _yes(all(review.code not in NOT_HEARD for review in mine)),
            "latest": _yes(mine[-1].code not in NOT_HEARD),
        }
        for child, mine in coded.items()
    }


def _yes(condition) -> str:
    return "yes" if condition else "no"
