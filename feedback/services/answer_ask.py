"""Answering one thing a child asked for: done, not done and why, or still asking.

The answer is sealed to the service, and sealed back to every letter of the child that still
opens, so that they read it behind their three pictures.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from feedback.codebook import Codebook
from feedback.errors import AskUnsound
from feedback.plain_words import problems
from feedback.services import cards
from feedback.services.another_reader import must_be_reader
from feedback.services.guessing import LONDON
from feedback.services.interpreted import ENGLISH, key_of_ask, last_version
from feedback.services.theme_of_ask import must_be_a_theme
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Ask, Outcome, Review, SentViews
from feedback.store.sealing import Place

ANSWERED = "answered-ask"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the child is told: what came of it, in words, who sees to it, and by when.

    ``theirs`` is the same answer in the child’s language, as an interpreter gave it;
    ``told_by`` says who told it in person. Refuses with ``AskUnsound`` an answer without words,
    *still asking* without a name and a day, because a child must know whom to hold to it, and
    a version or a telling without who and when.

    ``theme`` is what was asked about, a key of the codebook; none says that nobody has given
    it yet. It is for figures, and the child is never shown it.
    """

    outcome: Outcome
    said: str = field(repr=False)
    who: str = ""
    by_day: date | None = None
    theirs: str = field(default="", repr=False)
    interpreter: str = ""
    interpreted_on: date | None = None
    told_by: str = ""
    told_on: date | None = None
    theme: str = ""

    def __post_init__(self) -> None:
        """Insist on what the child must be told."""
        if not self.said.strip():
            raise AskUnsound("Please tell the child in a few words what happened, or why not.")
        if self.outcome is Outcome.STILL_ASKING and not (self.who.strip() and self.by_day):
            raise AskUnsound("While you are still asking, say who is asking and by when.")
        given = bool(self.theirs.strip())
        if (given, given) != (bool(self.interpreter.strip()), self.interpreted_on is not None):
            raise AskUnsound("An interpreter’s version has their name and the day.")
        if bool(self.told_by.strip()) is (self.told_on is None):
            raise AskUnsound("If it was told in person, say by whom and on which day.")

    @property
    def plain(self) -> str:
        """Return what is sealed, as JSON."""
        said = {"said": self.said, "who": self.who}
        more = {name: getattr(self, name) for name in ("theirs", "interpreter", "told_by")}
        return json.dumps(said | {k: v for k, v in more.items() if v}, ensure_ascii=False)


def answer(  # noqa: PLR0913  who answers what, by which codebook, and how it is kept
    store: Store,
    staff_id: UUID,
    told: tuple[UUID, Answered],
    *,
    keys: Keys,
    now: datetime,
    book: Codebook | None = None,
) -> None:
    """Answer an ask, as the officer who reads it today; others get ``NotYours``.

    ``told`` is the ask and its answer. Answering again writes over what was said before.
    Refuses with ``AskUnsound`` words that are too hard for the child’s version, a day that
    cannot be, and English alone for a child who reads another language; with ``ThemeUnsound``
    a theme that the codebook (ours, if none is named) has not, or no longer.
    """
    ask_id, answered = told
    today = now.astimezone(LONDON).date()
    with store.look() as transaction:
        views, child_id = _views_of(transaction, ask_id)
        must_be_reader(transaction, staff_id, views.id, today=today)
        _must_reach(answered, views, today)
        must_be_a_theme(answered.theme, transaction.get_one(Ask, ask_id).theme, book)
    act = Act(ANSWERED, Ask.__tablename__, ask_id)
    permit = audit.opened_by(store, Actor(str(staff_id), "officer"), act, keys=keys, now=now)
    with store.begin() as transaction:
        ask = transaction.get_one(Ask, ask_id)
        if views.language != ENGLISH and answered.told_on is None:
            _must_be_understood(transaction, ask, permit)
        ask.answer = keys.seal(answered.plain.encode(), Place("ask", "answer", ask_id))
        ask.outcome, ask.by_day = answered.outcome, answered.by_day
        ask.theme = answered.theme or None
        ask.interpreted_on, ask.told_on = answered.interpreted_on, answered.told_on
        ask.answered_by, ask.answered_at = staff_id, now
        transaction.flush()
        for letter in cards.live_letters(transaction, child_id):
            cards.refresh_asks(transaction, letter, permit=permit)


def _views_of(transaction: Session, ask_id: UUID) -> tuple[SentViews, UUID]:
    asked = select(SentViews, Review.child_id).join(Review, Review.id == SentViews.review_id)
    found = asked.join(Ask, Ask.views_id == SentViews.id).where(Ask.id == ask_id)
    views, child_id = transaction.execute(found.options(defer(SentViews.answers))).one()
    transaction.expunge(views)
    return views, child_id


def _must_reach(answered: Answered, views: SentViews, today: date) -> None:
    """Insist on words this child can read, and on days that can be."""
    for problem in problems(answered.said, views.version, names=[answered.who]):
        raise AskUnsound(problem)
    if answered.outcome is Outcome.STILL_ASKING and (answered.by_day or today) < today:
        raise AskUnsound("The day by which the child hears should be still to come.")
    for day in (answered.interpreted_on, answered.told_on):
        if day and day > today:
            raise AskUnsound("A day still to come cannot be when it was told.")
    if views.language != ENGLISH and not (answered.interpreted_on or answered.told_on):
        raise AskUnsound(
            "This child reads another language. Add an interpreter’s version of your answer,"
            " or say who told it in person and when."
        )


def _must_be_understood(transaction: Session, ask: Ask, permit: Permit) -> None:
    """Insist that what the child asked for was put into English before it is answered."""
    if not permit.read(ask.words, Place("ask", "words", ask.id)):
        return
    version = last_version(transaction, ask.views_id, permit)
    if version is None or key_of_ask(ask.id) not in version.parts:
        raise AskUnsound("These words wait for an interpreter’s version.")
