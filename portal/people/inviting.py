"""Inviting somebody to work here, a code anew, and a new way in for whoever lost theirs."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.errors import StaffRefused
from feedback.services import invite_staff
from feedback.services.invite_staff import LONGEST_NAME, Invited, Newcomer
from feedback.services.list_staff import not_enrolled_officers
from feedback.services.staff import LONGEST_EMAIL
from feedback.store.models import Duty
from portal.access import may
from portal.people import bp
from portal.people.desk import hand, person
from portal.people.duties import DOES
from portal.storage import store


class InviteForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Who comes, for what, and between which days."""

    name = StringField(
        lazy("Name"),
        description=lazy("As children and colleagues know them."),
        validators=[InputRequired(lazy("Enter their name.")), Length(max=LONGEST_NAME)],
        render_kw={"autocomplete": "off", "required": False},
    )
    email = EmailField(
        lazy("Work email address"),
        validators=[InputRequired(lazy("Enter their address.")), Length(max=LONGEST_EMAIL)],
        render_kw={"autocomplete": "off", "required": False},
    )
    duties = SelectMultipleField(
        lazy("What are they here to do?"),
        choices=[SelectChoice(duty.value, words) for duty, words in DOES.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        validators=[InputRequired(lazy("Choose at least one."))],
    )
    officer = SelectField(
        lazy("Which officer of the caseload are they?"),
        description=lazy("Only where the caseload names them already."),
        validators=[Optional()],
    )
    first_day = DateField(
        lazy("First day"),
        description=lazy("Leave it empty for today. Their code opens on that day."),
        validators=[Optional()],
    )
    last_day = DateField(
        lazy("Last day"),
        description=lazy("If it is known. The day after, the door is shut to them by itself."),
        validators=[Optional()],
    )

    @property
    def newcomer(self) -> Newcomer:
        """Return who is invited."""
        return Newcomer(
            self.name.data,
            self.email.data,
            frozenset(Duty(one) for one in self.duties.data),
            UUID(self.officer.data) if self.officer.data else None,
            self.first_day.data,
            self.last_day.data,
        )


@bp.route("/people/invite", methods=["GET", "POST"])
@may("keep-staff", fresh=True)
def invite() -> ResponseReturnValue:
    """Ask who comes, and show once the code that is passed on to them."""
    form = InviteForm()
    with store().look() as transaction:
        known = [SelectChoice(str(key), name) for key, name in not_enrolled_officers(transaction)]
    form.officer.choices = [SelectChoice("", _("None of them")), *known]
    if form.validate_on_submit():
        try:
            with store().begin() as transaction:
                invited = invite_staff.invite(transaction, form.newcomer, by=hand())
        except StaffRefused as refusal:
            form.email.errors = [str(refusal)]
        else:
            return _shown(invited)
    return render_template("people/invite.html", form=form)


@bp.post("/people/invitations/<uuid:invitation_id>/again")
@may("keep-staff", fresh=True, back="people.everybody")
def invite_again(invitation_id: UUID) -> ResponseReturnValue:
    """Make a new code in the place of one that was lost or ran out."""
    return _coded(lambda turn: invite_staff.invite_again(turn, invitation_id, by=hand()))


@bp.post("/people/invitations/<uuid:invitation_id>/take-back")
@may("keep-staff", fresh=True, back="people.everybody")
def take_back(invitation_id: UUID) -> ResponseReturnValue:
    """Take an invitation back."""
    try:
        with store().begin() as transaction:
            invite_staff.take_back(transaction, invitation_id, by=hand())
    except StaffRefused as refusal:
        flash(str(refusal), "error")
    else:
        flash(_("Taken back. The code opens nothing now."))
    return redirect(url_for(".everybody"))


@bp.get("/people/<uuid:staff_id>/way-in")
@may("keep-staff", fresh=True)
def way_in(staff_id: UUID) -> ResponseReturnValue:
    """Say what a new way in does, before it is done."""
    return render_template("people/way-in.html", person=person(staff_id))


@bp.post("/people/<uuid:staff_id>/way-in")
@may("keep-staff", fresh=True)
def new_way_in(staff_id: UUID) -> ResponseReturnValue:
    """Shut the way in that was lost, and show once the code for a new one."""
    person(staff_id)
    return _coded(lambda turn: invite_staff.renew(turn, staff_id, by=hand()))


def _coded(make: Callable[..., Invited]) -> ResponseReturnValue:
    try:
        with store().begin() as transaction:
            invited = make(transaction)
    except StaffRefused as refusal:
        flash(str(refusal), "error")
        return redirect(url_for(".everybody"))
    return _shown(invited)


def _shown(invited: Invited) -> str:
    address = url_for("welcome.enter", _external=True)
    return render_template("people/invited.html", invited=invited, address=address)
