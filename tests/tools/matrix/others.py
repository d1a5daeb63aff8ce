"""The other objects that have a key: comments, quotes, tellings, concerns, errands, a release."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from feedback.services import caseload_errand, duties, letter_batch, prepare_release
from feedback.services.invite_staff import Newcomer, invite
from feedback.services.retention import holds
from feedback.services.staff import Hand
from feedback.store.audit import COMMAND, Actor
from feedback.store.keys import Keys
from feedback.store.models import (
    Absence,
    Concern,
    ConcernKind,
    Duty,
    Errand,
    ErrandState,
    Release,
    ReleaseFile,
    ToldBack,
)
from tests import cases, commented, released
from tests.reports import SEED, whole_year
from tests.tools.matrix.things import Cast, sign

THEME, YEAR, QUARTER = "listened-to", "2024-25", "2025-26Q3"


def others(
    transaction: Session, keys: Keys, cast: Cast, *, today: date, letter_id: UUID
) -> dict[str, dict[str, object]]:
    """Make one of each, and return the keys: of what is there once, and mine and theirs."""
    made: dict[str, dict[str, object]] = {"it": {}, "mine": {}, "theirs": {}}
    _release(transaction)
    made["it"] = {
        "comment_id": _comments(transaction, keys, cast, made),
        "concern_id": _concern(transaction, letter_id, today),
        "officer_id": cast.colleague,
        "absence_id": transaction.query(Absence).filter_by(staff_id=cast.away).one().id,
        "hold_id": _hold(transaction, keys, cast, today),
        "invitation_id": _invitation(transaction, keys, today),
        "asking_id": _asking(transaction, keys, cast, today),
        "theme": THEME,
        "way": "code",
        "question_id": "worries",
        "making": "drawing",
        "name": YEAR,
        "march": 2025,
    }
    for whose, colleague in (("mine", cast.by_duty["office"]), ("theirs", cast.colleague)):
        made[whose]["errand_id"] = _errand(transaction, caseload_errand.LOOK, colleague, today)
        made[whose]["file_id"] = _errand(transaction, letter_batch.KIND, colleague, today)
    for name, asker in (
        ("preparing", cast.by_duty["participation"]),
        ("preparing-others", cast.colleague),
    ):
        made[name] = {"errand_id": _errand(transaction, prepare_release.KIND, asker, today)}
    for whose, writer in (("mine", cast.by_duty["participation"]), ("theirs", cast.colleague)):
        made[whose]["telling_id"] = _telling(transaction, writer)
    return made


def _invitation(transaction: Session, keys: Keys, today: date) -> UUID:
    now = datetime.combine(today, time(9), cases.LONDON)
    noor = Newcomer("Noor New", "noor.new@council.example", frozenset({Duty.OFFICE}))
    return invite(transaction, noor, by=Hand(COMMAND, keys, now)).id


def _asking(transaction: Session, keys: Keys, cast: Cast, today: date) -> UUID:
    """Let a colleague who is never at the door have asked that another gets one more duty."""
    now = datetime.combine(today, time(9), cases.LONDON)
    by = Hand(Actor(str(cast.colleague), "administrator"), keys, now)
    return duties.ask(transaction, cast.by_duty["office"], Duty.RETURNS, by=by)


def _comments(
    transaction: Session, keys: Keys, cast: Cast, made: dict[str, dict[str, object]]
) -> UUID:
    """Write enough sheets on one theme for a quote, some chosen by somebody already."""
    me, duty = cast.by_duty["participation"], cast.by_duty["safeguarding"]
    commented.a_sheet(transaction, keys, f"Unread {sign('sheet')} words", quarter=QUARTER)
    rows = []
    for number in range(6):
        words = f"They {sign('sheet')} heard {number} of us"
        sheet = commented.a_sheet(transaction, keys, words, quarter=QUARTER)
        rows.append(commented.a_comment(transaction, sheet, duty, THEME))
    for whose, comment, chosen_by in (("mine", rows[0], me), ("theirs", rows[1], cast.colleague)):
        quote = commented.a_quote(transaction, keys, comment, THEME, "They heard us.", chosen_by)
        made[whose]["quote_id"] = quote.id
    return rows[2].id


def _hold(transaction: Session, keys: Keys, cast: Cast, today: date) -> UUID:
    now = datetime.combine(today, time(9), cases.LONDON)
    by = holds.By(COMMAND, cast.manager, keys, now)
    why = "A court asked for everything there is."
    return holds.place(transaction, None, why, today + timedelta(9), by=by)


def _concern(transaction: Session, letter_id: UUID, today: date) -> UUID:
    at = datetime.combine(today, time(9), cases.LONDON)
    row = Concern(id=uuid4(), letter_id=letter_id, kind=ConcernKind.TALK_TODAY, raised_at=at)
    transaction.add(row)
    transaction.flush()
    return row.id


def _errand(transaction: Session, kind: str, by: UUID, today: date) -> UUID:
    at = datetime.combine(today, time(14, 20), cases.LONDON)
    about: Mapping[str, object] = {
        "version": None,
        "language": None,
        "large": False,
        "anew": False,
    }
    row = Errand(
        id=uuid4(), kind=kind, asked_by=by, asked_at=at, about=dict(about), total=1,
        state=ErrandState.WAITING, goes_at=at + timedelta(hours=1),
    )  # fmt: skip
    transaction.add(row)
    transaction.flush()
    return row.id


def _telling(transaction: Session, by: UUID) -> UUID:
    row = ToldBack(
        id=uuid4(), period=QUARTER, heard="Rooms are cold.", done="We asked.", written_by=by
    )
    transaction.add(row)
    transaction.flush()
    return row.id


def _release(transaction: Session) -> None:
    """Enter one year that was released, with a file of it."""
    released.enter(transaction, whole_year(YEAR, SEED))
    release = transaction.query(Release).filter_by(period=YEAR).one()
    name = f"heard-{YEAR}.csv"
    row = ReleaseFile(release_id=release.id, name=name, content=b"table\n", digest="0" * 64)
    transaction.add(row)
    transaction.flush()
