"""Whether a child is disabled, on a page of its own: health data that nobody meets by the way."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectChoice
from wtforms.validators import InputRequired

from feedback.disability import Recorded, RecordedFor
from feedback.services import keep_disability
from feedback.services.import_caseload import RowsRefused
from portal.access import may
from portal.office import bp
from portal.office.child_form import Typed
from portal.office.children import card_of, intake, name_of_card
from portal.storage import store

_YES, _NO = "yes", "no"


class DisabilityForm(Typed):
    """Whether a child is disabled, what for it was recorded, and when."""

    disabled = RadioField(
        lazy_gettext("Is the child disabled?"),
        name="DISABLED",
        description=lazy_gettext(
            "As the Equality Act means it: something physical or mental that has made everyday"
            " things much harder for a year or more, or will."
        ),
        choices=[
            SelectChoice(_YES, lazy_gettext("Yes")),
            SelectChoice(_NO, lazy_gettext("No")),
        ],
        validators=[InputRequired(lazy_gettext("Say yes or no."))],
    )
    day = DateField(
        lazy_gettext("Recorded on"),
        name="RECORDED",
        description=lazy_gettext("The day on which somebody was asked, or said so."),
        validators=[InputRequired(lazy_gettext("Say on which day it was recorded."))],
    )
    purpose = BooleanField(
        lazy_gettext("It was recorded to see whether disabled children are heard as often."),
        name="PURPOSE",
        validators=[
            InputRequired(lazy_gettext("What was recorded for anything else is not kept here."))
        ],
    )

    @property
    def typed(self) -> dict[str, str]:
        """Return every column as a file would write it: the purpose by its name."""
        purpose = str(RecordedFor.EQUALITY) if self.purpose.data else ""
        return {**super().typed, "PURPOSE": purpose}


@bp.route("/children/<uuid:child_id>/disability", methods=["GET", "POST"])
@may("keep-caseload")
def disability(child_id: UUID) -> ResponseReturnValue:
    """Show what is known, to be recorded or put right."""
    card = card_of(child_id)
    known = keep_disability.look_at_disability(store(), intake(), child_id)
    form = _form(known)
    if form.validate_on_submit():
        try:
            keep_disability.keep_disability(store(), intake(), card.number, form.typed)
        except RowsRefused as refused:
            form.refuse(refused.findings)
        else:
            flash(_("It is kept."))
            return redirect(url_for(".disability", child_id=child_id))
    return render_template(
        "office/disability.html",
        card=card,
        name=name_of_card(card),
        known=known,
        form=form,
        clear=FlaskForm(),
    )


@bp.post("/children/<uuid:child_id>/disability/clear")
@may("keep-caseload")
def clear_disability(child_id: UUID) -> ResponseReturnValue:
    """Let what was recorded go."""
    card_of(child_id)
    if keep_disability.clear_disability(store(), intake(), child_id):
        flash(_("It is cleared. It counts as not known now."))
    return redirect(url_for(".disability", child_id=child_id))


def _form(known: Recorded | None) -> DisabilityForm:
    """Fill a form with what is known; the purpose is said anew each time."""
    if known is None:
        return DisabilityForm()
    said = _YES if known.disabled else _NO
    return DisabilityForm(data={"disabled": said, "day": known.day})
