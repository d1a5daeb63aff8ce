"""What is to be put into the case system, and the code that says it is there."""

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

from feedback.errors import StatementUnknown
from feedback.filing_code import FilingCodeUnsound
from feedback.services import file_statement
from feedback.services.to_file import ToFile
from feedback.services.to_file import to_file as lines_of
from portal.access import may
from portal.names import Name, name_of
from portal.officers import bp
from portal.officers.desk import hand, permit
from portal.storage import keys, store

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
    if form.validate_on_submit() and filed(form):
        return redirect(url_for(".to_file"))
    with store().look() as transaction:
        lines = lines_of(transaction, by=hand())
    return render_template("officers/to-file.html", lines=lines, names=_names(lines), form=form)


def filed(form: CodeForm) -> bool:
    """Take the code of a form, or say on it why not."""
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
