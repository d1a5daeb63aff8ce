"""Children and reviews by officer, and giving children to another officer from a day on."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from uuid import UUID

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from feedback.services import reassign as handing
from feedback.services.officers_work import (
    Theirs,
    children_of_officer,
    names_of_staff,
    officers,
    work_of_all,
)
from feedback.services.overdue import overdue
from feedback.services.reassign import AssignmentRefused, Handover
from portal.access import may
from portal.managers import bp
from portal.managers.desk import desk, names_of, permit
from portal.storage import store, today

ON_A_PAGE = 50


class HandoverForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """To whom, and from which day on."""

    officer = SelectField(
        lazy("To which officer?"), validators=[InputRequired(lazy("Choose an officer."))]
    )
    since = DateField(
        lazy("From which day on?"),
        description=lazy("From that day the officer before reads nothing new of theirs."),
        validators=[InputRequired(lazy("Choose a day."))],
    )


@bp.get("/caseloads")
@may("watch-service")
def caseloads() -> ResponseReturnValue:
    """List the officers, how many children and reviews each has, and what is overdue."""
    with store().look() as transaction:
        late = overdue(transaction, desk=desk(), today=today())
        work = work_of_all(transaction, late, desk=desk(), today=today())
    return render_template("managers/caseloads.html", work=work)


@bp.route("/caseloads/<uuid:officer_id>", methods=["GET", "POST"])
@may("assign-officers")
def officer(officer_id: UUID) -> ResponseReturnValue:
    """Show the children of one officer, and hand over those that are ticked."""
    return _page(officer_id)


@bp.route("/caseloads/nobody", methods=["GET", "POST"])
@may("assign-officers")
def nobody() -> ResponseReturnValue:
    """Show the children whom nobody answers for, and give those that are ticked to somebody."""
    return _page(None)


def _page(officer_id: UUID | None) -> ResponseReturnValue:
    with store().look() as transaction:
        staff = names_of_staff(transaction)
        if officer_id is not None and officer_id not in staff:
            abort(404)
        children = children_of_officer(transaction, officer_id, today=today())
        others = [(key, name) for key, name in officers(transaction) if key != officer_id]
    form = _form(others)
    ticked = _ticked(children)
    if form.validate_on_submit() and _handed_over(form, ticked):
        return redirect(request.path)
    pages = max(1, ceil(len(children) / ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    lines = children[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return render_template(
        "managers/officer.html",
        name=staff.get(officer_id, ""),
        known=officer_id is not None,
        children=lines,
        number=len(children),
        names=names_of(lines, "caseloads"),
        everyone=_means_everyone(),
        page=page,
        pages=pages,
        ticked={child.child_id for child in ticked},
        form=form,
        today=today(),
    )


def _form(others: Sequence[tuple[UUID, str]]) -> HandoverForm:
    form = HandoverForm()
    form.officer.choices = [("", _("Choose")), *((str(key), name) for key, name in others)]
    if not form.is_submitted():
        form.since.data = today()
    return form


def _ticked(children: Sequence[Theirs]) -> list[Theirs]:
    if _means_everyone():
        return list(children)
    said = set(request.form.getlist("child"))
    return [child for child in children if str(child.child_id) in said]


def _means_everyone() -> bool:
    """Whether all are meant, also those on other pages, as when an officer leaves."""
    return "everyone" in request.form


def _handed_over(form: HandoverForm, ticked: Sequence[Theirs]) -> bool:
    if not ticked:
        form.officer.errors = [_("Tick the children who shall go to another officer.")]
        return False
    since: date = form.since.data
    over = Handover([one.child_id for one in ticked], UUID(form.officer.data), since)
    leave = permit(handing.ACT, "staff", over.officer)
    try:
        with store().begin() as transaction:
            changed = handing.reassign(transaction, over, desk=desk(), permit=leave, today=today())
    except AssignmentRefused as refusal:
        form.since.errors = [str(refusal)]
        return False
    flash(ngettext("%(num)d child handed over.", "%(num)d children handed over.", changed))
    return True
