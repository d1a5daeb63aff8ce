"""The duties of somebody who works here: what they have, one more by two people, one less."""

from collections.abc import Callable
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import StaffRefused
from feedback.services import duties
from feedback.store.models import Duty
from portal.access import may
from portal.people import bp
from portal.people.desk import hand, here, must_be_there, person
from portal.people.duties import DOES
from portal.storage import now, store

_DECIDED = {"give": True, "decline": False}


@bp.get("/people/<uuid:staff_id>/duties")
@may("keep-staff", fresh=True)
def duties_of(staff_id: UUID) -> ResponseReturnValue:
    """Show what somebody is here to do, what was asked for them, and what could be."""
    them = person(staff_id)
    with store().look() as transaction:
        waits = [one for one in duties.waiting(transaction, now=now()) if one.staff_id == staff_id]
    taken = {*map(Duty, them.duties), *(one.duty for one in waits)}
    return render_template(
        "people/duties.html",
        person=them,
        me=here().id,
        does=DOES,
        held=[duty for duty in Duty if duty.value in them.duties],
        waits=waits,
        others=[duty for duty in Duty if duty not in taken],
    )


@bp.post("/people/<uuid:staff_id>/duties")
@may("keep-staff", fresh=True, back="people.everybody")
def ask_for(staff_id: UUID) -> ResponseReturnValue:
    """Ask for one more duty. A second person gives it."""
    must_be_there(staff_id)
    if not request.form.get("duty"):
        flash(_("Choose a duty first."), "error")
        return _back(staff_id)
    wanted = _duty()
    said = _("Asked. Another administrator or an IRO manager is told, and one of them decides.")
    return _done(staff_id, lambda turn: duties.ask(turn, staff_id, wanted, by=hand()), said)


@bp.post("/people/<uuid:staff_id>/duties/take")
@may("keep-staff", fresh=True, back="people.everybody")
def take_from(staff_id: UUID) -> ResponseReturnValue:
    """Take a duty away, at once. Whoever it was is signed out everywhere."""
    must_be_there(staff_id)
    gone = _duty()
    said = _("Taken away. Every visit of theirs is ended; they can sign in again.")
    return _done(staff_id, lambda turn: duties.take(turn, staff_id, gone, by=hand()), said)


@bp.post("/people/duties/<uuid:asking_id>")
@may("give-duties", fresh=True, back="people.everybody")
def decide_on(asking_id: UUID) -> ResponseReturnValue:
    """Give a duty that somebody else asked for, or do not."""
    asked = request.form.get("do", "")
    if asked not in _DECIDED:
        abort(400)
    given = _DECIDED[asked]
    said = _("Given. They have it from their next page on.") if given else _("It is not given.")
    return _done(None, lambda turn: duties.decide(turn, asking_id, given=given, by=hand()), said)


@bp.post("/people/duties/<uuid:asking_id>/withdraw")
@may("keep-staff", fresh=True, back="people.everybody")
def withdraw(asking_id: UUID) -> ResponseReturnValue:
    """Take an asking back before anybody decided."""
    said = _("Taken back. Nothing changes.")
    return _done(None, lambda turn: duties.withdraw(turn, asking_id, by=hand()), said)


def _done(staff_id: UUID | None, do: Callable[..., object], said: str) -> ResponseReturnValue:
    try:
        with store().begin() as transaction:
            do(transaction)
    except StaffRefused as refusal:
        flash(str(refusal), "error")
    else:
        flash(said)
    return _back(staff_id)


def _back(staff_id: UUID | None) -> ResponseReturnValue:
    if staff_id is None:
        return redirect(url_for(".everybody"))
    return redirect(url_for(".duties_of", staff_id=staff_id))


def _duty() -> Duty:
    try:
        return Duty(request.form.get("duty", ""))
    except ValueError:
        abort(400)
