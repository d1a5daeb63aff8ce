"""The people who work here: who may come in, whose visits are ended, and who left."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import StaffRefused
from feedback.services import staff
from feedback.services.list_staff import list_staff
from feedback.services.staff import Hand
from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.access import may
from portal.people import bp
from portal.signing_in import SignedIn, signed_in
from portal.storage import keys, now, store, today


@bp.get("/people")
@may("end-sessions")
def everybody() -> ResponseReturnValue:
    """List everybody with their duties. Whoever left with children still theirs stands first."""
    with store().look() as transaction:
        people = list_staff(transaction, today=today())
    here = _here()
    return render_template(
        "people/everybody.html",
        people=people,
        me=here.id,
        keeps=Duty.ADMINISTRATOR in here.duties,
        hands_over=Duty.MANAGER in here.duties,
    )


@bp.post("/people/<uuid:staff_id>/sessions")
@may("end-sessions")
def end_theirs(staff_id: UUID) -> ResponseReturnValue:
    """End every visit of somebody, on every machine. They may sign in again."""
    _must_be_there(staff_id)
    with store().begin() as transaction:
        staff.end_sessions(transaction, staff_id, by=_hand())
    flash(_("Every visit of theirs is ended. They can sign in again."))
    return redirect(url_for(".everybody"))


@bp.post("/people/<uuid:staff_id>/leave")
@may("keep-staff", fresh=True)
def let_go(staff_id: UUID) -> ResponseReturnValue:
    """Close the door to somebody who left, at once."""
    _must_be_there(staff_id)
    if staff_id == _here().id:
        flash(_("Somebody else closes the door behind you."), "error")
        return redirect(url_for(".everybody"))
    try:
        with store().begin() as transaction:
            staff.close_door(transaction, staff_id, by=_hand())
    except StaffRefused as refusal:
        flash(str(refusal), "error")
    else:
        flash(_("They are out, on every machine. What they did stays written down."))
    return redirect(url_for(".everybody"))


def _must_be_there(staff_id: UUID) -> None:
    with store().look() as transaction:
        if not staff.is_enrolled(transaction, staff_id):
            abort(404)


def _hand() -> Hand:
    here = _here()
    role = Duty.ADMINISTRATOR if Duty.ADMINISTRATOR in here.duties else Duty.MANAGER
    return Hand(Actor(str(here.id), role.value), keys(), now())


def _here() -> SignedIn:
    staff_here = signed_in()
    if staff_here is None:
        raise LookupError("the page of everybody was asked for by nobody")
    return staff_here
