"""A child being asked: beginning a form, coming back to it, and saving a page left too long."""

from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from feedback.catalogue import Catalogue
from feedback.errors import AlreadySent, FormClosed, QuestionnaireUnknown
from feedback.questionnaire import Questionnaire, Stage, Version
from feedback.services.form import Answer, Form, Kept, keep_sealed
from feedback.services.guessing import LONDON
from feedback.services.visits import Expired, OpenVisit
from feedback.store import at_hand
from feedback.store.at_hand import DraftAtHand, Drafted, LetterAtHand, stands_under
from feedback.store.models import Draft, Letter, SentViews
from feedback.store.models.base import new_key
from feedback.store.worded import Worded

_IS_SENT = Worded(select(stands_under(bindparam("letter"))))

_HELD = Worded(
    select(Draft.id)
    .where(Draft.letter_id == bindparam("letter"), Draft.stage == bindparam("stage"))
    .with_for_update()
)


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
    ((sent,),) = _IS_SENT.ask(transaction, letter=letter.id)
    return bool(sent)


def start(
    transaction: Session, visit: OpenVisit, stage: Stage, *, catalogue: Catalogue, now: datetime
) -> Form:
    """Begin a form in the version of the letter, pinned to its text, or go on with it.

    One query, and nothing is written down before something is said.
    Refuses with ``AlreadySent`` what was sent and with ``FormClosed`` what is not open.
    """
    found = _found(transaction, visit, stage, now=now)
    form = _form(transaction, visit, found, catalogue)
    if form is not None:
        return form
    if _was_sent(visit.letter, stage, found):
        raise AlreadySent("This was sent before, and is sent once.")
    draft, questionnaire = _new(visit.letter, stage, catalogue=catalogue, now=now)
    return Form(transaction, visit, draft, questionnaire, {})


def reopen(
    transaction: Session, visit: OpenVisit, stage: Stage, *, catalogue: Catalogue, now: datetime
) -> Form | None:
    """Go on with a form that was begun, if there is one: one query, and nothing written."""
    return _form(transaction, visit, _found(transaction, visit, stage, now=now), catalogue)


def hold(transaction: Session, letter: LetterAtHand, stage: Stage) -> bool:
    """Hold a form until the transaction ends, so that it is sent once; false if none is there."""
    return bool(_HELD.ask(transaction, letter=letter.id, stage=_asked(letter, stage)))


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
    Returns whether it was saved: not where the form is closed, or was sent.
    """
    stage, question_id, answer = said
    draft = draft_open(transaction, visit.letter, stage, catalogue=catalogue, now=now)
    if draft is None:
        return False
    asked_for = pinned(draft, catalogue)
    said_all = asked_for.question(question_id).values if answer is None else answer
    fit = asked_for.accept({question_id: said_all}).get(question_id, ())
    at_hand.keep_draft(transaction, visit.letter.id, draft)
    keep_sealed(transaction, visit, draft.id, (question_id, fit))
    return True


def draft_open(
    transaction: Session,
    letter: LetterAtHand,
    stage: Stage,
    *,
    catalogue: Catalogue,
    now: datetime,
) -> DraftAtHand | None:
    """Find the draft of a form that is still open, or a new one where nothing was said yet.

    Nothing of it is opened, and a new one is not written down.
    """
    if not is_open(letter, stage, now=now):
        return None
    found = at_hand.find_draft(transaction, letter.id, _asked(letter, stage))
    if found.draft is not None or _was_sent(letter, stage, found):
        return found.draft
    draft, _questionnaire = _new(letter, stage, catalogue=catalogue, now=now)
    return draft


def pinned(row: Draft | DraftAtHand | SentViews, catalogue: Catalogue) -> Questionnaire:
    """Find the text a form was begun with; after it was reworded, the newest of the same id."""
    try:
        return catalogue.pinned(row.questionnaire, row.edition, row.digest)
    except QuestionnaireUnknown:
        stage, _, version = row.questionnaire.rpartition(".")
        return catalogue.find(Stage(stage), Version(version))


def _found(transaction: Session, visit: OpenVisit, stage: Stage, *, now: datetime) -> Drafted:
    if not is_open(visit.letter, stage, now=now):
        raise FormClosed("This form is not open: not yet, or not any more.")
    return at_hand.find_draft(transaction, visit.letter.id, _asked(visit.letter, stage))


def _was_sent(letter: LetterAtHand, stage: Stage, found: Drafted) -> bool:
    return letter.evaluation_used if stage is Stage.EVALUATION else found.is_sent


def _form(
    transaction: Session, visit: OpenVisit, found: Drafted, catalogue: Catalogue
) -> Form | None:
    if found.draft is None:
        return None
    kept = {
        question: Kept(sealed, visit_id, guarded)
        for question, sealed, visit_id, guarded in found.answers
    }
    return Form(transaction, visit, found.draft, pinned(found.draft, catalogue), kept)


def _new(
    letter: LetterAtHand, stage: Stage, *, catalogue: Catalogue, now: datetime
) -> tuple[DraftAtHand, Questionnaire]:
    asked = _asked(letter, stage)
    questionnaire = catalogue.find(asked, letter.version)
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
        is_kept=False,
    )
    return draft, questionnaire


def _is_asked_after(letter: Letter | LetterAtHand) -> bool:
    """Whether this letter asks anything after the review: one that an adult fills in does not."""
    return letter.version is not Version.WATCHING


def _asked(letter: LetterAtHand, stage: Stage) -> Stage:
    watched = stage is Stage.CONSULTATION and letter.version is Version.WATCHING
    return Stage.WATCHING if watched else stage
