"""The second person: what waits for them, and their yes or no."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import GlassRefused
from feedback.services import outside
from feedback.services.break_glass import decide
from portal.access import may
from portal.glass import bp
from portal.glass.desk import opened, second_person
from portal.storage import now, store

_SAID = {"agree": True, "decline": False}


@bp.get("/waiting")
@may("agree-outside")
def waiting() -> ResponseReturnValue:
    """Show who asks to read whose record and why, and what is open at this moment."""
    by = second_person()
    with store().look() as transaction:
        lines = outside.for_second_person(transaction, by=by)
    reasons, names = opened(lines, by, names=True)
    return render_template(
        "glass/waiting.html", lines=lines, reasons=reasons, names=names, me=by.staff_id, now=now()
    )


@bp.post("/waiting/<uuid:reading_id>")
@may("agree-outside", fresh=True, back="glass.waiting")
def decided(reading_id: UUID) -> ResponseReturnValue:
    """Agree that it opens for an hour, or do not."""
    asked = request.form.get("do", "")
    if asked not in _SAID:
        abort(400)
    try:
        with store().begin() as transaction:
            decide(transaction, reading_id, agreed=_SAID[asked], by=second_person())
    except GlassRefused as refusal:
        flash(str(refusal), "error")
    else:
        flash(_("It is open to them for one hour.") if _SAID[asked] else _("It stays shut."))
    return redirect(url_for(".waiting"))
