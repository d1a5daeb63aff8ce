"""What the store holds of a caseload, fetched at once so that no row is asked for by itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from feedback.caseload import files
from feedback.caseload.known import Known, Stay
from feedback.participation import Indicator
from feedback.store.audit import Permit
from feedback.store.models import Child, Episode, Review, ReviewState
from feedback.store.sealing import Place

_NOBODY = ""
"""Under it lies that episodes are known of others, so that a day outside care is doubted."""


@dataclass(slots=True)
class StoredChild:
    """One child as stored. What is sealed is opened only where the folder may change it."""

    id: UUID
    number: str
    born: date | None
    header: str | None
    named: str | None
    language: str
    interpreter: bool
    easier: bool
    at_a_distance: bool
    unaccompanied: bool
    short_breaks_only: bool
    in_last_import: bool


@dataclass(frozen=True, slots=True)
class StoredEpisode:
    """One episode as stored, its whole row open when the folder has episodes."""

    id: UUID
    stay: Stay
    row: str | None


@dataclass(slots=True)
class StoredReview:
    """One review as stored, or about to be."""

    id: UUID
    child_id: UUID
    day: date
    sequence: int
    state: ReviewState
    at: time | None = None
    part_two_day: date | None = None
    due_day: date | None = None
    officer_id: UUID | None = None
    social_worker: str | None = None
    age: int | None = None
    reported_code: Indicator | None = None
    code: Indicator | None = None


@dataclass(slots=True)
class Stored:
    """The caseload as the store has it, kept up to date while a folder is taken in."""

    children: dict[str, StoredChild] = field(default_factory=dict)
    episodes: dict[str, list[StoredEpisode]] = field(default_factory=lambda: defaultdict(list))
    reviews: dict[str, list[StoredReview]] = field(default_factory=lambda: defaultdict(list))

    def known(self) -> Known:
        """Return what the folder is judged by."""
        standing = {
            number: [review for review in reviews if review.state is not ReviewState.CANCELLED]
            for number, reviews in self.reviews.items()
        }
        return Known(
            births={number: child.born for number, child in self.children.items() if child.born},
            stays={
                number: tuple(episode.stay for episode in episodes)
                for number, episodes in self.episodes.items()
            },
            reviews={(number, r.day) for number, reviews in standing.items() for r in reviews},
            confirmed=_confirmed(self.reviews),
        )

    def on(self, number: str, day: date) -> list[StoredReview]:
        """Return a child’s reviews of one day, in the order of their rows."""
        found = [review for review in self.reviews.get(number, ()) if review.day == day]
        return sorted(found, key=lambda review: review.sequence)


def look_up(
    transaction: Session,
    permit: Permit,
    *,
    changing: Collection[str],
    only: Collection[str] | None = None,
) -> Stored:
    """Fetch the caseload with one query a table, opening only what these files may change.

    ``only`` names the children by their numbers, where not all of them are meant.
    """
    stored = Stored()
    numbers: dict[UUID, str] = {}
    theirs = true() if only is None else Child.number.in_(list(only))
    for child in transaction.scalars(select(Child).where(theirs)):
        numbers[child.id] = child.number
        stored.children[child.number] = _child(child, permit, changing=changing)
    episodes = select(Episode).join(Child, Child.id == Episode.child_id).where(theirs)
    for episode in transaction.scalars(episodes.order_by(Episode.began)):
        stored.episodes[numbers[episode.child_id]].append(
            _episode(episode, permit, opening=files.EPISODES in changing)
        )
    others = select(Episode.id).join(Child, Child.id == Episode.child_id).where(~theirs)
    if only is not None and transaction.scalar(others.limit(1)) is not None:
        stored.episodes[_NOBODY] = []
    columns = [getattr(Review, name) for name in StoredReview.__dataclass_fields__]
    reviews = select(*columns).join(Child, Child.id == Review.child_id).where(theirs)
    for row in transaction.execute(reviews):
        stored.reviews[numbers[row.child_id]].append(StoredReview(*row))
    transaction.expunge_all()
    return stored


def _child(child: Child, permit: Permit, *, changing: Collection[str]) -> StoredChild:
    def opened(column: str, sealed: bytes | None, *, wanted: bool = True) -> str | None:
        if sealed is None or not wanted:
            return None
        return permit.read(sealed, Place("child", column, child.id))

    born = opened("born", child.born)
    return StoredChild(
        child.id,
        child.number,
        born=date.fromisoformat(born) if born else None,
        header=opened("header", child.header, wanted=files.HEADER in changing),
        named=opened("named", child.named, wanted=files.CHILDREN in changing),
        language=child.language,
        interpreter=child.interpreter,
        easier=child.easier,
        at_a_distance=child.at_a_distance,
        unaccompanied=child.unaccompanied,
        short_breaks_only=child.short_breaks_only,
        in_last_import=child.in_last_import,
    )


def _episode(episode: Episode, permit: Permit, *, opening: bool) -> StoredEpisode:
    stay = Stay(episode.began, episode.ended, episode.legal_status, episode.reason)
    row = permit.read(episode.row, Place("episode", "row", episode.id)) if opening else None
    return StoredEpisode(episode.id, stay, row)


def _confirmed(
    reviews: Mapping[str, Iterable[StoredReview]],
) -> dict[tuple[str, date], frozenset[Indicator]]:
    """Say for each day with a confirmed code which codes a row may report without a change."""
    agreeing: defaultdict[tuple[str, date], set[Indicator]] = defaultdict(set)
    settled: set[tuple[str, date]] = set()
    for number, of_child in reviews.items():
        for review in of_child:
            codes = {review.code, review.reported_code} - {None}
            agreeing[number, review.day] |= {code for code in codes if code is not None}
            if review.code is not None:
                settled.add((number, review.day))
    return {key: frozenset(codes) for key, codes in agreeing.items() if key in settled}
