"""One review as its officer meets it: where it stands, what was recorded, what was decided.

No word of the child is here and no name is opened: that is reading, and reading is logged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from feedback.beside import Beside
from feedback.errors import NotYours, ReviewUnknown
from feedback.participation import Facts, Indicator, Proposal, Views, propose
from feedback.services import reply
from feedback.services.assigned import children_of
from feedback.services.contact import Noted, noted
from feedback.services.deciding import Hand, facts_of
from feedback.services.record import beside_of, best_of
from feedback.services.reply import Standing
from feedback.store.models import (
    Ask,
    Child,
    Draft,
    IndicatorEntry,
    Letter,
    Record,
    Review,
    ReviewState,
    SentViews,
    Staff,
)
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Sealed:
    """A reason as it lies in the database, and where."""

    value: bytes = field(repr=False)
    place: Place


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that was sent: when, whether it was opened, and what the child means to do."""

    id: UUID
    at: datetime
    read: bool
    real: bool
    intends: str | None
    wants_talk: bool
    wants_advocate: bool
    not_iro: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One record or one confirmation, as the history tells it."""

    number: int
    who: str
    at: datetime
    facts: Facts | None
    beside: Beside | None
    code: Indicator | None
    proposed: Indicator | None
    rule: str
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class Case:
    """One review of one child of this officer."""

    review_id: UUID
    child_id: UUID
    named: bytes | None = field(repr=False)
    day: date
    at: time | None
    part_two_day: date | None
    due_day: date | None
    state: ReviewState
    age: int | None
    code: Indicator | None
    reported: Indicator | None
    social_worker: str | None
    language: str
    interpreter: bool
    asked_for: str | None
    at_a_distance: bool
    invited: bool
    begun: bool
    reply: Standing | None
    sent: tuple[Sent, ...]
    records: tuple[Step, ...]
    decisions: tuple[Step, ...]
    facts: Facts
    suggested: Views
    beside: Beside
    met: tuple[Noted, ...]
    next_due_day: date | None
    stale: bool
    """Whether a fact that decides was corrected after the code was confirmed."""

    @property
    def proposal(self) -> Proposal:
        """Return what the portal proposes. The officer decides."""
        return propose(self.facts)

    @property
    def record_number(self) -> int:
        """Return the number of the last record, 0 when there is none."""
        return self.records[-1].number if self.records else 0


def find_case(transaction: Session, review_id: UUID, *, by: Hand) -> Case:
    """Find a review of a child this officer answers for today, in a fixed number of queries.

    Refuses with ``ReviewUnknown`` what is not there and with ``NotYours`` what is another’s.
    """
    review, child = _own(transaction, review_id, by)
    letter, begun = _letter(transaction, review_id)
    sent, suggested = _sent(transaction, review_id)
    return Case(
        review_id=review.id,
        child_id=child.id,
        named=child.named,
        day=review.day,
        at=review.at,
        part_two_day=review.part_two_day,
        due_day=review.due_day,
        state=review.state,
        age=review.age,
        code=review.code,
        reported=review.reported_code,
        social_worker=review.social_worker,
        language=child.language,
        interpreter=child.interpreter,
        at_a_distance=child.at_a_distance,
        asked_for=letter.interpreter if letter else None,
        invited=letter is not None,
        begun=begun,
        reply=reply.of_reviews(transaction, [review_id]).get(review_id),
        sent=sent,
        suggested=suggested,
        met=noted(transaction, review_id),
        **_written(transaction, review),
    )


def _own(transaction: Session, review_id: UUID, by: Hand) -> tuple[Review, Child]:
    mine = Review.child_id.in_(children_of(by.officer, today=by.today))
    found = transaction.execute(
        select(Review, Child, mine.label("is_theirs"))
        .join(Child, Child.id == Review.child_id)
        .where(Review.id == review_id)
    ).first()
    if found is None:
        raise ReviewUnknown("There is no such review.")
    if not found.is_theirs:
        raise NotYours("This belongs to a child whom somebody else answers for.")
    return found[0], found[1]


def _written(transaction: Session, review: Review) -> dict[str, Any]:
    """Gather what was recorded and decided, with what it comes to."""
    written, decisions = _records(transaction, review.id), _decisions(transaction, review.id)
    records = [(_recorded(review, *row), row[0].id) for row in written]
    last = written[-1][0] if written else None
    by_key = {key: step for step, key in records}
    return {
        "records": tuple(step for step, _ in records),
        "decisions": tuple(step for step, _ in decisions),
        "facts": facts_of(review, last),
        "beside": beside_of(last),
        "next_due_day": last.next_due_day if last else None,
        "stale": _is_stale(review, decisions, by_key, last),
    }


def _is_stale(
    review: Review,
    decisions: Sequence[tuple[Step, UUID | None]],
    records: Mapping[UUID, Step],
    last: Record | None,
) -> bool:
    """Whether what the last decision rests on is no longer what the record says."""
    if review.code is None or not decisions or last is None:
        return False
    record = decisions[-1][1]
    rested_on = records.get(record) if record else None
    return rested_on is None or rested_on.facts != records[last.id].facts


def _letter(transaction: Session, review_id: UUID) -> tuple[Letter | None, bool]:
    """Return the letter that is out, and whether the child has begun under it."""
    live = Letter.review_id == review_id, Letter.revoked_at.is_(None)
    begun = exists().where(Draft.letter_id == Letter.id)
    row = transaction.execute(select(Letter, begun).where(*live)).first()
    return (None, False) if row is None else (row[0], row[1])


def _sent(transaction: Session, review_id: UUID) -> tuple[tuple[Sent, ...], Views]:
    """Return what was sent, and what it comes to as the best thing received."""
    wanted: Select[*tuple[Any, ...]] = select(
        SentViews.id,
        SentViews.sent_at,
        SentViews.read_at.is_not(None),
        SentViews.real,
        SentViews.intends,
        SentViews.wants_talk,
        SentViews.wants_advocate,
        SentViews.not_iro,
        SentViews.answers.is_not(None),
        SentViews.sent_at < Letter.closes_at,
    )
    rows = transaction.execute(
        wanted.join(Letter, Letter.id == SentViews.letter_id)
        .where(SentViews.review_id == review_id)
        .order_by(SentViews.sent_at, SentViews.id)
    ).all()
    sent, standing = [], []
    for *plain, stands, in_time in rows:
        sent.append(Sent(*plain))
        standing += [(sent[-1].real, in_time)] if stands else []
    return tuple(sent), best_of(standing)


def _records(transaction: Session, review_id: UUID) -> Sequence[tuple[Record, str]]:
    rows = transaction.execute(
        select(Record, Staff.name)
        .join(Staff, Staff.id == Record.recorded_by)
        .where(Record.review_id == review_id)
        .order_by(Record.number)
    )
    return [(record, who) for record, who in rows]


def _recorded(review: Review, record: Record, who: str) -> Step:
    return Step(
        number=record.number,
        who=who,
        at=record.recorded_at,
        facts=facts_of(review, record),
        beside=beside_of(record),
        code=None,
        proposed=None,
        rule="",
        reason=_sealed(record),
    )


def _decisions(transaction: Session, review_id: UUID) -> list[tuple[Step, UUID | None]]:
    rows = transaction.execute(
        select(IndicatorEntry, Staff.name)
        .join(Staff, Staff.id == IndicatorEntry.decided_by)
        .where(IndicatorEntry.review_id == review_id)
        .order_by(IndicatorEntry.number)
    )
    return [
        (
            Step(
                number=entry.number,
                who=who,
                at=entry.decided_at,
                facts=None,
                beside=None,
                code=entry.code,
                proposed=entry.proposed,
                rule=entry.rule,
                reason=_sealed(entry),
            ),
            entry.record_id,
        )
        for entry, who in rows
    ]


def _sealed(row: Record | IndicatorEntry) -> Sealed | None:
    if row.reason is None:
        return None
    return Sealed(row.reason, Place(row.__tablename__, "reason", row.id))


def asks_of(transaction: Session, review_id: UUID) -> frozenset[UUID]:
    """Return the keys of what the child asked their own officer for under this review."""
    wanted = select(Ask.id).join(SentViews, SentViews.id == Ask.views_id)
    theirs = SentViews.review_id == review_id, SentViews.not_iro.is_(False)
    return frozenset(transaction.scalars(wanted.where(*theirs)))
