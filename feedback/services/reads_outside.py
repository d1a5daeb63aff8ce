"""A week’s readings of children’s words outside somebody’s own cases, out of the log.

Whoever read as cover, on duty, past a child’s own officer or with a second person’s yes stands
here: everything but an officer’s reading of a child who is theirs. So does whoever found out
who wrote an evaluation. Nothing of a child is opened.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.services import ask_who_wrote, who_wrote
from feedback.services.guessing import LONDON
from feedback.services.opened_by_two import OPEN_FOR, WAITS_FOR
from feedback.services.openings import COVER, DUTY, OFFICER, Opening, openings
from feedback.services.outside import GLASS
from feedback.store.models import AuditRow, LinkOpening, Staff

WEEK = timedelta(7)
WROTE = "who-wrote"
"""As what somebody stands here beside ``COVER``, ``DUTY`` and ``GLASS``: they found out who wrote
an evaluation, and neither child nor review is told."""


@dataclass(frozen=True, slots=True)
class ReadOutside:
    """One reading: who read, as what, whose words by the council’s number, and when.

    Of whoever found out who wrote an evaluation ``number`` and ``day`` are not told, and
    ``agreed`` is who agreed to it.
    """

    reader: UUID
    who: str
    role: str
    at: datetime
    number: str | None = None
    day: date | None = None
    agreed: str | None = None


def monday_of(day: date) -> date:
    """Return the first day of the week a day lies in."""
    return day - timedelta(day.weekday())


def names_of_readers(transaction: Session) -> Mapping[UUID, str]:
    """Return how everybody who works here, or did, is called, by their key."""
    people = transaction.execute(select(Staff.id, Staff.name))
    return {one.id: one.name for one in people}


def reads_outside(
    transaction: Session, monday: date, names: Mapping[UUID, str] | None = None
) -> tuple[ReadOutside, ...]:
    """List the readings of a week, the earliest first, in few queries however many there are.

    ``names``: what ``names_of_readers`` gave, where two weeks are listed for one page.
    """
    first = datetime.combine(monday, time(), LONDON)
    week = openings(transaction, AuditRow.at >= first, AuditRow.at < first + WEEK)
    whole = {(one.who, one.views_id, one.on) for one in week if one.whole}
    names = names_of_readers(transaction) if names is None else names
    found = [
        ReadOutside(
            reader=one.who,
            who=one.name,
            role=one.role if one.role in {DUTY, GLASS} else COVER,
            number=one.number,
            day=one.day,
            at=one.at,
        )
        for one in _once_a_day(week, whole)
        if one.role != OFFICER
    ]
    found += _links_opened(transaction, first, names)
    return tuple(sorted(found, key=lambda one: one.at))


def _links_opened(
    transaction: Session, first: datetime, names: Mapping[UUID, str]
) -> list[ReadOutside]:
    """List who was shown whose an evaluation is in the week of this moment, and who agreed."""
    asked = select(AuditRow).where(
        AuditRow.subject == LinkOpening.__tablename__, AuditRow.at >= first - WAITS_FOR - OPEN_FOR
    )
    steps = transaction.scalars(asked.order_by(AuditRow.place)).all()
    agreed = {row.subject_id: row.who for row in steps if row.act == ask_who_wrote.AGREED}
    return [
        ReadOutside(
            reader=UUID(row.who),
            who=names[UUID(row.who)],
            role=WROTE,
            at=row.at,
            agreed=names[UUID(agreed[row.subject_id])] if row.subject_id in agreed else None,
        )
        for row in steps
        if row.act == who_wrote.OPENED and first <= row.at < first + WEEK
    ]


def _once_a_day(
    week: Iterable[Opening], whole: Collection[tuple[UUID, UUID, date]]
) -> Iterator[Opening]:
    """Leave out what was opened of something on a day on which its reader stands for it anyway.

    A page of words shows each drawing by itself: these are one reading and not twenty.
    """
    seen = set(whole)
    for one in week:
        if one.whole or (one.who, one.views_id, one.on) not in seen:
            seen.add((one.who, one.views_id, one.on))
            yield one
