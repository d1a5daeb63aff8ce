"""Sending what a child wants said: once, kept twice, and only then called *sent*.

One transaction seals the whole form to the service, a copy to the letter, and each ask;
it writes the plain codes, raises what duty must see, removes the draft and spends the QR.
The last thing before its commit is a line in the journal, on disk. So whoever is shown a
receipt has a commit *and* a line; and a journal that cannot be written undoes everything,
so that the words are still in the draft.
"""

import base64
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from feedback.catalogue import Catalogue
from feedback.errors import NothingToSend
from feedback.intention import intended
from feedback.questionnaire import Answers, Questionnaire, Role, Stage
from feedback.services import consult, create, created, enter, reply, visits
from feedback.services.form import Form
from feedback.services.guessing import LONDON
from feedback.services.looked_at import asks_to_be_first
from feedback.services.raise_concern import raise_concern
from feedback.services.visits import OpenVisit, Visit
from feedback.store import Store
from feedback.store.at_hand import LetterAtHand
from feedback.store.journal import Book, Journal, Line
from feedback.store.keys import Keys
from feedback.store.models import (
    Ask,
    Base,
    CameBy,
    ChildCopy,
    Concern,
    ConcernKind,
    Door,
    Draft,
    FilledBy,
    SentViews,
)
from feedback.store.models.base import new_key
from feedback.store.sealing import Place, PublicKey
from feedback.store.upsert import add
from feedback.store.worded import Worded

_HALF = 5
_NOT_SAFE = {"no", "not-always"}
OFFICER, ADVOCATE = "iro", "advocate"


_DONE = Worded(delete(Draft).where(Draft.id == bindparam("draft")))
_RECEIPT = Worded(
    select(SentViews.receipt, SentViews.sent_at, SentViews.not_iro, ChildCopy.guarded)
    .outerjoin(ChildCopy, ChildCopy.views_id == SentViews.id)
    .where(SentViews.letter_id == bindparam("letter"), SentViews.follows.is_(None))
    .where(SentViews.came_by == CameBy.SCREEN)
    .order_by(SentViews.sent_at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Post:
    """What sending needs: the questionnaires, keys to seal with, and the journal."""

    catalogue: Catalogue
    keys: Keys
    journal: Journal


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a child is given once everything is safe; the same however often they press Send."""

    code: str
    sent_at: datetime
    not_iro: bool = False
    guarded: bool = False
    """Whether what was asked for shows on the child’s page: they had pictures as they sent it."""


def send_views(
    store: Store, visit: Visit, *, may_quote: bool, post: Post, now: datetime
) -> Receipt:
    """Send a consultation (or a watching form), once.

    Refuses with ``VisitOver``, with ``FormClosed`` when the review has begun, with
    ``NothingToSend``, and with ``JournalUnwritable``: then nothing was sent.
    """
    with store.begin() as transaction:
        opened = visits.must_be_open(transaction, visit, now=now)
        if not consult.hold(transaction, opened.letter, Stage.CONSULTATION):
            return _sent_before(transaction, opened.letter)
        form = consult.start(
            transaction, opened, Stage.CONSULTATION, catalogue=post.catalogue, now=now
        )
        made = create.questions_made_for(form)
        views = _views(form, made, may_quote=may_quote, keys=post.keys, now=now)
        rows = list(_rows(form, views, made, post.keys, now=now))
        _DONE.ask(transaction, draft=form.draft.id)
        reply.go_on(transaction, opened.letter.id, Stage.CONSULTATION)
        enter.spend_code(transaction, opened.letter.id)
        day = now.astimezone(LONDON).date()
        post.journal.append(Line(Book.VIEWS, views.id, tuple(rows)), day=day)
        guarded = opened.gate.digest is not None
        return Receipt(views.receipt, now, views.not_iro, guarded)


def receipt_of(transaction: Session, letter: LetterAtHand) -> Receipt | None:
    """Find the receipt of what was sent under this letter, if anything was."""
    for code, sent_at, not_iro, guarded in _RECEIPT.ask(transaction, letter=letter.id):
        return Receipt(code, sent_at, not_iro, bool(guarded))
    return None


def said_on_the_way(form: Form) -> Answers:
    """Open everything on the child’s own way through the form, in order."""
    return form.questionnaire.said(form.everything())


def _sent_before(transaction: Session, letter: LetterAtHand) -> Receipt:
    receipt = receipt_of(transaction, letter)
    if receipt is None:
        raise NothingToSend("There is no form that was begun.")
    return receipt


def _views(
    form: Form, made: frozenset[str], *, may_quote: bool, keys: Keys, now: datetime
) -> SentViews:
    draft, asked, answers = form.draft, form.questionnaire, said_on_the_way(form)
    intention = intended(asked, answers)
    place = Place("views", "answers", draft.id)
    return SentViews(
        id=draft.id,
        review_id=form.visit.letter.review_id,
        letter_id=form.visit.letter.id,
        questionnaire=asked.id,
        edition=asked.edition,
        digest=asked.digest,
        version=asked.version,
        version_by_age=form.visit.letter.version,
        language=draft.language,
        translation=draft.translation,
        filled_by=draft.filled_by or FilledBy.CHILD,
        helper=draft.helper,
        without_pictures=draft.without_pictures or form.visit.door is not Door.OPEN,
        sent_at=now,
        receipt=receipt_code(draft.id, keys),
        real=asked.kind is not Stage.WATCHING and asked.has_real_answer(answers, made),
        intends=None if intention is None else str(intention),
        look_first=asks_to_be_first(asked, answers),
        wants_talk=OFFICER in said_to(asked, Role.TALK, answers),
        wants_advocate=ADVOCATE in said_to(asked, Role.TALK, answers),
        may_quote=may_quote,
        not_iro=draft.not_iro,
        answers=keys.seal(as_json(answers), place),
    )


def _rows(
    form: Form, views: SentViews, made: frozenset[str], keys: Keys, *, now: datetime
) -> Iterator[Base]:
    """Write the views and what hangs on them, and give each row for the journal."""
    transaction, answers = form.transaction, said_on_the_way(form)
    asks = asks_among(form.questionnaire, views, (answers, made), keys)
    creations = created.rows_of(form, views, keys) if made else ()
    for row in (views, copy_for(form.visit, views, answers), *asks, *creations):
        add(transaction, row)
        yield row
    for kind in concerns_among(form.questionnaire, answers):
        concern_id = raise_concern(transaction, views.letter_id, kind, now=now)
        yield transaction.get_one(Concern, concern_id)


def copy_for(visit: OpenVisit, views: SentViews, answers: Answers) -> ChildCopy:
    """Seal the child’s own copy to the letter."""
    place = Place("child_copy", "answers", views.id)
    return ChildCopy(
        views_id=views.id,
        letter_id=views.letter_id,
        answers=PublicKey(visit.letter.public_key).seal(as_json(answers), place),
        guarded=visit.gate.digest is not None,
    )


def asks_among(
    asked: Questionnaire, views: SentViews, said: tuple[Answers, frozenset[str]], keys: Keys
) -> Iterator[Ask]:
    """Turn each ask into a row of its own; what was drawn, said or shown is one without words."""
    answers, made = said
    question = asked.with_role(Role.ASKS)
    wordless = ("",) if question is not None and question.id in made else ()
    for place, words in enumerate((*said_to(asked, Role.ASKS, answers), *wordless), start=1):
        ask_id = new_key()
        sealed = keys.seal(words.encode(), Place("ask", "words", ask_id))
        yield Ask(id=ask_id, views_id=views.id, place=place, words=sealed)


def concerns_among(asked: Questionnaire, answers: Answers) -> Iterator[ConcernKind]:
    """Name what duty must see at once."""
    if _NOT_SAFE & set(said_to(asked, Role.SAFE, answers)):
        yield ConcernKind.NOT_SAFE
    if ADVOCATE in said_to(asked, Role.TALK, answers):
        yield ConcernKind.ADVOCATE


def said_to(asked: Questionnaire, role: Role, answers: Answers) -> tuple[str, ...]:
    """Return what was said to the question with this part in the service."""
    question = asked.with_role(role)
    return answers.get(question.id, ()) if question else ()


def receipt_code(views_id: UUID, keys: Keys) -> str:
    """Return what a child can read out on the phone; the same for the same views."""
    digest = hmac.new(keys.pepper, b"receipt" + views_id.bytes, sha256).digest()
    letters = base64.b32encode(digest).decode()
    return f"{letters[:_HALF]}-{letters[_HALF : 2 * _HALF]}"


def as_json(answers: Answers) -> bytes:
    """Write answers down, to be sealed."""
    return json.dumps(answers, ensure_ascii=False).encode()
