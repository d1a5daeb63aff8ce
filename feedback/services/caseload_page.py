"""Children and reviews added and changed on a page: a folder of a few rows for the import.

So the rules, the doubts and what follows (ages, due days, letters that move or end) are the
import’s own, and nothing is decided twice. One unsound row refuses the whole page.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.cancelling import CancelledBecause
from feedback.caseload.care_codes import must_be_codes
from feedback.caseload.cells import day as read_day
from feedback.caseload.files import CHILDREN, COLUMNS, EPISODES, HEADER, PLANNED
from feedback.caseload.folder import Folder, RawRow, Table
from feedback.caseload.verdicts import Finding, Reason, RowRefused, Verdict
from feedback.errors import FeedbackError
from feedback.services.import_caseload import Intake, RowsRefused, Terms, import_caseload
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.models import Child, Episode, Review, ReviewState, Staff
from feedback.store.sealing import Place

OPENED = "opened-child"
_RETURN_DAY = "%d/%m/%Y"


class ChildUnknown(FeedbackError):
    """There is no such child."""


class NumberTaken(FeedbackError):
    """A child with this number is there already."""


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """One review to come, as a page shows it."""

    id: UUID
    day: date
    at: time | None
    part_two_day: date | None
    officer: str
    """The officer’s reference; blank for nobody."""
    officer_name: str
    social_worker: str


@dataclass(frozen=True, slots=True)
class CancelledReview:
    """One review that would have been to come, as a page shows it."""

    id: UUID
    day: date
    because: CancelledBecause


@dataclass(frozen=True, slots=True)
class ChildCard:
    """One child as a page shows them, by the columns of the files."""

    id: UUID
    number: str
    columns: Mapping[str, str] = field(repr=False)
    episodes: tuple[tuple[str, ...], ...] = field(repr=False)
    reviews: tuple[PlannedReview, ...] = ()
    cancelled: tuple[CancelledReview, ...] = ()

    @property
    def care(self) -> Mapping[str, str]:
        """Return the latest spell of care by its columns; nothing where none is known."""
        if not self.episodes:
            return {}
        latest = max(self.episodes, key=lambda cells: _day_of(cells[1]))
        return dict(zip(COLUMNS[EPISODES], latest, strict=True))


def open_child(store: Store, intake: Intake, child_id: UUID) -> ChildCard:
    """Open what is known of one child. It is in the log before; refuses with ``ChildUnknown``."""
    with store.look() as transaction:
        if transaction.get(Child, child_id) is None:
            raise ChildUnknown("There is no such child.")
    act = Act(OPENED, "child", child_id)
    permit = audit.opened_by(store, intake.actor, act, keys=intake.keys, now=intake.now)
    with store.look() as transaction:
        return _card(transaction, transaction.get_one(Child, child_id), permit, intake)


def child_numbered(transaction: Session, number: str) -> UUID:
    """Find a child by their number; refuses with ``ChildUnknown``."""
    found = transaction.scalar(select(Child.id).where(Child.number == number))
    if found is None:
        raise ChildUnknown("There is no such child.")
    return found


def add_child(store: Store, intake: Intake, typed: Mapping[str, str]) -> tuple[Finding, ...]:
    """Add a child, as rows of the files would, and return what is doubted about it.

    Refuses with ``RowsRefused`` what the import would refuse, and with ``NumberTaken``.
    """
    number = typed.get("CHILD", "")
    with store.look() as transaction:
        if transaction.scalar(select(Child.id).where(Child.number == number)):
            raise NumberTaken("A child with this number is there already.")
    spell = {**typed, "RNE": "S"} if typed.get("DECOM") else {}
    folder = _folder((HEADER, [typed]), (CHILDREN, [typed]), (EPISODES, [spell] if spell else []))
    return _kept(store, intake, folder, number)


def change_child(
    store: Store, intake: Intake, card: ChildCard, typed: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Change what is known of a child; what the page did not ask stays as it was."""
    row = {**card.columns, **typed, "CHILD": card.number}
    episodes = _with_last(card, {"DEC": typed["DEC"]}) if "DEC" in typed else []
    folder = _folder((HEADER, [row]), (CHILDREN, [row]), (EPISODES, episodes))
    return _kept(store, intake, folder, card.number)


def keep_care(
    store: Store, intake: Intake, card: ChildCard, typed: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Add a child’s first spell of care, or put the latest one right, for timing and the return.

    Refuses with ``RowsRefused`` a code the return does not have, and a day of birth or a day
    that cannot be. The spells before and how this one began stay as they were.
    """
    began = {**card.care, **typed, "CHILD": card.number}
    began["RNE"] = card.care.get("RNE", "") or "S"
    try:
        must_be_codes(began)
        _must_be_in_life(card, began["DECOM"], intake.today)
    except RowRefused as refusal:
        finding = Finding(EPISODES, None, Verdict.REFUSED, refusal.field, refusal.reason)
        raise RowsRefused((finding,)) from refusal
    rows = _with_last(card, began) if card.care else [began]
    return _kept(store, intake, _folder((EPISODES, rows)), card.number)


def _must_be_in_life(card: ChildCard, since: str, today: date) -> None:
    start, born = read_day("DECOM", since), card.columns["DOB"]
    if start > today:
        raise RowRefused("DECOM", Reason.CARE_AFTER_TODAY)
    if born and start < _day_of(born):
        raise RowRefused("DECOM", Reason.CARE_BEFORE_BIRTH)


def move_child(
    store: Store, intake: Intake, card: ChildCard, typed: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Say that a child lives somewhere else since a day: the letter out there ends by itself."""
    since = typed.get("DECOM", "")
    ended = _with_last(card, {"DEC": since, "REC": "X1"})
    began = {
        **card.care,
        "DECOM": since,
        "RNE": "P",
        "DEC": "",
        "REC": "",
        "REASON_PLACE_CHANGE": "",
        "PL_POST": typed.get("PL_POST", "") or "moved",
    }
    folder = _folder((EPISODES, [*ended, began]))
    return _kept(store, intake, folder, card.number)


def plan_review(
    store: Store,
    intake: Intake,
    card: ChildCard,
    typed: Mapping[str, str],
    *,
    review_id: UUID | None = None,
) -> tuple[Finding, ...]:
    """Plan a review, or change one that is to come. The others stay where they are.

    ``DAY_TWO`` is its second part. A blank says nothing, so what is there stays.
    """
    others = [_row_of(card, one) for one in card.reviews if one.id != review_id]
    mine = {**typed, "CHILD": card.number, "PART": "1"}
    second = {"CHILD": card.number, "DATE": typed.get("DAY_TWO", ""), "PART": "2"}
    rows = [*others, mine, *([second] if second["DATE"] else [])]
    return _kept(store, intake, _folder((PLANNED, rows)), card.number)


def _kept(store: Store, intake: Intake, folder: Folder, number: str) -> tuple[Finding, ...]:
    terms = Terms(only=frozenset({number}), whole=True)
    findings = import_caseload(store, folder, intake, terms=terms).findings
    return tuple(one for one in findings if one.verdict is Verdict.DOUBTED)


def _folder(*tables: tuple[str, Iterable[Mapping[str, str]]]) -> Folder:
    return {
        name: Table(tuple(_raw(name, at, row) for at, row in enumerate(rows, start=2)))
        for name, rows in tables
        if rows
    }


def _raw(name: str, line: int, row: Mapping[str, str]) -> RawRow:
    return RawRow(line, tuple(" ".join(row.get(c, "").split()) for c in COLUMNS[name]))


def _with_last(card: ChildCard, change: Mapping[str, str]) -> list[Mapping[str, str]]:
    """Return every spell of care with the latest one changed."""
    care = card.care
    if not care:
        raise RowsRefused(
            (Finding(EPISODES, None, Verdict.REFUSED, "DECOM", Reason.OUTSIDE_EPISODES),)
        )
    rows = [dict(zip(COLUMNS[EPISODES], cells, strict=True)) for cells in card.episodes]
    return [{**row, **change} if row == care else row for row in rows]


def _card(transaction: Session, child: Child, permit: Permit, intake: Intake) -> ChildCard:
    def opened(column: str, sealed: bytes | None) -> str:
        return permit.read(sealed, Place("child", column, child.id)) if sealed else ""

    born = opened("born", child.born)
    named = json.loads(opened("named", child.named) or "{}")
    header = json.loads(opened("header", child.header) or "[]")
    kept = dict(zip(COLUMNS[HEADER], header, strict=False))
    columns = {
        **kept,
        "CHILD": child.number,
        "DOB": date.fromisoformat(born).strftime(_RETURN_DAY) if born else "",
        "FIRST_NAME": named.get("first", ""),
        "LAST_NAME": named.get("last", ""),
        "KNOWN_AS": named.get("known_as", ""),
        "LANGUAGE": child.language,
        "INTERPRETER": _yes(child.interpreter),
        "EASIER": _yes(child.easier),
        "AT_A_DISTANCE": _yes(child.at_a_distance),
        "SCHOOL": named.get("school", ""),
        "CARERS": "; ".join(named.get("carers", ())),
        "SIBLINGS": "; ".join(named.get("siblings", ())),
    }
    episodes = tuple(
        tuple(json.loads(permit.read(row.row, Place("episode", "row", row.id))))
        for row in transaction.scalars(
            select(Episode).where(Episode.child_id == child.id).order_by(Episode.began)
        )
    )
    reviews = _reviews(transaction, child.id, today=intake.today)
    off = _cancelled(transaction, child.id, today=intake.today)
    return ChildCard(child.id, child.number, columns, episodes, reviews, off)


def _reviews(transaction: Session, child_id: UUID, *, today: date) -> tuple[PlannedReview, ...]:
    rows = transaction.execute(
        select(
            *(Review.id, Review.day, Review.at, Review.part_two_day),
            *(Staff.reference, Staff.name, Review.social_worker),
        )
        .outerjoin(Staff, Staff.id == Review.officer_id)
        .where(Review.child_id == child_id, Review.state == ReviewState.PLANNED)
        .where(Review.day >= today)
        .order_by(Review.day)
    )
    return tuple(PlannedReview(*row[:4], *(value or "" for value in row[4:])) for row in rows)


def _cancelled(
    transaction: Session, child_id: UUID, *, today: date
) -> tuple[CancelledReview, ...]:
    rows = transaction.execute(
        select(Review.id, Review.day, Review.cancelled_because)
        .where(Review.child_id == child_id, Review.cancelled_because.is_not(None))
        .where(Review.day >= today)
        .order_by(Review.day, Review.sequence)
    )
    return tuple(CancelledReview(key, day, why) for key, day, why in rows if why)


def _row_of(card: ChildCard, review: PlannedReview) -> Mapping[str, str]:
    return {"CHILD": card.number, "DATE": review.day.isoformat(), "OFFICER": review.officer}


def _yes(flag: bool) -> str:  # noqa: FBT001  a cell
    return "yes" if flag else "no"


def _day_of(cell: str) -> date:
    return read_day("DECOM", cell)
