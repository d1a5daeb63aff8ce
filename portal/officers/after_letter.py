"""The letter after a review: the officer’s own words, what it will hold, and the made sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from feedback.council import Council
from feedback.errors import OutcomeLetterRefused
from feedback.services import outcome_letter
from feedback.services.interpreted import ENGLISH
from feedback.services.outcome_letter import AfterLetter, Contents, OwnWords
from feedback.services.read_review import open_review
from feedback.services.read_views import Reading
from feedback.store.models import Review
from portal import language, words
from portal.access import may
from portal.languages import Language
from portal.names import Name, name_of
from portal.officers import bp
from portal.officers.answering import hint
from portal.officers.desk import case, hand, reader
from portal.storage import keys, store
from portal.translating.gathering import LETTERS

_LONGEST = 2_000
_NAME = 200
_TOO_LONG = lazy("That is too long. Please use fewer words.")


class LetterForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """What the officer adds in their own words. It may be nothing."""

    said = TextAreaField(
        lazy("A few words from you"), validators=[Length(max=_LONGEST, message=_TOO_LONG)]
    )
    theirs = TextAreaField(
        lazy("Your words in the child’s language"),
        description=lazy("As the interpreter wrote it. The child reads this."),
        validators=[Length(max=_LONGEST, message=_TOO_LONG)],
    )
    interpreter = StringField(
        lazy("Interpreter’s name"), validators=[Length(max=_NAME, message=_TOO_LONG)]
    )

    @property
    def own(self) -> OwnWords:
        """Return the officer’s own words."""
        return OwnWords(
            (self.said.data or "").strip(),
            (self.theirs.data or "").strip(),
            (self.interpreter.data or "").strip(),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The letter as it is printed, and what it is said in."""

    letter: AfterLetter
    name: Name
    said_in: Language
    council: Council


@bp.route("/<uuid:review_id>/letter", methods=["GET", "POST"])
@may("answer-asks")
def letter(review_id: UUID) -> ResponseReturnValue:
    """Show what the letter will hold, and make it."""
    form = LetterForm()
    opened = open_review(store(), reader(), review_id, by=hand(), alone=True)
    found, readings = opened.outline, opened.standing
    if form.validate_on_submit() and _made(review_id, readings, form):
        flash(_("The letter is made. It shows for the child behind their pictures."))
        return redirect(url_for(".letter_sheet", review_id=review_id))
    with store().look() as transaction:
        version, reads = outcome_letter.reads_of(transaction, review_id, readings)
        last = outcome_letter.last_letter(transaction, review_id)
    return render_template(
        "officers/letter.html",
        case=found,
        form=form,
        name=name_of(found.named, found.child_id, opened.permit),
        asks=[ask for one in readings for ask in one.asks],
        hint=hint(version),
        abroad=reads if reads != ENGLISH else "",
        made=last is not None,
        words=words,
    )


@bp.get("/<uuid:review_id>/letter/sheet")
@may("answer-asks")
def letter_sheet(review_id: UUID) -> ResponseReturnValue:
    """Show the letter as it was made, ready to be printed and handed over."""
    found = case(review_id)
    with store().look() as transaction:
        if outcome_letter.last_letter(transaction, review_id) is None:
            abort(404)
    leave = outcome_letter.leave_to_open(store(), review_id, by=hand(), keys=keys())
    with store().look() as transaction:
        row = outcome_letter.last_letter(transaction, review_id)
        review = transaction.get_one(Review, review_id)
        if row is None:
            abort(404)
        made = outcome_letter.opened(row, review, found.next_due_day, leave)
    name = name_of(found.named, found.child_id, leave)
    return render_template(
        "letters/after.html",
        sheets=_in_their_language(made, name),
        name=name,
        back_url=url_for(".letter", review_id=review_id),
    )


def _in_their_language(letter: AfterLetter, name: Name) -> Iterator[Sheet]:
    """Set the letter in the language the child reads, if letters are whole in it."""
    with language.speaking(letter.language, LETTERS) as said_in:
        yield Sheet(letter, name, said_in, language.council())


def _made(review_id: UUID, readings: Sequence[Reading], form: LetterForm) -> bool:
    contents = Contents(tuple(readings), form.own)
    try:
        outcome_letter.make(store(), review_id, contents, by=hand(), keys=keys())
    except OutcomeLetterRefused as refusal:
        form.said.errors = [str(refusal)]
        return False
    return True
