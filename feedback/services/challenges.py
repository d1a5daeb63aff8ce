"""Light alerts tied to what a child asked for: raised, taken up higher, settled, listed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from feedback.challenge import Ending, Level, above
from feedback.errors import ChallengeRefused, NotYours
from feedback.services.another_reader import must_be_reader
from feedback.services.assigned import children_of
from feedback.services.deciding import Hand
from feedback.services.openings import ASK
from feedback.services.tell_readers import open_part
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.keys import Keys
from feedback.store.models import Ask, Challenge, Child, Cover, Review, SentViews, Staff
from feedback.store.models.base import new_key
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Raised:
    """What is taken up, with whom, and by which day an answer is due."""

    level: Level
    due_day: date
    about: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One alert as a list shows it. Its words stay sealed."""

    id: UUID
    review_id: UUID
    ask_id: UUID | None
    child_id: UUID
    named: bytes | None = field(repr=False)
    level: Level
    due_day: date
    raised_by: str
    raised_at: datetime
    outcome: Ending | None
    settled_at: datetime | None
    words: bytes = field(repr=False)
    ending: bytes | None = field(repr=False)

    def is_overdue(self, today: date) -> bool:
        """Whether an answer was due before today and none came."""
        return self.outcome is None and self.due_day < today


@dataclass(frozen=True, slots=True)
class Words:
    """What an alert is about, and what came of it."""

    about: str
    ending: str


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """An ask that may be taken up, with its words still sealed."""

    id: UUID
    views_id: UUID
    review_id: UUID
    words: bytes = field(repr=False)


def asked_about(transaction: Session, ask_id: UUID, *, by: Hand) -> AskedAbout:
    """Find an ask this officer reads today; others, and what is not there, get ``NotYours``."""
    asked = select(Ask.id, SentViews.id, SentViews.review_id, Ask.words)
    row = transaction.execute(
        asked.join(SentViews, SentViews.id == Ask.views_id).where(Ask.id == ask_id)
    ).first()
    if row is None:
        raise NotYours("This was never asked, or not of you.")
    found = AskedAbout(*row)
    must_be_reader(transaction, by.officer, found.views_id, today=by.today)
    return found


def open_asked(store: Store, asked: AskedAbout, *, by: Hand, keys: Keys) -> str:
    """Open what was asked for. That is written down first, and the child is told of it."""
    act = Act(ASK, Ask.__tablename__, asked.id)
    permit = open_part(store, by.actor, act, [asked.views_id], keys=keys, now=by.now)
    return permit.read(asked.words, Place(Ask.__tablename__, "words", asked.id))


def raise_challenge(
    transaction: Session, ask_id: UUID, raised: Raised, *, by: Hand, keys: Keys
) -> Challenge:
    """Raise an alert about an ask, as the officer who reads it today; others get ``NotYours``.

    Refused: nothing said, a day before today, and a second alert while one is open.
    """
    asked = asked_about(transaction, ask_id, by=by)
    _must_be_sound(raised, by)
    still = select(Challenge.id).where(Challenge.ask_id == ask_id, Challenge.outcome.is_(None))
    if transaction.scalar(still) is not None:
        raise ChallengeRefused("An alert about this is open already.")
    return _raise(transaction, (asked.review_id, ask_id), raised, by, keys)


def settle(
    transaction: Session,
    challenge_id: UUID,
    ended: tuple[Ending, str],
    *,
    by: Hand,
    keys: Keys,
) -> None:
    """Say what came of an alert, in words. Settling it twice is refused, as is saying nothing."""
    row = _open_one(transaction, challenge_id, by)
    outcome, words = ended
    if outcome is Ending.TAKEN_UP:
        raise ChallengeRefused("To take it up, say with whom and by when.")
    if not words.strip():
        raise ChallengeRefused("Say in a few words what came of it.")
    _end(transaction, row, (outcome, words), by, keys)


def take_up(
    transaction: Session, challenge_id: UUID, raised: Raised, *, by: Hand, keys: Keys
) -> Challenge:
    """Take an open alert up to a higher level, where it goes on as an alert of its own."""
    row = _open_one(transaction, challenge_id, by)
    _must_be_sound(raised, by)
    if raised.level not in above(row.level):
        raise ChallengeRefused("It can only be taken up to a higher level.")
    _end(transaction, row, (Ending.TAKEN_UP, ""), by, keys)
    return _raise(transaction, (row.review_id, row.ask_id), raised, by, keys)


def of_officer(transaction: Session, *, by: Hand, still_open: bool = True) -> tuple[Line, ...]:
    """List the alerts about asks this officer reads today, the soonest due first."""
    state = Challenge.outcome.is_(None) if still_open else Challenge.outcome.is_not(None)
    rows = transaction.execute(_lines().where(_may_see(by), state))
    return tuple(Line(*row) for row in rows)


def of_review(transaction: Session, review_id: UUID, *, by: Hand) -> tuple[Line, ...]:
    """List every alert of one review that this officer may see: as they were raised, open last."""
    here = Challenge.review_id == review_id, _may_see(by)
    lines = [Line(*row) for row in transaction.execute(_lines().where(*here))]
    return tuple(sorted(lines, key=lambda line: (line.outcome is None, line.raised_at)))


def find(transaction: Session, challenge_id: UUID, *, by: Hand) -> Line | None:
    """Find one alert this officer may see, if it is there."""
    here = Challenge.id == challenge_id, _may_see(by)
    row = transaction.execute(_lines().where(*here)).first()
    return None if row is None else Line(*row)


def opened(line: Line, permit: Permit) -> Words:
    """Open what an alert says, under a permit that was written down first."""
    ending = "" if line.ending is None else permit.read(line.ending, _place(line.id, "ending"))
    return Words(permit.read(line.words, _place(line.id, "words")), ending)


def _lines() -> Select[*tuple[Any, ...]]:
    columns = (
        *(Challenge.id, Challenge.review_id, Challenge.ask_id, Child.id, Child.named),
        *(Challenge.level, Challenge.due_day, Staff.name, Challenge.raised_at),
        *(Challenge.outcome, Challenge.settled_at, Challenge.words, Challenge.ending),
    )
    return (
        select(*columns)
        .join(Review, Review.id == Challenge.review_id)
        .join(Child, Child.id == Review.child_id)
        .join(Staff, Staff.id == Challenge.raised_by)
        .outerjoin(Ask, Ask.id == Challenge.ask_id)
        .outerjoin(SentViews, SentViews.id == Ask.views_id)
        .order_by(Challenge.due_day, Challenge.raised_at, Challenge.id)
    )


def _may_see(by: Hand) -> ColumnElement[bool]:
    """Say in a query which alerts are about asks that this officer is to read today."""
    own = Review.child_id.in_(children_of(by.officer, today=by.today))
    past_them = func.coalesce(SentViews.not_iro, false())
    named = select(Cover.staff_id).where(Cover.since <= by.today).order_by(Cover.since.desc())
    covers = named.limit(1).scalar_subquery() == by.officer
    return or_(and_(own, ~past_them), and_(covers, ~own, past_them))


def _open_one(transaction: Session, challenge_id: UUID, by: Hand) -> Challenge:
    if find(transaction, challenge_id, by=by) is None:
        raise ChallengeRefused("There is no such alert.")
    row = transaction.get_one(Challenge, challenge_id, with_for_update=True)
    if row.outcome is not None:
        raise ChallengeRefused("This alert is settled already.")
    return row


def _must_be_sound(raised: Raised, by: Hand) -> None:
    if not raised.about.strip():
        raise ChallengeRefused("Say in a few words what you take up.")
    if raised.due_day < by.today:
        raise ChallengeRefused("The day by which an answer is due should be still to come.")


def _raise(
    transaction: Session, about: tuple[UUID, UUID | None], raised: Raised, by: Hand, keys: Keys
) -> Challenge:
    review_id, ask_id = about
    row = Challenge(
        id=new_key(),
        review_id=review_id,
        ask_id=ask_id,
        level=raised.level,
        due_day=raised.due_day,
        raised_by=by.officer,
        raised_at=by.now,
    )
    row.words = keys.seal(raised.about.strip().encode(), _place(row.id, "words"))
    transaction.add(row)
    _write(transaction, row, "raised-challenge", by, keys)
    return row


def _end(
    transaction: Session, row: Challenge, ended: tuple[Ending, str], by: Hand, keys: Keys
) -> None:
    row.outcome, words = ended[0], ended[1].strip()
    row.settled_by, row.settled_at = by.officer, by.now
    row.ending = keys.seal(words.encode(), _place(row.id, "ending")) if words else None
    _write(transaction, row, "settled-challenge", by, keys)


def _place(row_id: UUID, column: str) -> Place:
    return Place(Challenge.__tablename__, column, row_id)


def _write(transaction: Session, row: Challenge, what: str, by: Hand, keys: Keys) -> None:
    transaction.flush()
    act = Act(what, Challenge.__tablename__, row.id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)


def by_ask(lines: Collection[Line]) -> dict[UUID, list[Line]]:
    """Sort the alerts of a review under what each is about."""
    found: dict[UUID, list[Line]] = {}
    for line in lines:
        if line.ask_id is not None:
            found.setdefault(line.ask_id, []).append(line)
    return found
