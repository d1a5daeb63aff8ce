"""The children: one under every relation there is to an officer, and everything that is theirs.

Every word a child wrote holds a sign of whose it is, so that it is found wherever it is shown.
"""

import json
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from feedback.beside import Way
from feedback.challenge import Level
from feedback.creations import Making
from feedback.services.create import Own, content_place
from feedback.services.openings import OPENED
from feedback.services.outcome_letter import OwnWords
from feedback.services.visits import NONCE_BYTES
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import (
    Absence,
    Ask,
    Assignment,
    Challenge,
    Child,
    ContactNote,
    Interpretation,
    OutcomeLetter,
    SentCreation,
    SentViews,
    Statement,
    StatementViews,
)
from feedback.store.sealing import SECRET_BYTES, Place, PublicKey, wrap
from tests import cases
from tests.made import DRAWING

RELATIONS = (*("own", "handed", "covered", "past", "others", "former", "uncovered", "waiting"),)
LONG_AGO = date(2025, 1, 1)


def sign(whose: str) -> str:
    """Return the word that tells whose words these are; no page of ours says it otherwise."""
    return f"zorgle{whose}"


def name_of(whose: str) -> str:
    """Return a name for a child that tells who they are."""
    return f"Quibble{whose} Ozymandias{whose}"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who on the staff does what in the stories."""

    officer: UUID
    reader: UUID
    colleague: UUID
    away: UUID
    back: UUID
    manager: UUID
    by_duty: Mapping[str, UUID]


def cast_of(transaction: Session, staff: Mapping[str, UUID], today: date) -> Cast:
    """Add the colleagues who never come to the door: one away, one who is back."""
    others = ("Cass Colleague", "Awa Away", "Bo Back")
    colleague, away, back = (cases.an_officer(transaction, name).id for name in others)
    cast = Cast(staff["officer"], staff["reader"], colleague, away, back, staff["manager"], staff)
    transaction.add_all(
        [
            _absence(away, cast, today, today + timedelta(3)),
            _absence(back, cast, today - timedelta(9), today - timedelta(1)),
        ]
    )
    transaction.flush()
    return cast


def _absence(who: UUID, cast: Cast, since: date, until: date) -> Absence:
    at = datetime.combine(since, time(9), cases.LONDON)
    return Absence(
        staff_id=who, cover_id=cast.officer, since=since, until=until, set_by=cast.manager,
        set_at=at,
    )  # fmt: skip


def children(
    transaction: Session, keys: Keys, cast: Cast, *, today: date, each: int
) -> dict[str, list[dict[str, object]]]:
    """Make so many children under every relation, and return the keys of what is theirs."""
    return {
        whose: [_child(transaction, keys, cast, whose, today) for _ in range(each)]
        for whose in RELATIONS
    }


def _child(
    transaction: Session, keys: Keys, cast: Cast, whose: str, today: date
) -> dict[str, object]:
    child = cases.a_child(transaction, keys, None, name_of(whose))
    _assign(transaction, child, cast, whose, today)
    day = today + timedelta(1) if whose == "waiting" else today - timedelta(1)
    review = cases.a_review(transaction, child, day)
    letter, _key = cases.a_letter(transaction, review)
    reads = cast.reader if whose == "past" else cast.officer
    sent_at = datetime.combine(today - timedelta(6), time(10), cases.LONDON)
    read = {} if whose == "waiting" else {"read_at": sent_at, "read_by": reads}
    answers = {
        "wishes": [f"A {sign(whose)} bike"],
        "worries": [f"My {sign(whose)} stairs"],
        "only-iro": [f"Only {sign(whose)} you"],
    }
    views = cases.some_views(
        transaction, keys, letter, answers, sent_at=sent_at, not_iro=whose == "past",
        language="so", look_first=True, **read,
    )  # fmt: skip
    _opened(transaction, keys, views.id, (whose, cast, sent_at))
    ask = transaction.query(Ask).filter_by(views_id=views.id).one()
    made = {"child_id": child.id, "review_id": review.id, "views_id": views.id, "ask_id": ask.id}
    made["creation_id"] = _creation(transaction, keys, views, PublicKey(letter.public_key))
    made["statement_id"] = _statement(transaction, views, reads, sent_at)
    made["contact_id"] = _contact(transaction, review.id, reads, day, sent_at)
    made["alert_id"] = _alert(transaction, keys, ask, review.id, (whose, reads, sent_at))
    _interpretation(transaction, keys, views, (whose, reads, sent_at))
    _letter_after(transaction, keys, review.id, (whose, reads, sent_at))
    return made


def _opened(
    transaction: Session, keys: Keys, views_id: UUID, told: tuple[str, Cast, datetime]
) -> None:
    """Let who may read these words have opened them, so that they may say what they found."""
    whose, cast, at = told
    own = dict.fromkeys(("own", "handed", "covered"), (cast.officer, "officer"))
    duty = cast.by_duty["safeguarding"], "safeguarding"
    readers = {**own, "past": (cast.reader, "officer"), "waiting": duty}
    if whose in readers:
        who, role = readers[whose]
        act = Act(OPENED, SentViews.__tablename__, views_id)
        audit.write(transaction, Actor(str(who), role), act, keys=keys, now=at)


def _assign(transaction: Session, child: Child, cast: Cast, whose: str, today: date) -> None:
    yesterday = today - timedelta(1)
    stretches = {
        "own": [(cast.officer, LONG_AGO, None)],
        "past": [(cast.officer, LONG_AGO, None)],
        "handed": [(cast.colleague, LONG_AGO, yesterday), (cast.officer, today, None)],
        "former": [(cast.officer, LONG_AGO, yesterday), (cast.colleague, today, None)],
        "covered": [(cast.away, LONG_AGO, None)],
        "uncovered": [(cast.back, LONG_AGO, None)],
        "others": [(cast.colleague, LONG_AGO, None)],
        "waiting": [(cast.colleague, LONG_AGO, None)],
    }[whose]
    for staff_id, since, until in stretches:
        transaction.add(Assignment(child_id=child.id, staff_id=staff_id, since=since, until=until))
    transaction.flush()


def _creation(transaction: Session, keys: Keys, views: SentViews, letter: PublicKey) -> UUID:
    key, row = secrets.token_bytes(SECRET_BYTES), SentCreation(id=uuid4(), views_id=views.id)
    own = Own("worries", Making.DRAWING.value, b64encode(key).decode(), "application/json", 0)
    drawn = DRAWING.written().encode()
    row.content = wrap(drawn, key, content_place(row.id), nonce=bytes(NONCE_BYTES))
    row.own = letter.seal(own.plain, Place("creation", "own", row.id))
    row.about = keys.seal(own.plain, Place("creation", "about", row.id))
    transaction.add(row)
    transaction.flush()
    return row.id


def _statement(transaction: Session, views: SentViews, by: UUID, at: datetime) -> UUID:
    row = Statement(
        id=uuid4(), review_id=views.review_id, code=uuid4().hex[:8], made_at=at, made_by=by
    )
    transaction.add(row)
    transaction.flush()
    transaction.add(StatementViews(statement_id=row.id, views_id=views.id))
    transaction.flush()
    return row.id


def _contact(transaction: Session, review_id: UUID, by: UUID, day: date, at: datetime) -> UUID:
    row = ContactNote(
        id=uuid4(), review_id=review_id, day=day, way=next(iter(Way)), alone=True, noted_by=by,
        noted_at=at,
    )  # fmt: skip
    transaction.add(row)
    transaction.flush()
    return row.id


def _alert(
    transaction: Session, keys: Keys, ask: Ask, review_id: UUID,
    told: tuple[str, UUID, datetime],
) -> UUID:  # fmt: skip
    whose, by, at = told
    row = Challenge(
        id=uuid4(), review_id=review_id, ask_id=ask.id, level=next(iter(Level)),
        due_day=at.date(), raised_by=by, raised_at=at,
    )  # fmt: skip
    words = {"about": f"They said {sign(whose)} again."}
    row.words = keys.seal(json.dumps(words).encode(), Place("challenge", "words", row.id))
    transaction.add(row)
    transaction.flush()
    return row.id


def _interpretation(
    transaction: Session, keys: Keys, views: SentViews, told: tuple[str, UUID, datetime]
) -> None:
    whose, by, at = told
    row = Interpretation(
        id=uuid4(), views_id=views.id, number=1, interpreted_on=at.date(), whole=True,
        noted_by=by, noted_at=at,
    )  # fmt: skip
    words = {"interpreter": "Ina", "parts": {"worries": f"The {sign(whose)} stairs"}}
    row.words = keys.seal(json.dumps(words).encode(), Place("interpretation", "words", row.id))
    transaction.add(row)
    transaction.flush()


def _letter_after(
    transaction: Session, keys: Keys, review_id: UUID, told: tuple[str, UUID, datetime]
) -> None:
    whose, by, at = told
    if whose == "past":
        return
    row = OutcomeLetter(id=uuid4(), review_id=review_id, number=1, made_by=by, made_at=at)
    said = f"You asked for a {sign(whose)} bike."
    own = asdict(OwnWords(said))
    content = {"version": "longer", "language": "en", "officer": "Robin", "asks": [], "own": own}
    row.content = keys.seal(
        json.dumps(content).encode(), Place("outcome_letter", "content", row.id)
    )
    transaction.add(row)
    transaction.flush()
