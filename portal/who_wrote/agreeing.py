"""The IRO manager: who asks who wrote something and why, and their yes or no with its reason."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import LinkRefused
from feedback.services import link_openings
from feedback.services.ask_who_wrote import decide
from feedback.services.link_openings import Line
from feedback.services.outside import Who
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Duty
from portal.access import may
from portal.storage import store
from portal.who_wrote import bp
from portal.who_wrote.desk import DecideForm, who

_SAID = {"agree": True, "decline": False}


@bp.get("/asked")
@may("agree-who-wrote")
def asked() -> ResponseReturnValue:
    """Show who asks and why, and what is open at this moment. No word of a child is here."""
    by = who(Duty.MANAGER)
    with store().look() as transaction:
        lines = link_openings.for_manager(transaction, now=by.now)
    return render_template("who-wrote/asked.html", lines=lines, said=_opened(lines, by), by=by)


@bp.route("/asked/<uuid:opening_id>", methods=["GET", "POST"])
@may("agree-who-wrote", fresh=True)
def deciding(opening_id: UUID) -> ResponseReturnValue:
    """Agree that it opens for an hour, or do not, and say why."""
    by, form = who(Duty.MANAGER), DecideForm()
    with store().look() as transaction:
        lines = link_openings.for_manager(transaction, now=by.now)
    line = next((one for one in lines if one.id == opening_id and one.waits(by.now)), None)
    if line is None or line.asked_by == by.staff_id:
        flash(_("This does not wait for you any more."), "error")
        return redirect(url_for(".asked"))
    if form.validate_on_submit() and _decided(form, opening_id, by):
        return redirect(url_for(".asked"))
    said = _opened([line], by)
    return render_template("who-wrote/deciding.html", form=form, line=line, said=said)


def _decided(form: DecideForm, opening_id: UUID, by: Who) -> bool:
    wanted = request.form.get("do", "")
    if wanted not in _SAID:
        abort(400)
    try:
        with store().begin() as transaction:
            decide(transaction, opening_id, form.why.data, agreed=_SAID[wanted], by=by)
    except LinkRefused as refusal:
        form.why.errors = [str(refusal)]
        return False
    flash(_("It is open to them for one hour.") if _SAID[wanted] else _("It stays shut."))
    return True


def _opened(lines: Collection[Line], by: Who) -> Mapping[UUID, str]:
    if not lines:
        return {}
    act = Act("opened-reasons", "link_opening")
    leave = audit.opened_by(store(), by.actor, act, keys=by.keys, now=by.now)
    return {line.id: line.says_why(leave) for line in lines}
