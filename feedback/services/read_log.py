"""Looking through the log: a page of rows by day, person, kind or child, and all to take away.

Each page goes on from a row’s place, so that it costs the same however long the log is. A row
says who did what to which kind of thing, and never a word of anybody’s: reasons stay sealed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, literal, select, union_all
from sqlalchemy.orm import Session

from feedback.services.guessing import LONDON
from feedback.store.models import (
    Ask,
    AuditRow,
    Challenge,
    Child,
    Concern,
    ContactNote,
    Interpretation,
    Letter,
    OutcomeLetter,
    OutsideReading,
    Review,
    SentCreation,
    SentViews,
    Staff,
    Statement,
)

A_PAGE = 50
LOOKED, TOOK = "opened-log", "downloaded-log"
_AT_ONCE = 1_000
_OF_REVIEW = (SentViews, Letter, Statement, OutcomeLetter, Challenge, ContactNote, OutsideReading)
_OF_VIEWS = (Ask, SentCreation, Interpretation)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: between two days, of one person, one kind, about one child; all of it is all.

    ``who`` is a member of staff’s key or a word such as ``child``.
    """

    since: date | None = None
    until: date | None = None
    who: str = ""
    act: str = ""
    child_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, in the words of the log."""

    place: int
    at: datetime
    who: str
    role: str
    act: str
    subject: str
    has_reason: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, the newest first, and from which rows the pages beside it go on."""

    entries: tuple[Entry, ...]
    older: int | None
    newer: int | None


def read_log(
    transaction: Session, wanted: Wanted, *, before: int | None = None, after: int | None = None
) -> Leaf:
    """Return the rows before a place, the newest page where none is given; or those after one."""
    asked = _rows(transaction, wanted)
    up = after is not None
    if after is not None:
        asked = asked.where(AuditRow.place > after).order_by(AuditRow.place)
    else:
        asked = asked.order_by(AuditRow.place.desc())
    if before is not None:
        asked = asked.where(AuditRow.place < before)
    found = [_entry(row) for row in transaction.execute(asked.limit(A_PAGE + 1))]
    more, found = len(found) > A_PAGE, found[:A_PAGE]
    if up:
        found.reverse()
    if not found:
        return Leaf((), None, None)
    goes_back, comes_from = (True, more) if up else (more, before is not None)
    return Leaf(
        tuple(found),
        older=found[-1].place if goes_back else None,
        newer=found[0].place if comes_from else None,
    )


def whole_log(transaction: Session, wanted: Wanted) -> Iterator[tuple[Entry, str, str]]:
    """Give each row that is wanted, the oldest first, with its subject’s key and its link."""
    asked = _rows(transaction, wanted)
    asked = asked.add_columns(AuditRow.subject_id, AuditRow.mac).order_by(AuditRow.place)
    with transaction.execute(asked, execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows:
            yield _entry(row), str(row.subject_id or ""), row.mac.hex()


def kinds(transaction: Session) -> tuple[str, ...]:
    """List what was ever done, by its word in the log."""
    return tuple(transaction.scalars(select(AuditRow.act).distinct().order_by(AuditRow.act)))


def people(transaction: Session) -> tuple[tuple[str, str], ...]:
    """List everybody who works or worked here, by name."""
    rows = transaction.execute(select(Staff.id, Staff.name).order_by(Staff.name, Staff.id))
    return tuple((str(key), name) for key, name in rows)


def child_with(transaction: Session, number: str) -> UUID | None:
    """Return the key of the child with this number in the council’s return, if there is one."""
    return transaction.scalar(select(Child.id).where(Child.number == number.strip()))


def _rows(transaction: Session, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    asked: Select[*tuple[Any, ...]] = select(
        *(AuditRow.place, AuditRow.at, AuditRow.who, AuditRow.role, AuditRow.act),
        *(AuditRow.subject, AuditRow.reason.is_not(None).label("has_reason")),
    )
    if wanted.since is not None:
        asked = asked.where(AuditRow.at >= _midnight(wanted.since))
    if wanted.until is not None:
        asked = asked.where(AuditRow.at < _midnight(wanted.until + timedelta(1)))
    if wanted.who:
        asked = asked.where(AuditRow.who == wanted.who)
    if wanted.act:
        asked = asked.where(AuditRow.act == wanted.act)
    if wanted.child_id is not None:
        about = _about(transaction, wanted.child_id)
        subjects = {subject for subject, _key in about}
        asked = asked.where(
            AuditRow.subject.in_(subjects), AuditRow.subject_id.in_([key for _of, key in about])
        )
    return asked


def _about(transaction: Session, child_id: UUID) -> set[tuple[str, UUID]]:
    """Return everything of one child that a row may be about. No evaluation leads to a child."""
    reviews = select(Review.id).where(Review.child_id == child_id)
    views = select(SentViews.id).where(SentViews.review_id.in_(reviews))
    letters = select(Letter.id).where(Letter.review_id.in_(reviews))
    every = union_all(
        _keys(Child).where(Child.id == child_id),
        _keys(Review).where(Review.child_id == child_id),
        *(_keys(one).where(one.review_id.in_(reviews)) for one in _OF_REVIEW),
        *(_keys(one).where(one.views_id.in_(views)) for one in _OF_VIEWS),
        _keys(Concern).where(Concern.letter_id.in_(letters)),
    )
    found = {(subject, key) for subject, key in transaction.execute(every)}
    return found or {(Child.__tablename__, child_id)}


def _keys(model: type[Any]) -> Select[*tuple[Any, ...]]:
    return select(literal(str(model.__tablename__)), model.id)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        place=row.place,
        at=row.at,
        who=row.who,
        role=row.role,
        act=row.act,
        subject=row.subject,
        has_reason=row.has_reason,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)
