"""Children of a made-up council for whom something is open today: a form of every version.

For each version one child is about to have a review, and one had theirs a little while
ago, so that both forms can be looked at. Some have sent their views already, so that
their officer has something to read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select

from feedback.caseload.folder import read_folder
from feedback.due_dates import add_months, add_working_days
from feedback.participation import Indicator
from feedback.questionnaire import Stage, Version
from feedback.services.import_caseload import Intake, import_caseload
from feedback.services.invite import ISSUED, IssuedLetter, Order, invite
from feedback.services.rehearse.answers import Sayings
from feedback.services.rehearse.child_part import ChildPart
from feedback.services.rehearse.folder import officer_reference, write_folder
from feedback.services.rehearse.made_up import MadeUpChild, MadeUpCouncil, MadeUpReview
from feedback.services.rehearse.officer_part import OfficerPart
from feedback.services.rehearse.scene import Scene, at
from feedback.store import audit
from feedback.store.audit import SYSTEM, Act
from feedback.store.models import Child, Cost, Review, Staff

_BEFORE = (
    ("Ayaan", "Farah", 2, Version.WATCHING),
    ("Poppy", "Wren", 6, Version.PICTURES),
    ("Musa", "Hakimi", 9, Version.SHORT),
    ("Freya", "Nash", 13, Version.LONGER),
    ("Daniel", "Obi", 16, Version.FULL),
    ("Isla", "Marsh", 11, Version.EASY),
)
_AFTER = (
    ("Leo", "Sandhu", 5, Version.PICTURES),
    ("Zara", "Quinn", 10, Version.SHORT),
    ("Tobi", "Adeyemi", 14, Version.LONGER),
    ("Carys", "Bevan", 17, Version.FULL),
    ("Reece", "Lowe", 12, Version.EASY),
)
_SENT = (("Mia", "Tran", 10), ("Hassan", "Iqbal", 15), ("Lily", "Yates", 7))
_SINCE, _AHEAD, _IN_CARE_FOR = 14, 10, 18  # working days
_HISTORY = _SINCE + _IN_CARE_FOR - 1
"""How many working days ago they came in: the working day after the earliest came into care."""
_FIRST_NUMBER = 800_001


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter that opens a form today, as it is printed for whoever looks round."""

    name: str
    stage: Stage
    version: Version
    number: str
    words: tuple[str, ...] = field(repr=False)
    qr_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Today:
    """What is being set up, on which day, for whose officer."""

    scene: Scene
    random: Random
    officer_name: str
    now: datetime

    def set_up(self) -> tuple[OpenLetter, ...]:
        """Bring the children in by the same door as any, and write their letters."""
        began = at(add_working_days(self.now.date(), -_HISTORY), 9)
        self._import(began)
        after = [self._after(child, began) for child in self._children(_AFTER, held=True)]
        self._import(at(self.now.date() - timedelta(1), 9))
        before = [self._before(child) for child in self._children(_BEFORE, held=False)]
        for who in _SENT:
            self._sent((*who, None))
        return (*before, *after)

    def _import(self, now: datetime) -> None:
        council = MadeUpCouncil(now.date(), self.now.date(), (self.officer_name,), self._all())
        with TemporaryDirectory() as name:
            write_folder(council, Path(name), today=now.date())
            folder = read_folder(Path(name))
        intake = Intake(SYSTEM, self.scene.keys, self.scene.desk, now)
        import_caseload(self.scene.store, folder, intake)

    def _all(self) -> tuple[MadeUpChild, ...]:
        sent = [(*who, None) for who in _SENT]
        people = [*_BEFORE, *_AFTER, *sent]
        held = {who[:2] for who in _AFTER}
        return tuple(self._child(who, held=who[:2] in held) for who in people)

    def _children(
        self, people: tuple[tuple[str, str, int, Version], ...], *, held: bool
    ) -> Iterator[tuple[MadeUpChild, Version]]:
        for who in people:
            yield self._child(who, held=held), who[3]

    def _child(self, who: tuple[str, str, int, Version | None], *, held: bool) -> MadeUpChild:
        first, last, age, _ = who
        today = self.now.date()
        days = -_SINCE if held else _AHEAD
        day = add_working_days(today, days)
        code = Indicator.PN1 if held else Indicator.PN0
        return MadeUpChild(
            number=str(_FIRST_NUMBER + _place_of(first)),
            first=first,
            last=last,
            known_as="",
            born=add_months(today, -12 * age - 5),
            sex=1,
            into_care=add_working_days(day, -_IN_CARE_FOR),
            before=(),
            officer=0,
            language="en",
            easier=False,
            at_a_distance=False,
            unaccompanied=False,
            disabled=None,
            school="",
            social_worker="Rachel Osei",
            reviews=(MadeUpReview(day, time(15, 30), None, code),),
        )

    def _after(
        self, child_and_version: tuple[MadeUpChild, Version], began: datetime
    ) -> OpenLetter:
        child, version = child_and_version
        review = child.reviews[0]
        issued, number, review_id = self._invite(child, version, now=began)
        officer = self._officer_part(review_id)
        held_at = at(review.day, 17)
        officer.record(review.code, now=held_at)
        officer.confirm(review.code, now=held_at)
        return _open(child, Stage.EVALUATION, version, issued, number)

    def _before(self, asked: tuple[MadeUpChild, Version]) -> OpenLetter:
        child, version = asked
        issued, number, _ = self._invite(child, version, now=self.now)
        watched = version is Version.WATCHING
        stage = Stage.WATCHING if watched else Stage.CONSULTATION
        return _open(child, stage, version, issued, number)

    def _sent(self, who: tuple[str, str, int, None]) -> None:
        child = self._child(who, held=False)
        earlier = self.now - timedelta(hours=3)
        issued, number, _ = self._invite(child, None, now=earlier)
        words = " ".join(issued.words)
        pictures = ("boat", "cup", "key")
        sayings = Sayings.read()
        part = ChildPart(self.scene, self.random, sayings, number, words, pictures)
        part.send(child.reviews[0], now=earlier + timedelta(minutes=20))

    def _invite(
        self, child: MadeUpChild, version: Version | None, *, now: datetime
    ) -> tuple[IssuedLetter, str, UUID]:
        scene, day = self.scene, child.reviews[0].day
        review_id = self._review(child.number, day)
        act = Act(ISSUED, "review", review_id)
        permit = audit.opened_by(scene.store, SYSTEM, act, keys=scene.keys, now=now)
        with scene.store.begin() as transaction:
            row = transaction.get_one(Review, review_id)
            order = Order(permit, version=version, cost=Cost.CHEAP)
            issued = invite(transaction, row, order, desk=scene.desk, now=now)
            number = issued.letter.number
        return issued, number, review_id

    def _review(self, number: str, day: date) -> UUID:
        wanted = select(Review.id).join(Child).where(Child.number == number, Review.day == day)
        with self.scene.store.look() as transaction:
            return transaction.scalars(wanted).one()

    def _officer_part(self, review_id: UUID) -> OfficerPart:
        reference = officer_reference((self.officer_name,), 0)
        with self.scene.store.look() as transaction:
            wanted = select(Staff.id).where(Staff.reference == reference)
            officer = transaction.scalars(wanted).one()
        return OfficerPart(self.scene, self.random, Sayings.read(), officer, review_id)


def _place_of(first: str) -> int:
    names = [who[0] for who in (*_BEFORE, *_AFTER, *_SENT)]
    return names.index(first) * 7


def _open(
    child: MadeUpChild, stage: Stage, version: Version, issued: IssuedLetter, number: str
) -> OpenLetter:
    name = f"{child.first} {child.last}"
    return OpenLetter(name, stage, version, number, issued.words, issued.qr_secret)
