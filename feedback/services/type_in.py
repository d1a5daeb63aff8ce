"""Typing in what came on paper, by phone or in person, beside whatever the child sent themselves.

It never takes the place of anything: it is a version of its own, dated by the day it was
received, with whose words it is and who wrote them down. The office that types it cannot
open it afterwards. A folded sheet for the officer alone is handed over unopened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.errors import ReviewUnknown
from feedback.intention import intended
from feedback.questionnaire import Answers, Questionnaire, Role
from feedback.services import letter_line
from feedback.services.guessing import LONDON
from feedback.services.invite import Order, make_letter, version_by_age
from feedback.services.letter_desk import Clerk
from feedback.services.looked_at import asks_to_be_first
from feedback.services.raise_concern import raise_concern
from feedback.services.send import (
    ADVOCATE,
    OFFICER,
    Post,
    as_json,
    asks_among,
    concerns_among,
    receipt_code,
    said_to,
)
from feedback.services.typed_sheet import (
    Sheet,
    TypedInRefused,
    fit,
    form_named,
    is_real,
    must_be_possible,
    received,
)
from feedback.store import Store, audit
from feedback.store.audit import Act
from feedback.store.journal import Book, Journal, Line
from feedback.store.models import (
    Base,
    CameBy,
    Child,
    ChildCopy,
    Concern,
    ConcernKind,
    Gate,
    Letter,
    Review,
    SentViews,
    Staff,
)
from feedback.store.sealing import Place, PublicKey

TYPED_IN = "typed-in-views"


@dataclass(frozen=True, slots=True)
class Came:
    """That something came for a review, and how; never what."""

    came_by: CameBy
    received: datetime
    typed_by: str | None
    typed_at: datetime | None


def what_came(transaction: Session, review_id: UUID) -> tuple[Came, ...]:
    """List what came for a review so far, so that nothing is typed in twice."""
    rows = transaction.execute(
        select(SentViews.came_by, SentViews.sent_at, Staff.name, SentViews.typed_at)
        .outerjoin(Staff, Staff.id == SentViews.typed_by)
        .where(SentViews.review_id == review_id)
        .order_by(SentViews.sent_at, SentViews.id)
    )
    return tuple(Came(*row) for row in rows)


def type_in(store: Store, clerk: Clerk, review_id: UUID, sheet: Sheet, *, post: Post) -> str:
    """Keep what came as a version of its own, and return its receipt.

    Refuses with ``TypedInRefused`` a day or a provenance that cannot be, with
    ``AnswersUnsound`` what does not fit the form, and with ``NothingToSend`` an empty sheet.
    """
    asked = form_named(post.catalogue, sheet.form)
    answers = fit(asked, sheet)
    try:
        with store.begin() as transaction:
            review = transaction.get(Review, review_id)
            if review is None:
                raise ReviewUnknown("There is no such review.")
            must_be_possible(sheet, review.day, now=clerk.now)
            if transaction.get(SentViews, sheet.key) is None:
                letter = _letter_of(transaction, review, clerk, post.journal)
                rows = tuple(_rows(transaction, letter, (sheet, asked, answers), clerk))
                act = Act(TYPED_IN, "review", review_id)
                audit.write(transaction, clerk.actor, act, keys=clerk.keys, now=clerk.now)
                today = clerk.now.astimezone(LONDON).date()
                post.journal.append(Line(Book.VIEWS, sheet.key, rows), day=today)
    except IntegrityError as quicker:
        raise TypedInRefused("This was typed in a moment ago, in another window.") from quicker
    return receipt_code(sheet.key, clerk.keys)


def _letter_of(transaction: Session, review: Review, clerk: Clerk, journal: Journal) -> Letter:
    """Find the letter it belongs to: the newest, or one that opens nothing until made anew."""
    letters = select(Letter).where(Letter.review_id == review.id)
    newest = letters.order_by(Letter.revoked_at.is_not(None), Letter.issued_at.desc()).limit(1)
    found = transaction.scalars(newest).first()
    if found is not None:
        return found
    act = Act("made-letter-for-paper", "review", review.id)
    row = audit.write(transaction, clerk.actor, act, keys=clerk.keys, now=clerk.now)
    order = Order(audit.Permit(row.place, clerk.keys), clerk.staff_id)
    letter = make_letter(transaction, review, order, desk=clerk.desk, now=clerk.now).letter
    child = transaction.get_one(Child, review.child_id)
    letter.version, letter.language = version_by_age(review, child), child.language
    letter.revoked_at, letter.qr_wrapped = clerk.now, None
    transaction.add(letter)
    letter_line.write_down(transaction, letter, journal=journal, now=clerk.now)
    return letter


def _rows(
    transaction: Session, letter: Letter, what: tuple[Sheet, Questionnaire, Answers], clerk: Clerk
) -> Iterator[Base]:
    """Write the version and what hangs on it, and give each row for the journal."""
    sheet, asked, answers = what
    views = _views(letter, what, clerk)
    asks = asks_among(asked, views, (answers, frozenset()), clerk.keys)
    for row in (views, _copy(transaction, letter, views, answers), *asks):
        transaction.add(row)
        transaction.flush()
        yield row
    kinds = [*concerns_among(asked, answers)]
    for kind in kinds + ([ConcernKind.GET_IN_TOUCH] if sheet.get_in_touch else []):
        concern_id = raise_concern(transaction, letter.id, kind, now=clerk.now)
        yield transaction.get_one(Concern, concern_id)


def _views(letter: Letter, what: tuple[Sheet, Questionnaire, Answers], clerk: Clerk) -> SentViews:
    sheet, asked, answers = what
    said, intention = sheet.provenance, intended(asked, answers)
    return SentViews(
        id=sheet.key,
        review_id=letter.review_id,
        letter_id=letter.id,
        questionnaire=asked.id,
        edition=asked.edition,
        digest=asked.digest,
        version=asked.version,
        version_by_age=letter.version,
        language=said.language,
        filled_by=said.filled_by,
        helper=said.helper,
        without_pictures=True,
        sent_at=received(said, clerk.now),
        receipt=receipt_code(sheet.key, clerk.keys),
        real=is_real(asked, answers, sheet),
        intends=None if intention is None else str(intention),
        look_first=asks_to_be_first(asked, answers),
        wants_talk=OFFICER in said_to(asked, Role.TALK, answers),
        wants_advocate=ADVOCATE in said_to(asked, Role.TALK, answers),
        may_quote=sheet.may_quote,
        not_iro=sheet.not_iro,
        came_by=said.came_by,
        typed_by=clerk.staff_id,
        typed_at=clerk.now,
        folded_sheet=sheet.folded_sheet,
        drawn=sheet.drawn,
        answers=clerk.keys.seal(as_json(answers), Place("views", "answers", sheet.key)),
    )


def _copy(transaction: Session, letter: Letter, views: SentViews, answers: Answers) -> ChildCopy:
    """Seal the child’s own copy to their letter; it shows behind their pictures alone."""
    digest = transaction.scalar(select(Gate.digest).where(Gate.id == letter.gate_id))
    place = Place("child_copy", "answers", views.id)
    return ChildCopy(
        views_id=views.id,
        letter_id=letter.id,
        answers=PublicKey(letter.public_key).seal(as_json(answers), place),
        guarded=digest is not None,
    )
