"""A year of all of England, made up: some three reviews a child, and all that is counted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from feedback.disability import RecordedFor
from feedback.disclosure.populations import ANCHORS, ASKED_ABOUT, GROUPS, THEMES
from feedback.participation import Attended, Spokesperson, Views
from feedback.periods import Period
from feedback.questionnaire import Version
from feedback.store import Store
from feedback.store.models import (
    Ask,
    Child,
    Comment,
    CommentTheme,
    Disability,
    FilledBy,
    Gate,
    Letter,
    Marked,
    Outcome,
    PastAsk,
    Record,
    Review,
    ReviewState,
    SentViews,
    Sheet,
    Staff,
)

YEAR = Period(2025)
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
CHUNK = 10_000
FAR, ALONE, MISSED, TOLD, WROTE, GROWN = 0.15, 0.06, 0.12, 0.5, 0.5, 0.02
ASKED, GONE, ANSWERED, THEMED = 0.8, 0.5, 0.9, 0.9
CODES = ("PN1",) * 52 + ("PN2",) * 6 + ("PN3",) * 4 + ("PN5",) * 21 + ("PN6",) * 20 + ("PN7",) * 10
DISABLED, NOT_NOTED = 0.15, 0.15
SAID = ("yes",) * 62 + ("bit",) * 20 + ("no",) * 10 + ("not-sure",) * 8


def plant(store: Store, rows: int) -> None:
    """Put in so many reviews, about three a child, and as many answer sheets."""
    random = Random(7)  # noqa: S311  a play, not a secret
    with store.begin() as transaction:
        officer = Staff(name="Sam Field")
        transaction.add(officer)
        transaction.flush()
        by, letter = officer.id, _letter(transaction)
    for first in range(0, rows, CHUNK):
        many = min(CHUNK, rows - first)
        with store.begin() as transaction:
            children = [_child(random, first + n) for n in range(many // 3 + 1)]
            transaction.execute(insert(Child), children)
            noted = [one for one in (_disability(random, child) for child in children) if one]
            transaction.execute(insert(Disability), noted)
            reviews = [_review(random, children[n // 3]["id"], n % 3) for n in range(many)]
            transaction.execute(insert(Review), reviews)
            transaction.execute(insert(Record), [_record(random, one, by) for one in reviews])
            sheets = [_sheet(random) for _ in range(many)]
            transaction.execute(insert(Sheet), sheets)
            comments = [_comment(random, one, by) for one in sheets if random.random() < WROTE]
            transaction.execute(insert(Comment), comments)
            themes = [theme for one in comments for theme in _themes(random, one, by)]
            transaction.execute(insert(CommentTheme), themes)
            _ask(transaction, random, [one for one in reviews if random.random() < ASKED], letter)


def _letter(transaction: Session) -> UUID:
    """Put in one letter by which everything was sent: what is counted does not look at it."""
    child = Child(number="B-letter")
    transaction.add(child)
    transaction.flush()
    review = Review(child_id=child.id, day=date(2020, 1, 6), state=ReviewState.PLANNED)
    gate = Gate(child_id=child.id)
    transaction.add_all((review, gate))
    transaction.flush()
    letter = Letter(
        review_id=review.id,
        gate_id=gate.id,
        number="000000",
        salt=bytes(16),
        public_key=bytes(32),
        version=Version.SHORT,
        opens_on=review.day,
        closes_at=NOW,
        issued_at=NOW,
    )
    transaction.add(letter)
    transaction.flush()
    return letter.id


def _ask(
    transaction: Session, random: Random, reviews: Sequence[Mapping[str, Any]], letter: UUID
) -> None:
    """Put in one thing asked for at each of these reviews; the words of half of them are gone."""
    gone: list[Mapping[str, Any]] = []
    there: list[Mapping[str, Any]] = []
    for review in reviews:
        (gone if random.random() < GONE else there).append(review)
    transaction.execute(insert(PastAsk), [_asked(random, review_id=one["id"]) for one in gone])
    views = [_views(random, one["id"], letter) for one in there]
    transaction.execute(insert(SentViews), views)
    asks = [_asked(random, views_id=one["id"], place=1, words=b"sealed") for one in views]
    for one in asks:
        told = one["outcome"] is not None
        one |= {"answer": b"sealed" if told else None, "answered_at": NOW if told else None}
    transaction.execute(insert(Ask), asks)


def _asked(random: Random, **more: object) -> dict[str, Any]:
    outcome = random.choice(list(Outcome)) if random.random() < ANSWERED else None
    themed = outcome is not None and random.random() < THEMED
    theme = random.choice(ASKED_ABOUT[:-1]) if themed else None
    return {"id": UUID(int=random.getrandbits(128)), "outcome": outcome, "theme": theme, **more}


def _views(random: Random, review: UUID, letter: UUID) -> dict[str, Any]:
    key = UUID(int=random.getrandbits(128))
    return {
        "id": key,
        "review_id": review,
        "letter_id": letter,
        "questionnaire": "consultation.short",
        "edition": 1,
        "digest": "0" * 64,
        "version": Version.SHORT,
        "version_by_age": Version.SHORT,
        "filled_by": FilledBy.CHILD,
        "without_pictures": False,
        "sent_at": NOW,
        "receipt": key.hex[:12],
        "real": True,
        "wants_talk": False,
        "wants_advocate": False,
        "answers": bytes(1000),
    }


def _child(random: Random, number: int) -> dict[str, object]:
    return {
        "id": UUID(int=random.getrandbits(128)),
        "number": f"B{number:07}-{random.getrandbits(32):08x}",
        "at_a_distance": random.random() < FAR,
        "unaccompanied": random.random() < ALONE,
    }


def _disability(random: Random, child: Mapping[str, object]) -> dict[str, object] | None:
    """Note of most children whether they are disabled, and of some nothing."""
    if random.random() < NOT_NOTED:
        return None
    return {
        "child_id": child["id"],
        "disabled": random.random() < DISABLED,
        "purpose": RecordedFor.EQUALITY,
        "recorded_on": date(2025, 3, 1),
    }


def _review(random: Random, child: object, place: int) -> dict[str, Any]:
    day = date(2025, 4, 1) + timedelta(random.randrange(120) + 120 * place)
    is_of_age = random.random() < GROWN
    return {
        "id": UUID(int=random.getrandbits(128)),
        "child_id": child,
        "day": day,
        "due_day": day + timedelta(random.choice((-1, 3, 9))),
        "state": ReviewState.HELD,
        "age": 18 if is_of_age else random.randrange(4, 18),
        "code": None if is_of_age else random.choice(CODES),
        "confirmed_at": None if is_of_age else NOW,
    }


def _record(random: Random, review: Mapping[str, Any], by: UUID) -> dict[str, object]:
    told, ready = random.random() < TOLD, random.random() < TOLD
    return {
        "id": UUID(int=random.getrandbits(128)),
        "review_id": review["id"],
        "number": 1,
        "held": True,
        "attended": Attended.YES,
        "spoke": True,
        "signed": False,
        "spokesperson": Spokesperson.NONE,
        "views": Views.NONE,
        "notified_on": review["day"],
        "notified_in_time": told,
        "documents_on": review["day"],
        "documents_in_time": ready,
        "recorded_by": by,
        "recorded_at": NOW,
    }


def _sheet(random: Random) -> dict[str, object]:
    return {
        "id": UUID(int=random.getrandbits(128)),
        "quarter": random.choice(YEAR.quarters).name,
        "instrument": "evaluation.short",
        "edition": 1,
        "version": random.choice(("pictures", "short", "longer", "full")),
        "english": True,
        "helped": False,
        "screen": True,
        "indicator_group": random.choice(GROUPS),
        "coded": dict(_said(random)),
        "may_quote": False,
    }


def _comment(random: Random, sheet: Mapping[str, Any], by: UUID) -> dict[str, object]:
    return {
        "id": UUID(int=random.getrandbits(128)),
        "sheet_id": sheet["id"],
        "question": "more",
        "marked": Marked.NO_CONCERN,
        "read_by": by,
        "settled": False,
    }


def _themes(random: Random, comment: Mapping[str, Any], by: UUID) -> Iterator[dict[str, object]]:
    for theme in random.sample(THEMES[:-2], random.choice((1, 1, 2))):
        yield {"comment_id": comment["id"], "theme": theme, "settled_by": by}


def _said(random: Random) -> Iterator[tuple[str, list[str]]]:
    for anchor in ANCHORS:
        if random.random() > MISSED:
            yield anchor, [random.choice(SAID)]
