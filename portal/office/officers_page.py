"""The reviewing officers: who they are, added and given another name on a page."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import StaffRefused
from feedback.services import keep_officers
from portal.access import may
from portal.office import bp
from portal.office.child_form import OfficerForm
from portal.office.children import intake
from portal.storage import store


@bp.route("/officers", methods=["GET", "POST"])
@may("keep-caseload")
def officers() -> ResponseReturnValue:
    """List the officers, and take another one or another name."""
    form = OfficerForm()
    if form.validate_on_submit():
        try:
            new = keep_officers.keep_officer(
                store(), intake(), form.reference.data, form.called.data
            )
        except StaffRefused as refused:
            form.reference.errors = [str(refused)]
        else:
            flash(_("The officer is added.") if new else _("The officer’s name is kept."))
            return redirect(url_for(".officers"))
    with store().look() as transaction:
        found = keep_officers.officers(transaction)
    return render_template("office/officers.html", officers=found, form=form)
