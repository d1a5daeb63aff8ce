"""A made-up child, their officer, one review, a letter, and what they sent, as rows."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import gettempdir
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from feedback.catalogue import load_catalogue
from feedback.due_dates import Clocks
from feedback.questionnaire import Questionnaire, Role, Stage, Version
from feedback.services.invite import Desk
from feedback.store.keys import Keys
from feedback.store.models import (
    Ask,
    Assignment,
    Child,
    ChildCopy,
    FilledBy,
    Gate,
    Letter,
    Review,
    ReviewState,
    SentViews,
    Staff,
)
from feedback.store.sealing import Place, PrivateKey, PublicKey

LONDON = ZoneInfo("Europe/London")
LONG_AGO = date(2020, 1, 1)
DESK = Desk(Clocks(), Path(gettempdir()) / "heard-test-locks")


def an_officer(transaction: Session, name: str = "Robin Reviewer") -> Staff:
    officer = Staff(name=name)
    transaction.add(officer)
    transaction.flush()
    return officer


def a_child(
    transaction: Session,
    keys: Keys,
    officer: UUID | None,
    named: str = "Ada Quill",
    **codes: object,
) -> Child:
    """A child of this officer, with a name made of two words."""
    first, last = named.split()
    child = Child(id=uuid4(), number=uuid4().hex[:10], **codes)
    who = {"first": first, "last": last, "known_as": "", "carers": [], "siblings": []}
    child.named = keys.seal(json.dumps(who).encode(), Place("child", "named", child.id))
    transaction.add(child)
    transaction.flush()
    if officer is not None:
        transaction.add(Assignment(child_id=child.id, staff_id=officer, since=LONG_AGO))
    transaction.flush()
    return child


def a_review(transaction: Session, child: Child, day: date, **more: object) -> Review:
    """A planned review of a child of 12, at two in the afternoon."""
    values = {"age": 12, "state": ReviewState.PLANNED, "at": time(14)} | more
    review = Review(id=uuid4(), child_id=child.id, day=day, **values)
    transaction.add(review)
    transaction.flush()
    return review


def a_letter(transaction: Session, review: Review, **more: object) -> tuple[Letter, PrivateKey]:
    """A letter for this review, and the key its words would open."""
    gate = transaction.query(Gate).filter_by(child_id=review.child_id).one_or_none()
    gate = gate or Gate(id=uuid4(), child_id=review.child_id)
    transaction.add(gate)
    transaction.flush()
    key, begins = PrivateKey.new(), datetime.combine(review.day, review.at or time(9), LONDON)
    values = {
        "version": Version.LONGER,
        "number": f"{uuid4().int % 1_000_000:06}",
        "salt": bytes(16),
        "opens_on": review.day - timedelta(28),
        "closes_at": begins,
        "issued_at": begins - timedelta(28),
    } | more
    letter = Letter(
        id=uuid4(), review_id=review.id, gate_id=gate.id, public_key=key.public.raw, **values
    )
    transaction.add(letter)
    transaction.flush()
    return letter, key


def some_views(
    transaction: Session, keys: Keys, letter: Letter, answers: dict[str, list[str]], **more: object
) -> SentViews:
    """What a child sent under this letter, a day before its review unless told otherwise."""
    asked = longer()
    values = {
        "filled_by": FilledBy.CHILD,
        "without_pictures": False,
        "sent_at": letter.closes_at - timedelta(1),
        "receipt": uuid4().hex[:9],
        "real": True,
        "wants_talk": False,
        "wants_advocate": False,
    } | more
    views = SentViews(
        id=uuid4(),
        review_id=letter.review_id,
        letter_id=letter.id,
        questionnaire=asked.id,
        edition=asked.edition,
        digest=asked.digest,
        version=asked.version,
        version_by_age=asked.version,
        **values,
    )
    plain = json.dumps(answers, ensure_ascii=False).encode()
    views.answers = keys.seal(plain, Place("views", "answers", views.id))
    transaction.add(views)
    transaction.flush()
    copy = PublicKey(letter.public_key).seal(plain, Place("child_copy", "answers", views.id))
    transaction.add(ChildCopy(views_id=views.id, letter_id=letter.id, answers=copy, guarded=True))
    for place, words in enumerate(answers.get(asked.with_role(Role.ASKS).id, ()), start=1):
        ask = Ask(id=uuid4(), views_id=views.id, place=place)
        ask.words = keys.seal(words.encode(), Place("ask", "words", ask.id))
        transaction.add(ask)
    transaction.flush()
    return views


def longer() -> Questionnaire:
    return load_catalogue().find(Stage.CONSULTATION, Version.LONGER)
