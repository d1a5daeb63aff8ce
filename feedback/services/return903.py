"""Make the SSDA903 return of a collection year, after the log says that it is made."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.caseload.known import Stay
from feedback.errors import ReturnRefused
from feedback.periods import Period
from feedback.return903 import Return903, ReturnChild, ReturnReview, Unsettled, make_return
from feedback.services.guessing import LONDON
from feedback.store import Store
from feedback.store.audit import Act, Actor, Permit, opened_by
from feedback.store.keys import Keys
from feedback.store.models import Child, Episode, Review, ReviewState, Staff
from feedback.store.sealing import Place

EARLIEST = 2000
LATEST = 2100
MADE, CHECKED = "made-return903", "checked-return903"
"""The acts under which making and only looking stand in the log: both open births and rows."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Which review something unsettled is about, and who can settle it."""

    review_id: UUID
    child_id: UUID
    officer_id: UUID | None
    officer: str


def year_ending(march: int) -> Period:
    """Return the collection year that ends in March of a year, refusing what is no such year."""
    if not EARLIEST <= march <= LATEST:
        raise ReturnRefused(f"{march} is not a year that a collection year can end in.")
    return Period(march - 1)


def return903(store: Store, year: Period, *, actor: Actor, keys: Keys, now: datetime) -> Return903:
    """Make the return, or say everything that is not settled.

    Refuses a year that is not over, and one in which no review was held: then the wrong
    year was asked for, and an empty file would look like an answer.
    """
    must_be_over(year, now=now)
    permit = opened_by(store, actor, Act(MADE, year.name), keys=keys, now=now)
    return _looked_over(store, year, permit, now)


def check903(store: Store, year: Period, *, actor: Actor, keys: Keys, now: datetime) -> Return903:
    """Look what would come of a return without making one; the log says that somebody looked."""
    must_be_over(year, now=now)
    permit = opened_by(store, actor, Act(CHECKED, year.name), keys=keys, now=now)
    return _looked_over(store, year, permit, now)


def must_be_over(year: Period, *, now: datetime) -> None:
    """Refuse with ``ReturnRefused`` a year whose last day is not past."""
    if year.last >= now.astimezone(LONDON).date():
        day = f"{year.last.day} {year.last:%B %Y}"
        raise ReturnRefused(f"{year.name} is not over, its last day is {day}: no return is made.")


def _looked_over(store: Store, year: Period, permit: Permit, now: datetime) -> Return903:
    with store.look() as transaction:
        reviews = _reviews(transaction, year, permit)
    made = make_return(reviews, year=year, today=now.astimezone(LONDON).date())
    if not made.rows and not made.unsettled:
        raise ReturnRefused(f"No review of {year.name} belongs in a return: no file is made.")
    return made


def to_mend(
    transaction: Session, unsettled: Collection[Unsettled]
) -> list[tuple[Unsettled, tuple[Mend, ...]]]:
    """Find the reviews behind what is unsettled, in its order, without opening anything."""
    rows = transaction.execute(
        select(Child.number, Review.day, Review.id, Child.id, Review.officer_id, Staff.name)
        .join(Child, Child.id == Review.child_id)
        .outerjoin(Staff, Staff.id == Review.officer_id)
        .where(Child.number.in_({one.child for one in unsettled}))
        .where(Review.day.in_({one.day for one in unsettled}))
        .where(Review.state != ReviewState.CANCELLED)
        .order_by(Review.sequence)
    )
    found: defaultdict[tuple[str, date], list[Mend]] = defaultdict(list)
    for number, day, review, child, officer, name in rows:
        found[number, day].append(Mend(review, child, officer, name or ""))
    return [(one, tuple(found[one.child, one.day])) for one in unsettled]


def _reviews(transaction: Session, year: Period, permit: Permit) -> list[ReturnReview]:
    found = transaction.execute(
        select(Review.child_id, Review.day, Review.code, Review.state).where(
            Review.day.between(year.first, year.last), Review.state != ReviewState.CANCELLED
        )
    ).all()
    children = _children(transaction, {row.child_id for row in found}, permit)
    return [
        ReturnReview(children[row.child_id], row.day, row.code, row.state is ReviewState.HELD)
        for row in found
    ]


def _children(
    transaction: Session, wanted: Collection[UUID], permit: Permit
) -> dict[UUID, ReturnChild]:
    """Open what the return needs of these children and of nobody else."""
    episodes: defaultdict[UUID, list[Episode]] = defaultdict(list)
    for episode in transaction.scalars(select(Episode).order_by(Episode.began, Episode.id)):
        episodes[episode.child_id].append(episode)
    return {
        child.id: _child(child, episodes[child.id], permit)
        for child in transaction.scalars(select(Child))
        if child.id in wanted
    }


def _child(child: Child, episodes: Iterable[Episode], permit: Permit) -> ReturnChild:
    def opened(column: str, sealed: bytes | None) -> str | None:
        return None if sealed is None else permit.read(sealed, Place("child", column, child.id))

    born, header = opened("born", child.born), opened("header", child.header)
    spells = list(episodes)
    return ReturnChild(
        child.number,
        born=date.fromisoformat(born) if born else None,
        header=tuple(json.loads(header)) if header else None,
        episodes=tuple(_row(episode, permit) for episode in spells),
        stays=tuple(Stay(e.began, e.ended, e.legal_status, e.reason) for e in spells),
    )


def _row(episode: Episode, permit: Permit) -> tuple[str, ...]:
    return tuple(json.loads(permit.read(episode.row, Place("episode", "row", episode.id))))
