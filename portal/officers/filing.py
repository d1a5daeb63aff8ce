"""A child’s words for the case file: printed with a code, and filed when it is typed back."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from feedback.errors import FilingCodeUnsound, NothingToFile, StatementUnknown
from feedback.filing_code import spoken
from feedback.services import file_statement
from feedback.services.read_views import Reading, open_views
from feedback.services.to_file import ToFile
from feedback.services.to_file import to_file as lines_of
from feedback.store.models import SentViews
from portal import words
from portal.access import may
from portal.names import Name, name_of
from portal.officers import bp
from portal.officers.creations import address
from portal.officers.desk import hand, permit, reader
from portal.said import shown
from portal.storage import keys, now, store, today

_LONGEST = 40


class CodeForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """The code of a statement that is in the case system now."""

    typed = StringField(
        lazy("Code on the statement"),
        description=lazy("Eight letters and figures at its foot, such as 4K7Q-M3XP."),
        validators=[
            InputRequired(lazy("Type the code that stands at the foot of the statement.")),
            Length(max=_LONGEST, message=lazy("A code has eight letters and figures.")),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


@bp.route("/to-file", methods=["GET", "POST"])
@may("file-statements")
def to_file() -> ResponseReturnValue:
    """List what is not in the case system yet, and take the code of what is now."""
    form = CodeForm()
    if form.validate_on_submit() and _filed(form):
        return redirect(url_for(".to_file"))
    with store().look() as transaction:
        lines = lines_of(transaction, by=hand())
    return render_template("officers/to-file.html", lines=lines, names=_names(lines), form=form)


@bp.post("/<uuid:review_id>/statement")
@may("file-statements")
def make_statement(review_id: UUID) -> ResponseReturnValue:
    """Make the statement of all that a child sent before this review, or find it again."""
    try:
        with store().begin() as transaction:
            made = file_statement.make_statement(transaction, review_id, by=hand(), keys=keys())
    except NothingToFile:
        flash(_("There is nothing to file: the child sent nothing, or took it back."), "warning")
        return redirect(url_for(".review", review_id=review_id))
    return redirect(url_for(".statement", statement_id=made))


@bp.post("/for-another/<uuid:views_id>/statement")
@may("file-statements")
def make_statement_for_another(views_id: UUID) -> ResponseReturnValue:
    """Make the statement of what a child sent past their own officer."""
    with store().look() as transaction:
        if transaction.get(SentViews, views_id) is None:
            raise StatementUnknown("There is no such statement.")
    try:
        with store().begin() as transaction:
            made = file_statement.make_for_another(transaction, views_id, by=hand(), keys=keys())
    except NothingToFile:
        flash(_("There is nothing to file: the child took it back."), "warning")
        return redirect(url_for(".for_another", views_id=views_id))
    return redirect(url_for(".statement", statement_id=made))


@bp.route("/statements/<uuid:statement_id>", methods=["GET", "POST"])
@may("file-statements")
def statement(statement_id: UUID) -> ResponseReturnValue:
    """Show the statement to be printed. Each opening of words is written down first."""
    form = CodeForm()
    if form.validate_on_submit() and _filed(form):
        return redirect(url_for(".to_file"))
    with store().look() as transaction:
        made = file_statement.find_statement(transaction, statement_id, by=hand())
    leave = permit("opened-statement", "review", made.review_id)
    readings = [open_views(store(), reader(), one, now=now()) for one in made.views]
    return render_template(
        "officers/statement.html",
        made=made,
        code=spoken(made.code),
        name=name_of(made.named, made.child_id, leave),
        readings=[_ready(one) for one in readings if not one.withdrawn],
        taken_back=any(one.withdrawn for one in readings),
        form=form,
        back_url=url_for(".to_file"),
        today=today(),
        words=words,
    )


def _ready(reading: Reading) -> Mapping[str, object]:
    """Leave out what was said for the officer alone: others read the case file too."""
    told = [one for one in shown(reading, address) if not one.only_iro]
    return {"reading": reading, "shown": told}


def _filed(form: CodeForm) -> bool:
    try:
        with store().begin() as transaction:
            done = file_statement.mark_filed(transaction, form.typed.data, by=hand(), keys=keys())
    except FilingCodeUnsound as refusal:
        form.typed.errors = [str(refusal)]
        return False
    except StatementUnknown:
        form.typed.errors = [
            _("None of your children’s statements has that code. Is it the newest paper?")
        ]
        return False
    if done.before:
        flash(_("That statement was filed before. Nothing was changed."))
    else:
        flash(_("Filed in the case system. Thank you."))
    if done.left:
        flash(
            ngettext(
                "The child sent %(num)d more thing since. It needs a statement of its own.",
                "The child sent %(num)d more things since. They need a statement of their own.",
                done.left,
            ),
            "warning",
        )
    return True


def _names(lines: tuple[ToFile, ...]) -> Mapping[UUID, Name]:
    if not lines:
        return {}
    leave = permit("opened-names", "to-file")
    return {line.child_id: name_of(line.named, line.child_id, leave) for line in lines}
