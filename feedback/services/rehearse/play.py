"""Playing a made-up council’s year through the real services, day by day."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select

from feedback.caseload.folder import read_folder
from feedback.due_dates import add_months, add_working_days
from feedback.participation import Indicator
from feedback.services import gate, tray, visits
from feedback.services.import_caseload import Intake, import_caseload
from feedback.services.invite import ISSUED, Order, invite
from feedback.services.raise_concern import acknowledge, open_concerns
from feedback.services.rehearse.answers import Sayings
from feedback.services.rehearse.child_part import ChildPart
from feedback.services.rehearse.folder import officer_reference, write_folder
from feedback.services.rehearse.made_up import MadeUpChild, MadeUpCouncil, MadeUpReview
from feedback.services.rehearse.officer_part import OfficerPart
from feedback.services.rehearse.plants import (
    NOT_ANSWERED,
    NOT_FILED,
    WITHOUT_CODE,
    Plant,
    planted,
)
from feedback.services.rehearse.scene import Scene, Watch, at
from feedback.store import audit
from feedback.store.audit import SYSTEM, Act
from feedback.store.models import Child, Cost, Duty, Review, ReviewState, Role, Staff

_DUTY = "DUTY1"
Scenelet = Callable[[datetime], None]


@dataclass(slots=True)
class Play:
    """A year being played. What is due next lies on a heap, by moment."""

    scene: Scene
    council: MadeUpCouncil
    random: Random
    watch: Watch
    sayings: Sayings = field(default_factory=Sayings.read)
    later: list[tuple[datetime, int, Scenelet]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)
    left: list[Scenelet] = field(default_factory=list)
    """What was forgotten on the way, to be done at the end."""
    plants: dict[UUID, frozenset[Plant]] = field(default_factory=dict)
    invited: set[tuple[str, date]] = field(default_factory=set)
    planned: int = 0

    @property
    def planted(self) -> int:
        """Return how many reviews were left without a code on the way."""
        return sum(bool(plants & WITHOUT_CODE) for plants in self.plants.values())

    def play(self) -> None:
        """Play everything that is due, in order, until nothing is."""
        day = self.council.first_day
        while day <= self.council.last_day:
            self.then(at(day, 8), self._import)
            day = add_months(day, 1)
        while self.later:
            moment, _, scenelet = heapq.heappop(self.later)
            scenelet(moment)

    def then(self, moment: datetime, scenelet: Scenelet) -> None:
        """Let something happen at a moment to come."""
        heapq.heappush(self.later, (moment, next(self.order), scenelet))

    def settle(self, *, now: datetime) -> None:
        """Do at last what was forgotten on the way, in the order in which it was."""
        for scenelet in self.left:
            scenelet(now)
        self.left.clear()

    def _import(self, now: datetime) -> None:
        today, scene = now.date(), self.scene
        with TemporaryDirectory() as name:
            write_folder(self.council, Path(name), today=today)
            folder = read_folder(Path(name))
        intake = Intake(SYSTEM, scene.keys, scene.desk, now)
        import_caseload(scene.store, folder, intake)
        with scene.store.look() as transaction:
            found = transaction.execute(
                select(Child.number, Review.day, Review.id)
                .join(Review, Review.child_id == Child.id)
                .where(Review.state == ReviewState.PLANNED)
            ).all()
        known = {(number, day): review_id for number, day, review_id in found}
        for child in self.council.children:
            for review in child.reviews:
                key = (child.number, review.day)
                if key in known and key not in self.invited:
                    self.invited.add(key)
                    self._plan(child, review, known[key], now)

    def _plan(
        self, child: MadeUpChild, review: MadeUpReview, review_id: UUID, now: datetime
    ) -> None:
        opens = add_working_days(review.day, -self.scene.clocks.consultation_opens)
        officer = OfficerPart(
            self.scene, self.random, self.sayings, self._officer(child), review_id
        )
        self.then(max(at(opens, 9), now), lambda when: self._invite(child, review, officer, when))
        self.planned += 1
        self.plants[review_id] = planted(self.planned)
        self.then(at(review.day, 17), lambda when: self._review(officer, review, when))

    def _officer(self, child: MadeUpChild) -> UUID:
        reference = officer_reference(self.council.officers, child.officer)
        return self._staff(reference)

    def _staff(self, reference: str) -> UUID:
        with self.scene.store.look() as transaction:
            return transaction.scalars(select(Staff.id).where(Staff.reference == reference)).one()

    def _invite(
        self, child: MadeUpChild, review: MadeUpReview, officer: OfficerPart, now: datetime
    ) -> None:
        scene = self.scene
        act = Act(ISSUED, "review", officer.review)
        permit = audit.opened_by(scene.store, SYSTEM, act, keys=scene.keys, now=now)
        with scene.store.begin() as transaction:
            row = transaction.get_one(Review, officer.review)
            order = Order(permit, cost=Cost.CHEAP)
            issued = invite(transaction, row, order, desk=scene.desk, now=now)
            number = issued.letter.number
        words, pictures = " ".join(issued.words), _pictures(child.number)
        part = ChildPart(scene, self.random, self.sayings, number, words, pictures)
        if part.will_send(review):
            self.then(
                self._before(review, now), lambda when: self._send(part, officer, review, when)
            )
        recorded = Plant.NO_RECORD not in self.plants[officer.review]
        if review.code is not Indicator.PN0 and recorded and part.will_evaluate():
            opens = add_working_days(
                review.part_two or review.day, scene.clocks.evaluation_opens + 1
            )
            evening = at(opens + timedelta(self.random.randint(0, 12)), 18)
            self.then(evening, lambda when: self._evaluate(part, when))

    def _before(self, review: MadeUpReview, now: datetime) -> datetime:
        earlier = at(review.day - timedelta(self.random.randint(1, 9)), 17)
        return max(earlier, now + timedelta(minutes=30))

    def _send(
        self, part: ChildPart, officer: OfficerPart, review: MadeUpReview, now: datetime
    ) -> None:
        part.send(review, now=now)
        morning = at(now.date() + timedelta(1), 8, 30)
        if Plant.UNREAD not in self.plants[officer.review]:
            self.then(min(morning, at(review.day, 8, 45)), lambda when: officer.read(now=when))
        self.then(morning, self._duty)

    def _review(self, officer: OfficerPart, review: MadeUpReview, now: datetime) -> None:
        plants = self.plants[officer.review]
        self._do(Plant.UNREAD in plants, lambda when: officer.read(now=when), now)

        def record(when: datetime) -> None:
            officer.record(review.code, plants, now=when)

        self._do(Plant.NO_RECORD in plants, record, now)
        forgotten = bool(plants & WITHOUT_CODE)
        self._do(forgotten, lambda when: officer.confirm(review.code, now=when), now)
        asked = at(add_working_days(review.day, 3), 11)
        self.then(asked, lambda when: self._after(officer, when))
        self.watch(1)

    def _after(self, officer: OfficerPart, now: datetime) -> None:
        plants = self.plants[officer.review]
        unanswered, unfiled = bool(plants & NOT_ANSWERED), bool(plants & NOT_FILED)
        self._do(unanswered, lambda when: officer.answer_asks(now=when), now)
        self._do(unfiled, lambda when: officer.file(now=when), now)

    def _do(self, forgotten: bool, scenelet: Scenelet, now: datetime) -> None:  # noqa: FBT001
        if forgotten:
            self.left.append(scenelet)
        else:
            scenelet(now)

    def _evaluate(self, part: ChildPart, now: datetime) -> None:
        part.evaluate(now=now)
        self.then(at(add_working_days(now.date(), 1), 7), self._tip)

    def _tip(self, now: datetime) -> None:
        scene = self.scene
        tray.tip_out(scene.store, keys=scene.keys, now=now)
        with scene.store.begin() as transaction:
            tray.forget_weeks(transaction, scene.weeks, now=now)
            visits.sweep(transaction, now=now)

    def _duty(self, now: datetime) -> None:
        with self.scene.store.begin() as transaction:
            for concern in open_concerns(transaction):
                acknowledge(
                    transaction, concern.id, self._duty_officer(), keys=self.scene.keys, now=now
                )

    def _duty_officer(self) -> UUID:
        return self._staff(_DUTY)


def enrol_duty(scene: Scene) -> None:
    """Give the made-up council somebody on duty, who cannot sign in."""
    with scene.store.begin() as transaction:
        role = transaction.get(Role, Duty.SAFEGUARDING) or Role(name=Duty.SAFEGUARDING)
        transaction.add(Staff(reference=_DUTY, name="Duty desk", roles=[role]))


def _pictures(number: str) -> gate.Three:
    random = Random(number)  # noqa: S311  a play, not a secret
    chosen = random.sample(gate.PICTURES, gate.HOW_MANY)
    return (chosen[0], chosen[1], chosen[2])
