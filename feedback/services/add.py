"""Saying one more thing after Send, or putting something right: it is added and never overwrites.

What is added is sent at once, as views of its own that follow the first. So it is sealed, kept
twice, read, told to the child and answered like everything else; the officer sees both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from feedback.errors import AnswersUnsound, FormClosed, NothingToSend
from feedback.intention import intended
from feedback.questionnaire import LONGEST_WORDS, MORE, Answers, Questionnaire, Role, Stage
from feedback.services import consult, look_back, visits
from feedback.services.guessing import LONDON
from feedback.services.looked_at import asks_to_be_first
from feedback.services.raise_concern import raise_concern
from feedback.services.send import (
    ADVOCATE,
    OFFICER,
    Post,
    Receipt,
    as_json,
    asks_among,
    concerns_among,
    copy_for,
    receipt_code,
    said_to,
)
from feedback.services.visits import OpenVisit, Visit
from feedback.store import Store
from feedback.store.at_hand import STANDS
from feedback.store.journal import Book, Line
from feedback.store.keys import Keys
from feedback.store.models import Base, Concern, Door, FilledBy, SentViews
from feedback.store.sealing import Place

_NO_VIEW = frozenset({Role.TOPICS, Role.TALK})


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added: words of its own under ``MORE``, or another answer to a question.

    ``key`` is made with the page, so that pressing twice adds once.
    """

    key: UUID
    question: str
    answer: tuple[str, ...] = field(repr=False)
    helped: bool = False


def add(store: Store, visit: Visit, addition: Addition, *, post: Post, now: datetime) -> Receipt:
    """Send an addition to what was sent before, once.

    Refuses with ``FormClosed`` once the review has begun, with ``NothingToSend`` where nothing
    stands that it could be added to or nothing was said, and with ``AnswersUnsound``.
    """
    with store.begin() as transaction:
        opened = visits.must_be_open(transaction, visit, now=now)
        if not consult.is_open(opened.letter, Stage.CONSULTATION, now=now):
            raise FormClosed("The review has begun, so nothing is added any more.")
        first = _first(transaction, opened)
        if transaction.scalar(select(SentViews.id).where(SentViews.id == addition.key)) is None:
            rows = list(_rows(transaction, opened, (first, addition), post, now=now))
            day = now.astimezone(LONDON).date()
            post.journal.append(Line(Book.VIEWS, addition.key, tuple(rows)), day=day)
        return Receipt(receipt_code(addition.key, post.keys), now, first.not_iro)


def _first(transaction: Session, visit: OpenVisit) -> SentViews:
    """Hold what was sent first, so that pressing twice waits for itself."""
    plain = load_only(
        *(SentViews.questionnaire, SentViews.edition, SentViews.digest, SentViews.version),
        *(SentViews.version_by_age, SentViews.language, SentViews.filled_by, SentViews.helper),
        *(SentViews.not_iro, SentViews.review_id, SentViews.letter_id),
    )
    found = transaction.scalar(
        select(SentViews)
        .options(plain)
        .where(SentViews.letter_id == visit.letter.id, SentViews.follows.is_(None))
        .where(STANDS)
        .order_by(SentViews.sent_at.desc())
        .limit(1)
        .with_for_update()
    )
    if found is None:
        raise NothingToSend("Nothing stands that this could be added to.")
    return found


def _rows(
    transaction: Session,
    visit: OpenVisit,
    what: tuple[SentViews, Addition],
    post: Post,
    *,
    now: datetime,
) -> Iterator[Base]:
    """Write the addition and what hangs on it, and give each row for the journal."""
    first, addition = what
    asked = consult.pinned(first, post.catalogue)
    answers = _fit(asked, addition)
    before = look_back.everything_said(transaction, visit)
    views = _views(visit, what, (asked, answers, before), post.keys, now=now)
    asks = asks_among(asked, views, (answers, frozenset()), post.keys)
    for row in (views, copy_for(visit, views, answers), *asks):
        transaction.add(row)
        transaction.flush()
        yield row
    for kind in concerns_among(asked, answers):
        concern_id = raise_concern(transaction, views.letter_id, kind, now=now)
        yield transaction.get_one(Concern, concern_id)


def _fit(asked: Questionnaire, addition: Addition) -> Answers:
    """Return what is added, refusing what says nothing or does not fit."""
    said = tuple(part for part in addition.answer if part.strip())
    if not said:
        raise NothingToSend("Nothing was said.")
    if addition.question != MORE:
        return asked.accept({addition.question: said})
    if len(said) != 1 or len(said[0]) > LONGEST_WORDS:
        raise AnswersUnsound(MORE)
    return {MORE: said}


def _views(
    visit: OpenVisit,
    what: tuple[SentViews, Addition],
    said: tuple[Questionnaire, Answers, Mapping[str, tuple[str, ...]]],
    keys: Keys,
    *,
    now: datetime,
) -> SentViews:
    first, addition = what
    asked, answers, before = said
    intention = intended(asked, {**before, **answers})
    return SentViews(
        id=addition.key,
        follows=first.id,
        review_id=first.review_id,
        letter_id=first.letter_id,
        questionnaire=first.questionnaire,
        edition=first.edition,
        digest=first.digest,
        version=first.version,
        version_by_age=first.version_by_age,
        language=first.language,
        filled_by=FilledBy.WITH_HELP if addition.helped else FilledBy.CHILD,
        helper=first.helper if addition.helped else None,
        without_pictures=visit.door is not Door.OPEN,
        sent_at=now,
        receipt=receipt_code(addition.key, keys),
        real=_is_real(asked, answers),
        intends=None if intention is None else str(intention),
        look_first=asks_to_be_first(asked, answers),
        wants_talk=OFFICER in said_to(asked, Role.TALK, answers),
        wants_advocate=ADVOCATE in said_to(asked, Role.TALK, answers),
        not_iro=first.not_iro,
        answers=keys.seal(as_json(answers), Place("views", "answers", addition.key)),
    )


def _is_real(asked: Questionnaire, answers: Answers) -> bool:
    """Whether what is added counts as the child’s views, as in what was sent first."""
    if MORE in answers:
        return True
    ((question_id, answer),) = answers.items()
    question = asked.question(question_id)
    return question.role not in _NO_VIEW and question.says_something(answer)
