"""The officers’ part of a rehearsal: reading, recording, confirming, and answering asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from feedback.beside import NOTHING_BESIDE, Beside, Contact, Met, SeenAlone, Way
from feedback.errors import NothingToFile
from feedback.participation import Attended, Indicator, Spokesperson, Views
from feedback.services.answer_ask import Answered, answer
from feedback.services.confirm import Decision, confirm
from feedback.services.deciding import Hand, last_record, proposal_for
from feedback.services.file_statement import find_statement, make_statement, mark_filed
from feedback.services.read_views import Reader, open_views
from feedback.services.record import Account, record, suggested_views
from feedback.services.rehearse.answers import Sayings
from feedback.services.rehearse.plants import Plant
from feedback.services.rehearse.scene import Scene
from feedback.store.models import Ask, Outcome, Review, SentViews
from feedback.store.sealing import Place

_ATTENDED = (Attended.YES, Attended.YES, Attended.YES, Attended.REMOTE, Attended.PART)
_STILL_ASKING = timedelta(days=60)
_PUT_OFF = 20
_TOLD_BEFORE, _TOLD_OF_15 = timedelta(days=30), 7


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an officer sees at a review whose child takes part in one of the seven ways."""

    attended: bool
    spoke: bool = False
    signed: bool = False
    spokesperson: Spokesperson = Spokesperson.NONE


_SEEN: Mapping[Indicator, _Seen] = {
    Indicator.PN0: _Seen(attended=False),
    Indicator.PN1: _Seen(attended=True, spoke=True),
    Indicator.PN2: _Seen(attended=True, spokesperson=Spokesperson.ADVOCATE),
    Indicator.PN3: _Seen(attended=True, signed=True),
    Indicator.PN4: _Seen(attended=True),
    Indicator.PN5: _Seen(attended=False, spokesperson=Spokesperson.ADVOCATE),
    Indicator.PN6: _Seen(attended=False),
    Indicator.PN7: _Seen(attended=False),
}


@dataclass(frozen=True, slots=True)
class OfficerPart:
    """One made-up officer at work on one review."""

    scene: Scene
    random: Random
    sayings: Sayings
    officer: UUID
    review: UUID

    def read(self, *, now: datetime) -> None:
        """Read what was sent, if anything was and nobody has."""
        with self.scene.store.look() as transaction:
            wanted = select(SentViews.id).where(
                SentViews.review_id == self.review, SentViews.read_at.is_(None)
            )
            found = list(transaction.scalars(wanted))
        reader = Reader(self.officer, self.scene.keys, self.scene.catalogue)
        for views_id in found:
            open_views(self.scene.store, reader, views_id, now=now)

    def record(
        self, code: Indicator, plants: frozenset[Plant] = frozenset(), *, now: datetime
    ) -> None:
        """Record what happened, so that the decision table leads to this code."""
        seen, hand = _SEEN[code], Hand(self.officer, now, self.scene.desk)
        with self.scene.store.begin() as transaction:
            views = suggested_views(transaction, self.review)
            day = transaction.get_one(Review, self.review).day - timedelta(1)
            noted = Plant.NOT_NOTED not in plants
            account = Account(
                held=True,
                attended=self.random.choice(_ATTENDED) if seen.attended else Attended.NO,
                spoke=seen.spoke,
                signed=seen.signed,
                spokesperson=seen.spokesperson,
                views=self._used(views, code),
                beside=_beside(day, plants) if noted else NOTHING_BESIDE,
                met=(Met(day, Way.VISIT),) if noted else (),
            )
            record(transaction, self.review, account, by=hand, keys=self.scene.keys)

    def confirm(self, code: Indicator, *, now: datetime) -> None:
        """Confirm what the table proposes; choose otherwise only with a reason."""
        hand = Hand(self.officer, now, self.scene.desk)
        with self.scene.store.begin() as transaction:
            review = transaction.get_one(Review, self.review)
            written = last_record(transaction, self.review)
            proposed = proposal_for(review, written).code
            reason = "" if proposed is code else self.random.choice(self.sayings.reasons)
            decision = Decision(code, reason, record=written.number if written else 0)
            confirm(transaction, self.review, decision, by=hand, keys=self.scene.keys)

    def answer_asks(self, *, now: datetime) -> None:
        """Tell the child what came of each thing they asked for."""
        with self.scene.store.look() as transaction:
            wanted = (
                select(Ask.id, Ask.words)
                .join(SentViews, SentViews.id == Ask.views_id)
                .where(SentViews.review_id == self.review, Ask.outcome.is_(None))
                .order_by(SentViews.sent_at, Ask.place)
            )
            asks = transaction.execute(wanted).all()
        for ask_id, sealed in asks:
            told = (ask_id, replace(self._told(now), theme=self._theme(ask_id, sealed, now)))
            answer(self.scene.store, self.officer, told, keys=self.scene.keys, now=now)

    def file(self, *, now: datetime) -> None:
        """Put what was sent into the case system, and type the code back."""
        hand, keys = Hand(self.officer, now, self.scene.desk), self.scene.keys
        with self.scene.store.begin() as transaction:
            try:
                made = make_statement(transaction, self.review, by=hand, keys=keys)
            except NothingToFile:
                return
            code = find_statement(transaction, made, by=hand).code
            mark_filed(transaction, code, by=hand, keys=keys)

    def _theme(self, ask_id: UUID, sealed: bytes, now: datetime) -> str:
        """Say what a thing asked for is about; one day in twenty it is left for later."""
        words = self.scene.keys.open(sealed, Place("ask", "words", ask_id)).decode()
        about = dict(zip(self.sayings.asks, self.sayings.about, strict=True))
        return about.get(words, "") if now.toordinal() % _PUT_OFF else ""

    def _told(self, now: datetime) -> Answered:
        outcome = self.random.choice(list(Outcome))
        said = self.random.choice(self.sayings.told)
        if outcome is Outcome.STILL_ASKING:
            by_day = (now + _STILL_ASKING).date()
            return Answered(outcome, said, who="Your social worker", by_day=by_day)
        return Answered(outcome, said)

    def _used(self, received: Views, code: Indicator) -> Views:
        """Say whether what came was shared at the review, which only the officer knows."""
        if received is not Views.UNKNOWN:
            return received
        return Views.NOT_PRESENTED if code is Indicator.PN4 else Views.PRESENTED


def _beside(day: date, plants: frozenset[Plant]) -> Beside:
    """Say what an officer notes: seen alone the day before, a visit, told and papers in time."""
    told, ready = day.toordinal() % 15 < _TOLD_OF_15, day.toordinal() % 2 == 0
    noted = Beside(
        contact=Contact.MADE,
        notified_on=day - _TOLD_BEFORE,
        notified_in_time=told,
        documents_on=day if ready else None,
        documents_in_time=ready,
    )
    if Plant.NOT_SEEN in plants:
        return replace(noted, seen_alone=SeenAlone.NO)
    return replace(noted, seen_alone=SeenAlone.YES, seen_alone_on=day)
