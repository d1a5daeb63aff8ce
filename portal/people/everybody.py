"""The people who work here: who may come in, whose visits are ended, and who left."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import StaffRefused
from feedback.services import duties, staff
from feedback.services.list_staff import list_staff, open_invitations
from feedback.store.models import Duty
from portal.access import may
from portal.people import bp
from portal.people.desk import hand, here, must_be_there
from portal.people.duties import DOES, in_words
from portal.storage import now, store, today


@bp.get("/people")
@may("end-sessions")
def everybody() -> ResponseReturnValue:
    """List everybody with their duties. Whoever left with children still theirs stands first."""
    with store().look() as transaction:
        people = list_staff(transaction, today=today())
        invited = open_invitations(transaction)
        waits = duties.waiting(transaction, now=now())
    me = here()
    return render_template(
        "people/everybody.html",
        people=people,
        invited=invited,
        waits=waits,
        does=DOES,
        now=now(),
        me=me.id,
        keeps=Duty.ADMINISTRATOR in me.duties,
        hands_over=Duty.MANAGER in me.duties,
        in_words=in_words,
    )


@bp.post("/people/<uuid:staff_id>/sessions")
@may("end-sessions")
def end_theirs(staff_id: UUID) -> ResponseReturnValue:
    """End every visit of somebody, on every machine. They may sign in again."""
    must_be_there(staff_id)
    with store().begin() as transaction:
        staff.end_sessions(transaction, staff_id, by=hand())
    flash(_("Every visit of theirs is ended. They can sign in again."))
    return redirect(url_for(".everybody"))


@bp.post("/people/<uuid:staff_id>/leave")
@may("keep-staff", fresh=True, back="people.everybody")
def let_go(staff_id: UUID) -> ResponseReturnValue:
    """Close the door to somebody who left, at once."""
    must_be_there(staff_id)
    if staff_id == here().id:
        flash(_("Somebody else closes the door behind you."), "error")
        return redirect(url_for(".everybody"))
    try:
        with store().begin() as transaction:
            staff.close_door(transaction, staff_id, by=hand())
    except StaffRefused as refusal:
        flash(str(refusal), "error")
    else:
        flash(_("They are out, on every machine. What they did stays written down."))
    return redirect(url_for(".everybody"))
