"""Asking to read one record outside one’s own cases, and what became of what was asked."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.errors import GlassRefused
from feedback.services import outside
from feedback.services.break_glass import LONGEST_REASON, SHORTEST_REASON, Wanted, ask
from portal.access import may
from portal.glass import bp
from portal.glass.desk import asker, opened
from portal.storage import now, store

_LONGEST_NUMBER = 40


class AskForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Which record, and why."""

    number = StringField(
        lazy("The child’s number in the case system"),
        validators=[
            InputRequired(lazy("Enter the child’s number.")),
            Length(max=_LONGEST_NUMBER, message=lazy("That is not a number of a child.")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    day = DateField(
        lazy("Day of the review"),
        description=lazy("Leave it empty for the last review they sent something for."),
        validators=[Optional()],
    )
    reason = TextAreaField(
        lazy("Why must you read it now?"),
        description=lazy(
            "A sentence of 20 letters or more. A second person reads it, and it stays in the log."
        ),
        validators=[
            InputRequired(lazy("Say why you must read it.")),
            Length(
                min=SHORTEST_REASON,
                max=LONGEST_REASON,
                message=lazy("Say why in a sentence: 20 letters or more, and at most 1,000."),
            ),
        ],
    )

    @property
    def wanted(self) -> Wanted:
        """Return what is asked for."""
        return Wanted(self.number.data, self.day.data, self.reason.data)


@bp.route("/mine", methods=["GET", "POST"])
@may("break-glass", fresh=True)
def mine() -> ResponseReturnValue:
    """Show what was asked for in the last month, and take one more asking."""
    form = AskForm()
    if form.validate_on_submit() and _asked(form):
        flash(_("Asked. A manager or somebody on duty is told, and one of them decides."))
        return redirect(url_for(".mine"))
    by = asker()
    with store().look() as transaction:
        lines = outside.of_officer(transaction, by=by)
    reasons, _names = opened(lines, by, names=False)
    return render_template("glass/mine.html", form=form, lines=lines, reasons=reasons, now=now())


def _asked(form: AskForm) -> bool:
    try:
        with store().begin() as transaction:
            ask(transaction, form.wanted, by=asker())
    except GlassRefused as refusal:
        form.number.errors = [str(refusal)]
        return False
    return True
