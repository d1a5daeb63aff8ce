"""The children’s part of a rehearsal: coming in with a letter, answering, and sending."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from feedback.participation import Indicator
from feedback.questionnaire import Question, Role, Stage
from feedback.services import consult, gate, visits
from feedback.services.enter import Knock, try_words
from feedback.services.evaluate import send_evaluation
from feedback.services.form import Form
from feedback.services.rehearse.answers import Sayings, answer
from feedback.services.rehearse.made_up import MadeUpReview
from feedback.services.rehearse.scene import Scene
from feedback.services.send import Receipt, send_views
from feedback.services.tray import week_key
from feedback.services.visits import OpenVisit, Visit
from feedback.store.models import Door, FilledBy, Helper

_SENDS = {
    Indicator.PN1: 0.6,
    Indicator.PN2: 0.6,
    Indicator.PN3: 0.6,
    Indicator.PN4: 0.2,
    Indicator.PN5: 0.5,
    Indicator.PN6: 1.0,
}
_EVALUATES = 0.42
_HELPED = 0.25
_WITHOUT_PICTURES = 0.1
_QUOTED = 0.5
_LONGEST_SITTING = timedelta(minutes=12)


@dataclass(frozen=True, slots=True)
class ChildPart:
    """One made-up child with a letter in hand."""

    scene: Scene
    random: Random
    sayings: Sayings
    number: str
    words: str = field(repr=False)
    pictures: gate.Three

    def will_send(self, review: MadeUpReview) -> bool:
        """Whether this child says something before this review."""
        chance = _SENDS.get(review.code, 0.0)
        return self.random.random() < chance

    def will_evaluate(self) -> bool:
        """Whether this child says how the review was."""
        return self.random.random() < _EVALUATES

    def send(self, review: MadeUpReview, *, now: datetime) -> Receipt:
        """Come in, answer page by page, and send before the review."""
        visit = self._come_in(now)
        with self.scene.store.begin() as transaction:
            form = self._begin(transaction, visit, Stage.CONSULTATION, now=now)
            self._answer(form, review, now=now)
        later, quoted = now + _LONGEST_SITTING, self.random.random() < _QUOTED
        return send_views(
            self.scene.store, visit, may_quote=quoted, post=self.scene.post, now=later
        )

    def evaluate(self, *, now: datetime) -> None:
        """Come in again, and say privately how the review was."""
        visit = self._come_in(now)
        with self.scene.store.begin() as transaction:
            week_key(transaction, self.scene.weeks, now=now)
            form = self._begin(transaction, visit, Stage.EVALUATION, now=now)
            self._answer(form, None, now=now)
        later, quoted = now + _LONGEST_SITTING, self.random.random() < _QUOTED
        send_evaluation(self.scene.store, visit, may_quote=quoted, post=self.scene.post, now=later)

    def _come_in(self, now: datetime) -> Visit:
        knock = Knock(self.number, self.words, "192.0.2.0/24")
        scene = self.scene
        return try_words(scene.store, knock, keys=scene.keys, now=now, locks=scene.desk.locks)

    def _begin(self, transaction: Session, visit: Visit, stage: Stage, *, now: datetime) -> Form:
        opened = visits.must_be_open(transaction, visit, now=now)
        self._pass_the_gate(transaction, opened)
        scene = self.scene
        form = consult.start(transaction, opened, stage, catalogue=scene.catalogue, now=now)
        helped = self.random.random() < _HELPED
        who = FilledBy.WITH_HELP if helped else FilledBy.CHILD
        form.who(who, Helper.CARER if helped else None, now=now)
        return form

    def _pass_the_gate(self, transaction: Session, visit: OpenVisit) -> None:
        if visit.door is Door.SHUT:
            gate.try_pictures(transaction, visit, self.pictures, keys=self.scene.keys)
        elif self.random.random() < _WITHOUT_PICTURES:
            gate.skip(transaction, visit)
        else:
            gate.choose(transaction, visit, self.pictures, keys=self.scene.keys)

    def _answer(self, form: Form, review: MadeUpReview | None, *, now: datetime) -> None:
        """Go from question to question as the answers lead."""
        question = form.first_unanswered
        while question is not None:
            form.keep(question.id, self._said(question, review), now=now)
            question = form.first_unanswered

    def _said(self, question: Question, review: MadeUpReview | None) -> tuple[str, ...]:
        said = answer(self.random, question, self.sayings)
        if review is not None and question.role is Role.GO:
            return ("no",) if review.code is Indicator.PN6 else said
        return said
