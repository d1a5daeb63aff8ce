"""The weekly list of who read children’s words outside their own cases, for who watches it."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm

from feedback.errors import WeekRefused
from feedback.services.look_at_reads import look_at, looked, waits
from feedback.services.openings import COVER, DUTY
from feedback.services.outside import GLASS, Who
from feedback.services.reads_outside import (
    WROTE,
    monday_of,
    names_of_readers,
    reads_outside,
)
from feedback.store.models import Duty
from portal.access import may
from portal.glass import bp
from portal.glass.desk import here
from portal.storage import keys, now, store, today

AS = {
    COVER: lazy("Covering, or read what went past their officer"),
    DUTY: lazy("On duty, because nobody else had read it"),
    GLASS: lazy("Outside their cases, with a second person"),
    WROTE: lazy("Found out who wrote an evaluation, because of danger"),
}


@bp.get("/reads")
@may("watch-reads")
def reads() -> ResponseReturnValue:
    """Show one week. A manager sees which child by their number, and an auditor does not."""
    monday, this_week = _monday(), monday_of(today())
    with store().look() as transaction:
        names = names_of_readers(transaction)
        found = reads_outside(transaction, monday, names)
        seen, waiting = looked(transaction, monday), waits(transaction, today(), names)
    taken = {one.reader for one in found} | {one.staff_id for one in seen}
    return render_template(
        "glass/reads.html",
        found=found,
        monday=monday,
        sunday=monday + timedelta(6),
        before=(monday - timedelta(7)).isoformat(),
        after=(monday + timedelta(7)).isoformat() if monday < this_week else "",
        numbers=Duty.MANAGER in here().duties,
        said=AS,
        looked=seen,
        waiting=waiting if waiting != monday else None,
        may_look=bool(found) and monday < this_week and here().id not in taken,
        form=FlaskForm(),
    )


@bp.post("/reads")
@may("watch-reads")
def reads_looked_at() -> ResponseReturnValue:
    """Keep that somebody looked at this week’s list."""
    staff, monday = here(), _monday()
    role = Duty.MANAGER if Duty.MANAGER in staff.duties else Duty.AUDITOR
    try:
        with store().begin() as transaction:
            look_at(transaction, monday, by=Who(staff.id, role.value, keys(), now()))
    except WeekRefused as refusal:
        flash(str(refusal), "error")
    else:
        flash(_("Kept: you have looked at this week."))
    return redirect(url_for(".reads", week=monday.isoformat()))


def _monday() -> date:
    try:
        asked = date.fromisoformat(request.values.get("week", ""))
    except ValueError:
        asked = today()
    return monday_of(min(max(asked, date(2020, 1, 1)), today()))
