"""Answering in another way: a drawing, a voice or a photo, kept beside the words of a draft.

Each is encrypted under a random key of its own, and that key is sealed to the letter. So we
cannot open it before Send, and at Send only the key is sealed anew. The same rules as for
words say what may be shown: made in this very visit, or behind the child’s own pictures.
"""

import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, not_, select
from sqlalchemy.orm import Session

from feedback.catalogue import Catalogue
from feedback.creations import MOST, MOST_BYTES, Creation, Making, may_be_made
from feedback.errors import AnswersUnsound, NoRoom
from feedback.questionnaire import Stage
from feedback.services import consult
from feedback.services.form import Form, Kept, is_shown
from feedback.services.visits import NONCE_BYTES, Expired, OpenVisit
from feedback.store.at_hand import keep_draft
from feedback.store.models import DraftCreation
from feedback.store.models.base import new_key
from feedback.store.sealing import SECRET_BYTES, Place, PublicKey, unwrap, wrap
from feedback.store.upsert import put
from feedback.store.worded import Worded

# Asked at many pages with words, so it is worded once and brings no content.
_EVERYTHING = (
    select(
        *(DraftCreation.question, DraftCreation.making, DraftCreation.id),
        *(DraftCreation.own, DraftCreation.visit_id, DraftCreation.guarded),
    )
    .where(DraftCreation.draft_id == bindparam("draft"))
    .order_by(DraftCreation.making)
)
_MADE = Worded(_EVERYTHING)
_QUESTIONS = Worded(
    select(DraftCreation.question).where(DraftCreation.draft_id == bindparam("draft"))
)
_MADE_FOR = Worded(_EVERYTHING.where(DraftCreation.question == bindparam("question")))


@dataclass(frozen=True, slots=True)
class Made:
    """One thing that was made for a question. ``shown`` says whether it may be shown here."""

    question: str
    making: Making
    shown: bool
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """What opens a creation, and how it is read. ``key`` is base64."""

    question: str
    making: str
    key: str
    media: str
    seconds: int

    @property
    def plain(self) -> bytes:
        """Write it down, to be sealed."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def of(cls, plain: bytes) -> "Own":
        """Read what ``plain`` wrote."""
        return cls(**json.loads(plain))

    def opens(self, content: bytes, creation_id: UUID) -> Creation:
        """Open the creation itself."""
        found = unwrap(content, b64decode(self.key), content_place(creation_id))
        return Creation(Making(self.making), found, self.media, self.seconds)


def made_for(form: Form, question_id: str | None = None) -> tuple[Made, ...]:
    """List what was made, for one question or for all, in one query that brings no content.

    Where finding the form found nothing, none is asked.
    """
    if not form.draft.has_made:
        return ()
    if question_id is None:
        rows = _MADE.ask(form.transaction, draft=form.draft.id)
    else:
        rows = _MADE_FOR.ask(form.transaction, draft=form.draft.id, question=question_id)
    return tuple(_made(form, (row[0], row[1], row[2]), Kept(*row[3:])) for row in rows)


def make(form: Form, question_id: str, creation: Creation, *, now: datetime) -> None:
    """Keep a creation, over one of the same making. Refuses with ``NoRoom``."""
    form.touch(now)
    _keep(form.transaction, form.visit, form.draft.id, (question_id, creation))
    form.draft.has_made = True


def make_late(
    transaction: Session,
    visit: Expired,
    said: tuple[Stage, str, Creation],
    *,
    catalogue: Catalogue,
    now: datetime,
) -> bool:
    """Keep a creation whose page was left open too long, reading nothing.

    Returns whether there was a form to keep it in.
    """
    stage, question_id, creation = said
    draft = consult.draft_open(transaction, visit.letter, stage, catalogue=catalogue, now=now)
    if draft is None:
        return False
    asked = consult.pinned(draft, catalogue)
    if not may_be_made(asked.kind, asked.question(question_id)):
        raise AnswersUnsound(question_id)
    keep_draft(transaction, visit.letter.id, draft)
    _keep(transaction, visit, draft.id, (question_id, creation))
    return True


def show(form: Form, question_id: str, making: Making) -> Creation | None:
    """Open a creation, if there is one and it may be shown in this visit."""
    row = _row(form, question_id, making)
    if row is None or not is_shown(form.visit, row):
        return None
    return own_of(form, row.id, row.own).opens(row.content, row.id)


def take_away(form: Form, question_id: str, making: Making, *, now: datetime) -> None:
    """Remove a creation that may be shown here; what is hidden cannot be taken away unseen."""
    row = _row(form, question_id, making)
    if row is not None and is_shown(form.visit, row):
        form.transaction.delete(row)
        form.touch(now)


def questions_made_for(form: Form) -> frozenset[str]:
    """Name the questions on the child’s own way that were answered in another way than words."""
    made = {question for (question,) in _QUESTIONS.ask(form.transaction, draft=form.draft.id)}
    stage = form.questionnaire.kind
    return frozenset(q.id for q in form.path if q.id in made and may_be_made(stage, q))


def all_rows(form: Form) -> tuple[DraftCreation, ...]:
    """Return everything that was made, for sending."""
    lying = select(DraftCreation).where(DraftCreation.draft_id == form.draft.id)
    return tuple(form.transaction.scalars(lying.order_by(DraftCreation.question)))


def own_of(form: Form, creation_id: UUID, sealed: bytes) -> Own:
    """Open what opens a creation."""
    return Own.of(form.visit.key.open(sealed, _own_place(form.draft.id, creation_id)))


def content_place(creation_id: UUID) -> Place:
    """Return where the content lies: the same before and after it was sent."""
    return Place("creation", "content", creation_id)


def _row(form: Form, question_id: str, making: Making) -> DraftCreation | None:
    return form.transaction.get(DraftCreation, (form.draft.id, question_id, making))


def _made(form: Form, what: tuple[str, Making, UUID], kept: Kept) -> Made:
    question, making, creation_id = what
    if not is_shown(form.visit, kept):
        return Made(question, making, shown=False)
    seconds = own_of(form, creation_id, kept.sealed).seconds
    return Made(question, making, shown=True, seconds=seconds)


def _keep(
    transaction: Session, visit: OpenVisit | Expired, draft_id: UUID, said: tuple[str, Creation]
) -> None:
    question_id, creation = said
    _must_have_room(transaction, draft_id, question_id, creation)
    creation_id, secret = new_key(), secrets.token_bytes(SECRET_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = b64encode(secret).decode()
    own = Own(question_id, creation.making, key, creation.media, creation.seconds)
    put(
        transaction,
        DraftCreation,
        draft_id=draft_id,
        question=question_id,
        making=creation.making,
        id=creation_id,
        content=wrap(creation.content, secret, content_place(creation_id), nonce=nonce),
        own=PublicKey(visit.letter.public_key).seal(own.plain, _own_place(draft_id, creation_id)),
        visit_id=visit.id,
        guarded=visit.gate.digest is not None,
    )
    transaction.expire_all()


def _must_have_room(
    transaction: Session, draft_id: UUID, question_id: str, creation: Creation
) -> None:
    replaced = and_(DraftCreation.question == question_id, DraftCreation.making == creation.making)
    size = func.coalesce(func.sum(func.length(DraftCreation.content)), 0)
    count, weight = transaction.execute(
        select(func.count(), size).where(DraftCreation.draft_id == draft_id, not_(replaced))
    ).one()
    if count >= MOST or weight + len(creation.content) > MOST_BYTES:
        raise NoRoom("There is no more room here. Take something away to make room.")


def _own_place(draft_id: UUID, creation_id: UUID) -> Place:
    return Place("draft_creation", "own", f"{draft_id}/{creation_id}")
