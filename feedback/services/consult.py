"""A child being asked: beginning a form, coming back to it, and saving a page left too long."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from feedback.catalogue import Catalogue
from feedback.errors import AlreadySent, FormClosed, QuestionnaireUnknown
from feedback.questionnaire import Questionnaire, Stage, Version
from feedback.services.form import Answer, Form, Kept, keep_sealed
from feedback.services.guessing import LONDON
from feedback.services.visits import Expired, OpenVisit
from feedback.store import at_hand
from feedback.store.at_hand import DraftAtHand, LetterAtHand
from feedback.store.models import Draft, Letter, SentViews
from feedback.store.models.base import new_key


def is_open(letter: Letter | LetterAtHand, stage: Stage, *, now: datetime) -> bool:
    """Whether this form can be filled in now: before the review starts, or once decisions are out.

    A letter whose form is watched and written by an adult has no evaluation.
    """
    today = now.astimezone(LONDON).date()
    if stage is not Stage.EVALUATION:
        return letter.opens_on <= today and now < letter.closes_at
    if letter.evaluation_from is None or not _is_asked_after(letter):
        return False
    last = letter.evaluation_until
    return letter.evaluation_from <= today and (last is None or today <= last)


def is_over(letter: LetterAtHand, *, now: datetime) -> bool:
    """Whether the days have passed in which a child could say how the review was."""
    last = letter.evaluation_until
    return last is not None and last < now.astimezone(LONDON).date() and _is_asked_after(letter)


def asks_how_it_was_from(letter: LetterAtHand, *, now: datetime) -> date | None:
    """Return the day from which a child can say how the review was, while it is still to come."""
    first = letter.evaluation_from
    to_come = first is not None and first > now.astimezone(LONDON).date()
    return first if to_come and _is_asked_after(letter) else None


def is_sent(transaction: Session, letter: LetterAtHand, stage: Stage) -> bool:
    """Whether this form was sent and not taken back. Of an evaluation only that is known."""
    if stage is Stage.EVALUATION:
        return letter.evaluation_used
    stands = SentViews.answers.is_not(None)
    sent = select(exists().where(SentViews.letter_id == letter.id, stands))
    return bool(transaction.scalar(sent))


def start(
    transaction: Session, visit: OpenVisit, stage: Stage, *, catalogue: Catalogue, now: datetime
) -> Form:
    """Begin a form in the version of the letter, pinned to its text, or go on with it.

    Refuses with ``AlreadySent`` what was sent and with ``FormClosed`` what is not open.
    """
    begun = reopen(transaction, visit, stage, catalogue=catalogue, now=now)
    if begun is not None:
        return begun
    if is_sent(transaction, visit.letter, stage):
        raise AlreadySent("This was sent before, and is sent once.")
    asked = _asked(visit.letter, stage)
    questionnaire = catalogue.find(asked, visit.letter.version)
    draft = DraftAtHand(
        id=new_key(),
        stage=asked,
        questionnaire=questionnaire.id,
        edition=questionnaire.edition,
        digest=questionnaire.digest,
        language="en",
        translation=None,
        filled_by=None,
        helper=None,
        without_pictures=False,
        not_iro=False,
        touched_at=now,
    )
    transaction.execute(insert(Draft).values(letter_id=visit.letter.id, **asdict(draft)))
    return Form(transaction, visit, draft, questionnaire, {})


def reopen(
    transaction: Session, visit: OpenVisit, stage: Stage, *, catalogue: Catalogue, now: datetime
) -> Form | None:
    """Go on with a form that was begun, if there is one: one query, and nothing written."""
    if not is_open(visit.letter, stage, now=now):
        raise FormClosed("This form is not open: not yet, or not any more.")
    asked = _asked(visit.letter, stage)
    draft, rows = at_hand.find_draft(transaction, visit.letter.id, asked)
    if draft is None:
        return None
    kept = {row[0]: Kept(*row[1:]) for row in rows}
    return Form(transaction, visit, draft, pinned(draft, catalogue), kept)


def hold(transaction: Session, letter: LetterAtHand, stage: Stage) -> bool:
    """Hold a form until the transaction ends, so that it is sent once; false if none is there."""
    asked = Draft.letter_id == letter.id, Draft.stage == _asked(letter, stage)
    return transaction.scalar(select(Draft.id).where(*asked).with_for_update()) is not None


def save_blind(
    transaction: Session,
    visit: Expired,
    said: tuple[Stage, str, Answer | None],
    *,
    catalogue: Catalogue,
    now: datetime,
) -> bool:
    """Save a page that was left open too long, by stage and question id, reading nothing.

    Nothing in place of an answer stands for all that can be chosen, which is said with one tap.
    Returns whether there was a form to save it in.
    """
    stage, question_id, answer = said
    draft = draft_open(transaction, visit.letter, stage, now=now)
    if draft is None:
        return False
    asked_for = pinned(draft, catalogue)
    said_all = asked_for.question(question_id).values if answer is None else answer
    fit = asked_for.accept({question_id: said_all}).get(question_id, ())
    keep_sealed(transaction, visit, draft.id, (question_id, fit))
    return True


def draft_open(
    transaction: Session, letter: LetterAtHand, stage: Stage, *, now: datetime
) -> Draft | None:
    """Find the draft of a form that is still open; nothing of it is opened."""
    if not is_open(letter, stage, now=now):
        return None
    asked = Draft.letter_id == letter.id, Draft.stage == _asked(letter, stage)
    return transaction.scalar(select(Draft).where(*asked))


def pinned(row: Draft | DraftAtHand | SentViews, catalogue: Catalogue) -> Questionnaire:
    """Find the text a form was begun with; after it was reworded, the newest of the same id."""
    try:
        return catalogue.pinned(row.questionnaire, row.edition, row.digest)
    except QuestionnaireUnknown:
        stage, _, version = row.questionnaire.rpartition(".")
        return catalogue.find(Stage(stage), Version(version))


def _is_asked_after(letter: Letter | LetterAtHand) -> bool:
    """Whether this letter asks anything after the review: one that an adult fills in does not."""
    return letter.version is not Version.WATCHING


def _asked(letter: LetterAtHand, stage: Stage) -> Stage:
    watched = stage is Stage.CONSULTATION and letter.version is Version.WATCHING
    return Stage.WATCHING if watched else stage
