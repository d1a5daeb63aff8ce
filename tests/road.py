"""One child’s road from letter to answer, played through the services as pages would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue import Catalogue, load_catalogue
from feedback.creations import Creation
from feedback.due_dates import Clocks
from feedback.questionnaire import Stage
from feedback.services import consult, create, enter, gate, invite, send, tray, visits
from feedback.services.enter import Knock
from feedback.services.form import Form
from feedback.services.invite import Desk, IssuedLetter, Order
from feedback.services.read_views import Reader
from feedback.services.send import Post, Receipt
from feedback.services.visits import OpenVisit, Visit
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.journal import Journal
from feedback.store.keys import Keys
from feedback.store.models import (
    Assignment,
    Child,
    Cost,
    FilledBy,
    Installation,
    Letter,
    Review,
    ReviewState,
    Staff,
)
from feedback.store.sealing import Place

NOW = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
REVIEW_DAY = date(2026, 3, 20)
HOME = "198.51.100.0/24"
PICTURES = ("cat", "moon", "kite")


@dataclass
class Road:
    """Mia, who is nine, her officer Robin, and her review on 20 March 2026 at ten."""

    store: Store
    keys: Keys
    instance: Path
    child_id: UUID = field(default_factory=uuid4)
    officer_id: UUID = field(default_factory=uuid4)
    review_id: UUID = field(default_factory=uuid4)
    age: int | None = 9
    issued: IssuedLetter | None = None
    writes_letters_down: bool = False

    def __post_init__(self) -> None:
        named = {"first": "Amelia", "last": "Quill", "known_as": "Mia"}
        sealed = self.keys.seal(json.dumps(named).encode(), Place("child", "named", self.child_id))
        with self.store.begin() as transaction:
            if transaction.get(Installation, 1) is None:
                transaction.add(Installation(id=1, made_up=True))
            transaction.add(Staff(id=self.officer_id, name="Robin Reviewer"))
            transaction.add(Child(id=self.child_id, number=uuid4().hex[:8], named=sealed))
            transaction.flush()
            transaction.add_all([self._assignment(), self._review()])

    def _assignment(self) -> Assignment:
        since = date(2025, 1, 1)
        return Assignment(child_id=self.child_id, staff_id=self.officer_id, since=since)

    def _review(self) -> Review:
        return Review(
            id=self.review_id,
            child_id=self.child_id,
            day=REVIEW_DAY,
            at=time(10),
            state=ReviewState.PLANNED,
            officer_id=self.officer_id,
            age=self.age,
        )

    @property
    def catalogue(self) -> Catalogue:
        return load_catalogue()

    @property
    def locks(self) -> Path:
        return self.instance / "locks"

    @property
    def journal(self) -> Journal:
        return Journal(self.instance / "journal")

    @property
    def weeks(self) -> Path:
        return self.instance / "keys" / "weeks"

    @property
    def desk(self) -> Desk:
        journal = self.journal if self.writes_letters_down else None
        return Desk(clocks=Clocks(), locks=self.locks, journal=journal)

    @property
    def post(self) -> Post:
        return Post(catalogue=self.catalogue, keys=self.keys, journal=self.journal)

    @property
    def reader(self) -> Reader:
        return Reader(self.officer_id, self.keys, self.catalogue)

    @property
    def letter_id(self) -> UUID:
        return self.issued.letter.id

    def permit(self, act: str = invite.ISSUED, *, now: datetime = NOW) -> Permit:
        office = Actor("office", "office")
        return audit.opened_by(
            self.store, office, Act(act, "review", self.review_id), keys=self.keys, now=now
        )

    def order(self, **more: object) -> Order:
        return Order(**({"permit": self.permit(), "cost": Cost.CHEAP} | more))

    def invited(self, *, now: datetime = NOW, **more: object) -> IssuedLetter:
        order = self.order(**more)
        with self.store.begin() as transaction:
            review = transaction.get_one(Review, self.review_id)
            self.issued = invite.invite(transaction, review, order, desk=self.desk, now=now)
            transaction.flush()
            transaction.refresh(self.issued.letter)
            transaction.expunge(self.issued.letter)
        return self.issued

    def letter(self) -> Letter:
        with self.store.look() as transaction:
            found = transaction.get_one(Letter, self.letter_id)
            transaction.expunge(found)
        return found

    def knocks(self, said: str | None = None, *, network: str = HOME) -> Knock:
        words = " ".join(self.issued.words) if said is None else said
        return Knock(self.issued.letter.number, words, network)

    def comes_in(self, *, now: datetime = NOW) -> Visit:
        """Come in with the four words, standing before the pictures."""
        return enter.try_words(
            self.store, self.knocks(), keys=self.keys, now=now, locks=self.locks
        )

    def comes_back(self, *, now: datetime = NOW) -> Visit:
        """Come in with the words and pick the three pictures."""
        visit = self.comes_in(now=now)
        with self.open(visit, now=now) as (transaction, opened):
            assert gate.try_pictures(transaction, opened, PICTURES, keys=self.keys)
        return visit

    def settles_in(self, *, now: datetime = NOW, stage: Stage = Stage.CONSULTATION) -> Visit:
        """Come in, choose three pictures and begin the form."""
        visit = self.comes_in(now=now)
        with self.open(visit, now=now) as (transaction, opened):
            gate.choose(transaction, opened, PICTURES, keys=self.keys)
            form = consult.start(transaction, opened, stage, catalogue=self.catalogue, now=now)
            form.who(FilledBy.CHILD, None, now=now)
            form.begin()
        return visit

    @contextmanager
    def open(self, visit: Visit, *, now: datetime = NOW) -> Iterator[tuple[Session, OpenVisit]]:
        with self.store.begin() as transaction:
            yield transaction, visits.must_be_open(transaction, visit, now=now)

    @contextmanager
    def form(
        self, visit: Visit, *, now: datetime = NOW, stage: Stage = Stage.CONSULTATION
    ) -> Iterator[Form]:
        with self.open(visit, now=now) as (transaction, opened):
            yield consult.start(transaction, opened, stage, catalogue=self.catalogue, now=now)

    def says(
        self, visit: Visit, *, now: datetime = NOW, stage: Stage = Stage.CONSULTATION,
        **answers: str | list[str],
    ) -> None:  # fmt: skip
        """Answer questions by id, one page each, an underscore standing for a dash."""
        for name, answer in answers.items():
            said = (answer,) if isinstance(answer, str) else tuple(answer)
            with self.form(visit, now=now, stage=stage) as form:
                form.keep(name.replace("_", "-"), said, now=now)

    def makes(self, visit: Visit, question: str, *made: Creation, now: datetime = NOW) -> None:
        """Draw, say aloud or show something for a question."""
        for one in made:
            with self.form(visit, now=now) as form:
                create.make(form, question, one, now=now)

    def sends(self, visit: Visit, *, now: datetime = NOW, may_quote: bool = False) -> Receipt:
        return send.send_views(self.store, visit, may_quote=may_quote, post=self.post, now=now)

    def has_sent(self, *, now: datetime = NOW, **answers: str | list[str]) -> Visit:
        """Everything from the letter to Send."""
        if self.issued is None:
            self.invited(now=now)
        visit = self.settles_in(now=now)
        self.says(visit, now=now, **answers)
        self.sends(visit, now=now)
        return visit

    def week_key(self, *, now: datetime = NOW) -> str:
        with self.store.begin() as transaction:
            return tray.week_key(transaction, self.weeks, now=now)

    def rows(self, model: type) -> list:
        with self.store.look() as transaction:
            found = list(transaction.scalars(select(model)))
            transaction.expunge_all()
        return found
