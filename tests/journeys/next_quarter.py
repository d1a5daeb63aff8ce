"""What comes after the rehearsed year: one officer with 500 children, and words of some."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import count, islice
from random import Random
from uuid import UUID

from sqlalchemy import select

from feedback.caseload.files import CHILDREN, COLUMNS, EPISODES, HEADER, PLANNED
from feedback.caseload.folder import Folder, read_table
from feedback.participation import Indicator
from feedback.questionnaire import Kind, Question, Role
from feedback.services.import_caseload import Intake, import_caseload
from feedback.services.invite import ISSUED, Order, invite
from feedback.services.rehearse.answers import Sayings
from feedback.services.rehearse.child_part import ChildPart
from feedback.services.rehearse.made_up import MadeUpReview
from feedback.services.rehearse.scene import Scene, at
from feedback.services.send import OFFICER
from feedback.store import audit
from feedback.store.audit import SYSTEM, Act
from feedback.store.models import Child, Cost, Review, ReviewState

REFERENCE = "IRO99"
SIZE = 500
INVITED, WROTE = 24, 8
WORDS, ASKED, SECRET = "My room is cold at night.", "A warmer room", "Please tell nobody yet."
PICTURES = ("boat", "cup", "key")
_FIRST_NEW = 990_001


@dataclass(frozen=True, slots=True)
class Plain(ChildPart):
    """A child who says what the journeys know, and who wants to talk."""

    def _said(self, question: Question, review: MadeUpReview | None) -> tuple[str, ...]:
        if question.role is Role.ONLY_IRO:
            return (SECRET,)
        if question.role is Role.TALK:
            return (OFFICER,)
        if question.kind in (Kind.WORDS, Kind.ASKS):
            return (ASKED,) if question.kind is Kind.ASKS else (WORDS,)
        return super(Plain, self)._said(question, review)


def for_one_officer(scene: Scene, officer: UUID, now: datetime) -> UUID:
    """Plan a review of 500 children, invite the nearest, and let some of them write.

    Returns the review of the one who says what is known.
    """
    week_ago = at(now.date() - timedelta(7), 8)
    import_caseload(
        scene.store, _folder(scene, now.date()), Intake(SYSTEM, scene.keys, scene.desk, week_ago)
    )
    with scene.store.look() as transaction:
        nearest = transaction.execute(
            select(Review.id, Review.age, Review.day)
            .where(Review.state == ReviewState.PLANNED, Review.officer_id == officer)
            .order_by(Review.day, Review.id)
            .limit(INVITED)
        ).all()
    grown = [row for row in nearest if row.age >= 12]  # they get the Longer form
    wrote = grown[0].id
    writers = {wrote, *(row.id for row in grown[1:WROTE])}
    random = Random(SIZE)
    for key, _age, day in nearest:
        number, words = _invite(scene, key, week_ago)
        if key in writers:
            kind = Plain if key == wrote else ChildPart
            part = kind(scene, random, Sayings.read(), number, words, PICTURES)
            review = MadeUpReview(day, at(day, 10).time(), None, Indicator.PN1)
            part.send(review, now=at(now.date() - timedelta(1), 16, 30))
    return wrote


def _invite(scene: Scene, review_id: UUID, now: datetime) -> tuple[str, str]:
    act = Act(ISSUED, "review", review_id)
    permit = audit.opened_by(scene.store, SYSTEM, act, keys=scene.keys, now=now)
    with scene.store.begin() as transaction:
        review = transaction.get_one(Review, review_id)
        order = Order(permit, cost=Cost.CHEAP)
        issued = invite(transaction, review, order, desk=scene.desk, now=now)
        return issued.letter.number, " ".join(issued.words)


def _folder(scene: Scene, today: date) -> Folder:
    with scene.store.look() as transaction:
        known = list(transaction.scalars(select(Child.number).order_by(Child.number)))
    new = [str(_FIRST_NEW + place) for place in range(SIZE - len(known))]
    numbers = [*known, *new]
    Random(SIZE).shuffle(numbers)
    weekdays = (day for n in count(1) if (day := today + timedelta(n)).weekday() < 5)
    days = list(islice(weekdays, 60))
    planned = [
        (number, days[place * len(days) // SIZE].isoformat(), "10:00", "1", REFERENCE,
         "Robin Reviewer", "Sam Social")
        for place, number in enumerate(numbers)
    ]  # fmt: skip
    none = ("",) * 6
    return {
        HEADER: _table(HEADER, [(n, "1", "10/05/2013", "WBRI", "", "", "") for n in new]),
        EPISODES: _table(EPISODES, [(n, "01/02/2026", "S", "C2", "N1", "U6", "PR1", *none)
                                    for n in new]),
        CHILDREN: _table(CHILDREN, [(n, f"Newcomer{place:02}", "Example", "", "en", "no", "no",
                                     "no", "", "", "") for place, n in enumerate(new, 1)]),
        PLANNED: _table(PLANNED, planned),
    }  # fmt: skip


def _table(name: str, rows: list[tuple[str, ...]]):
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS[name])
    lines.writerows(rows)
    return read_table(name, text.getvalue().encode())
