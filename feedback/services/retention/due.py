"""What is due to go today, by the rules and the holds, as the roots from which it hangs.

trust.md, *Retention*. Words of a review wait until they are filed *and* the next review is
filed or care has ended; a review that waits for its filing keeps everything of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.keeping import Keeping
from feedback.periods import Period
from feedback.questionnaire import Stage
from feedback.services.guessing import LONDON
from feedback.services.retention.hanging import in_parts
from feedback.services.retention.holds import held
from feedback.services.retention.past import (
    Among,
    Past,
    care_ended,
    day_of,
    one_of,
    past_reviews,
)
from feedback.store.models import (
    Absence,
    AuditRow,
    Draft,
    Letter,
    Review,
    ReviewState,
    Sheet,
)

Stopped = frozenset[UUID | None]


@dataclass(frozen=True, slots=True)
class Due:
    """The keys of what is due, by kind.

    ``words`` names reviews of which the words go, ``records`` those of which everything goes;
    ``log`` is the last place of the log that goes. ``unfiled`` counts reviews whose words would go
    if they were filed, ``held`` what would go if nobody had stopped it.
    """

    drafts: frozenset[UUID] = frozenset()
    words: frozenset[UUID] = frozenset()
    records: frozenset[UUID] = frozenset()
    children: frozenset[UUID] = frozenset()
    sheets: frozenset[UUID] = frozenset()
    absences: frozenset[UUID] = frozenset()
    log: int | None = None
    unfiled: int = 0
    held: int = 0
    of: frozenset[UUID] = frozenset()
    """The children of whom any of this is."""


def due(transaction: Session, keeping: Keeping, *, today: date) -> Due:
    """Work out what is due. Looking changes nothing."""
    of_nobody = due_of_nobody(transaction, keeping, today=today)
    return replace(
        due_of(transaction, keeping, today=today),
        sheets=of_nobody.sheets,
        absences=of_nobody.absences,
        log=of_nobody.log,
    )


def due_of_nobody(transaction: Session, keeping: Keeping, *, today: date) -> Due:
    """Work out what is due that leads to no child."""
    stopped = held(transaction, today=today)
    everything = None in stopped
    return Due(
        sheets=frozenset() if everything else _sheets(transaction, keeping, today),
        absences=frozenset() if everything else _absences(transaction, keeping, today),
        log=None if stopped else _log(transaction, keeping, today),
    )


def due_of(transaction: Session, keeping: Keeping, *, today: date, among: Among = None) -> Due:
    """Work out what is due of these children, or of all."""
    stopped = held(transaction, today=today)
    past = past_reviews(transaction, today=today, among=among)
    ended = care_ended(transaction, among=among)
    words, unfiled = _words(past, ended, keeping, today)
    records = {
        one.id: one.child_id
        for one in chain.from_iterable(past.values())
        if keeping.record_goes(one.day, today=today) and not one.is_unfiled
    }
    drafts = _drafts(transaction, keeping, today, among)
    free = {
        name: _free(found, stopped)
        for name, found in (("drafts", drafts), ("words", words), ("records", records))
    }
    whole = _children(transaction, ended, free["records"], keeping, today)
    children = _free({one: one for one in whole}, stopped)
    found = drafts | words | records
    return Due(
        drafts=free["drafts"],
        words=free["words"],
        records=free["records"],
        children=children,
        unfiled=unfiled,
        held=sum(map(len, (drafts, words, records))) - sum(map(len, free.values())),
        of=children | {found[key] for keys in free.values() for key in keys},
    )


def words_tonight(transaction: Session, keeping: Keeping, *, today: date) -> tuple[int, int]:
    """Count the reviews whose words go today, and those that wait for their filing."""
    stopped = held(transaction, today=today)
    past, ended = past_reviews(transaction, today=today), care_ended(transaction)
    words, unfiled = _words(past, ended, keeping, today)
    return len(_free(words, stopped)), unfiled


def _free(found: Mapping[UUID, UUID], stopped: Stopped) -> frozenset[UUID]:
    """Leave out whatever is of a child somebody has stopped, or all if everything is."""
    if None in stopped:
        return frozenset()
    return frozenset(key for key, child in found.items() if child not in stopped)


def _words(
    past: Mapping[UUID, tuple[Past, ...]],
    ended: Mapping[UUID, date],
    keeping: Keeping,
    today: date,
) -> tuple[dict[UUID, UUID], int]:
    """Name the reviews whose words go, with their child; count those that wait for filing."""
    words, unfiled = {}, 0
    for child, reviews in past.items():
        for place, one in enumerate(reviews):
            starts = _clock_starts(one, reviews[place + 1 :], ended.get(child))
            if not one.has_words or starts is None or not keeping.words_go(starts, today=today):
                continue
            unfiled += one.is_unfiled
            if not one.is_unfiled:
                words[one.id] = child
    return words, unfiled


def _clock_starts(one: Past, later: tuple[Past, ...], ended: date | None) -> date | None:
    """Say when the clock of a review’s words started: at the next one’s filing, or care’s end.

    Whatever the dates say, it does not start before the review itself.
    """
    following = next((one for one in later if one.state is ReviewState.HELD), None)
    filed = following.filed_on if following is not None else None
    first = min((day for day in (filed, ended) if day is not None), default=None)
    return None if first is None else max(first, one.day)


def _drafts(transaction: Session, keeping: Keeping, today: date, among: Among) -> dict[UUID, UUID]:
    rows = transaction.execute(
        select(Draft.id, Draft.stage, Letter.closes_at, Letter.evaluation_until, Review.child_id)
        .join(Letter, Letter.id == Draft.letter_id)
        .join(Review, Review.id == Letter.review_id)
        .where(one_of(Review.child_id, among))
    )
    found = {}
    for key, stage, closes_at, until, child in rows:
        closed = until if stage is Stage.EVALUATION else day_of(closes_at)
        if closed is not None and keeping.draft_goes(closed, today=today):
            found[key] = child
    return found


def _children(
    transaction: Session,
    ended: Mapping[UUID, date],
    going: frozenset[UUID],
    keeping: Keeping,
    today: date,
) -> Iterator[UUID]:
    """Name the children whose care ended long ago and of whom no review is left."""
    long_ago = {child for child, day in ended.items() if keeping.record_goes(day, today=today)}
    staying = set()
    for some in in_parts(long_ago):
        rows = transaction.execute(
            select(Review.child_id, Review.id).where(Review.child_id.in_(some))
        )
        staying |= {child for child, review in rows if review not in going}
    return iter(long_ago - staying)


def _sheets(transaction: Session, keeping: Keeping, today: date) -> frozenset[UUID]:
    names = transaction.scalars(select(Sheet.quarter).distinct())
    old = [n for n in names if keeping.record_goes(Period.named(n).last, today=today)]
    return frozenset(transaction.scalars(select(Sheet.id).where(Sheet.quarter.in_(old))))


def _absences(transaction: Session, keeping: Keeping, today: date) -> frozenset[UUID]:
    rows = transaction.execute(select(Absence.id, Absence.until))
    return frozenset(key for key, until in rows if keeping.record_goes(until, today=today))


def _log(transaction: Session, keeping: Keeping, today: date) -> int | None:
    """Return the last place before the first row that is young enough to stay."""
    oldest = datetime.combine(keeping.oldest_record(today), time(), LONDON)
    first = select(func.min(AuditRow.place)).where(AuditRow.at >= oldest)
    last = select(func.max(AuditRow.place))
    staying = transaction.scalar(first)
    place = staying - 1 if staying is not None else transaction.scalar(last)
    there = select(AuditRow.place).where(AuditRow.place == place)
    return transaction.scalar(there)
