"""Sending what a child says afterwards: privately, with no way back from the sheet to the child.

One transaction notes *used* on the letter, without a time, and lays the whole sheet into
the tray: sealed, padded, under a key that looks random, with a link of fixed length sealed to
this week’s safeguarding key. The journal gets the same sealed bytes before the commit. There is
no receipt, because a receipt would be a way back.
"""

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from feedback.errors import AlreadySent, NothingToSend, WeekKeyMissing
from feedback.periods import Period
from feedback.questionnaire import WRITTEN, Stage
from feedback.services import consult, enter, visits
from feedback.services.form import Form
from feedback.services.guessing import LONDON
from feedback.services.send import Post, said_on_the_way
from feedback.services.visits import Visit
from feedback.store import Store
from feedback.store.at_hand import LetterAtHand
from feedback.store.journal import Book, Line
from feedback.store.keys import Keys
from feedback.store.models import Draft, FilledBy, Letter, Tray, TrayKey, WeekKey
from feedback.store.models.base import new_key
from feedback.store.sealing import Place, PublicKey

SHEET_STEP = 4_096


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One evaluation as it lies in the tray: everything that is kept, and nothing more.

    ``quarter`` is that of the review’s day. ``coded`` holds chosen values by question id,
    with ``went`` where the wording of A4 depended on it; ``words`` holds free text.
    """

    id: str
    quarter: str
    instrument: str
    edition: int
    version: str
    english: bool
    helped: bool
    screen: bool
    indicator_group: str
    coded: dict[str, list[str]]
    words: dict[str, list[str]]
    may_quote: bool


def send_evaluation(
    store: Store, visit: Visit, *, may_quote: bool, post: Post, now: datetime
) -> None:
    """Send an evaluation, once.

    Refuses with ``AlreadySent``, ``VisitOver``, ``FormClosed``, ``NothingToSend``,
    ``WeekKeyMissing`` and ``JournalUnwritable``; nothing was sent then.
    """
    with store.begin() as transaction:
        row, opened = None, visits.must_be_open(transaction, visit, now=now)
        _use(transaction, opened.letter)
        form = consult.reopen(
            transaction, opened, Stage.EVALUATION, catalogue=post.catalogue, now=now
        )
        if form is None:
            raise NothingToSend("There is no form that was begun.")
        if not _came_back(transaction, tray_key(form)):
            sheet = _sheet(form, may_quote=may_quote)
            row = _into_the_tray(transaction, sheet, form, post.keys)
        transaction.execute(delete(Draft).where(Draft.id == form.draft.id))
        enter.spend_code(transaction, opened.letter.id)
        if row is not None:
            day = now.astimezone(LONDON).date()
            post.journal.append(Line(Book.TRAY, row.key, (row,)), day=day)


def link_place(week: str) -> Place:
    """Return where a week’s links lie: they move from the tray, so they are bound to the week."""
    return Place("safeguarding_link", "link", week)


def tray_key(form: Form) -> UUID:
    """Return where a form will lie in the tray: the same however often Send had to be tried.

    The journal comes before the commit, so a power cut between the two leaves a line that was
    never acknowledged; under another key the next try would stand beside it and, written back,
    be a second sheet of one child. It looks random to everybody: whoever would work it out again
    needs the private key of the letter, which only its four words give.
    """
    digest = hmac.new(form.visit.key.raw, b"tray" + form.draft.id.bytes, sha256).digest()
    return UUID(bytes=digest[:16], version=4)


def _came_back(transaction: Session, key: UUID) -> bool:
    """Whether the journal brought this sheet back already, into a backup that knew its draft."""
    lies = (select(model.key).where(model.key == key) for model in (Tray, TrayKey))
    return any(transaction.scalar(one) is not None for one in lies)


def _use(transaction: Session, letter: LetterAtHand) -> None:
    using = (
        update(Letter)
        .where(Letter.id == letter.id, Letter.evaluation_used.is_(False))
        .values(evaluation_used=True)
        .returning(Letter.id)
    )
    if transaction.scalar(using) is None:
        raise AlreadySent("This was sent before, and is sent once.")


def _sheet(form: Form, *, may_quote: bool) -> AnswerSheet:
    asked, letter = form.questionnaire, form.visit.letter
    answers = said_on_the_way(form)
    written = {question.id for question in asked.questions if question.kind in WRITTEN}
    day = letter.closes_at.astimezone(LONDON).date()
    return AnswerSheet(
        id=str(new_key()),
        quarter=Period.quarter_of(day).name,
        instrument=asked.id,
        edition=asked.edition,
        version=str(asked.version),
        english=form.draft.language == "en",
        helped=form.draft.filled_by not in {None, FilledBy.CHILD},
        screen=True,
        indicator_group=letter.indicator_group,
        coded={key: list(said) for key, said in answers.items() if key not in written},
        words={key: list(said) for key, said in answers.items() if key in written},
        may_quote=may_quote,
    )


def _into_the_tray(transaction: Session, sheet: AnswerSheet, form: Form, keys: Keys) -> Tray:
    week = transaction.scalar(select(WeekKey).order_by(WeekKey.week.desc()).limit(1))
    if week is None:
        raise WeekKeyMissing("This week’s safeguarding key was not made, so nothing is sent.")
    key = tray_key(form)
    link = UUID(sheet.id).bytes + form.visit.letter.id.bytes
    row = Tray(
        key=key,
        sheet=keys.seal(_padded(sheet), Place("tray", "sheet", key)),
        link=PublicKey(week.public_key).seal(link, link_place(week.week)),
    )
    transaction.add(row)
    transaction.flush()
    return row


def _padded(sheet: AnswerSheet) -> bytes:
    plain = json.dumps(asdict(sheet), ensure_ascii=False).encode()
    return plain.ljust(-(-len(plain) // SHEET_STEP) * SHEET_STEP)
