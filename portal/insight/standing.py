"""A summary that has left: whether its files still stand, and taking it back with a note."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import ReleaseUnknown, WithdrawalNeedsNote
from feedback.periods import Period
from feedback.services import verify_release
from feedback.services.look_at_release import must_have_left
from feedback.services.withdraw_release import LONGEST_NOTE, withdraw_release
from portal.access import may
from portal.insight import bp
from portal.insight.acting import actor, named
from portal.insight.underway import found_again, how_far
from portal.storage import keys, now, store


@bp.post("/<name>/verify")
@may("see-releases")
def verify(name: str) -> ResponseReturnValue:
    """Have the worker attack it with all that is known today."""
    period = named(name)
    try:
        with store().begin() as transaction:
            asked = verify_release.order(transaction, period, by=actor(), keys=keys(), now=now())
    except ReleaseUnknown:
        abort(404)
    way = url_for(".verifying", name=period.name, errand_id=asked)
    return redirect(way, HTTPStatus.SEE_OTHER)


@bp.get("/<name>/verify/<uuid:errand_id>")
@may("see-releases")
def verifying(name: str, errand_id: UUID) -> ResponseReturnValue:
    """Say how far it is, then what came of it."""
    period = named(name)
    found = found_again(errand_id)
    if found is None:
        return redirect(url_for(".release", name=period.name))
    return how_far("insight/verifying.html", found, period=period)


@bp.get("/<name>/withdraw")
@may("agree-releases")
def withdrawing(name: str) -> ResponseReturnValue:
    """Say what withdrawing does, and ask for the note."""
    period = named(name)
    try:
        with store().look() as transaction:
            must_have_left(transaction, period)
    except ReleaseUnknown:
        abort(404)
    return _page(period)


@bp.post("/<name>/withdraw")
@may("agree-releases")
def withdraw(name: str) -> ResponseReturnValue:
    """Withdraw it. The first note stays."""
    period, note = named(name), request.form.get("note", "")
    try:
        with store().begin() as transaction:
            newly = withdraw_release(transaction, period, note, by=actor(), keys=keys(), now=now())
    except WithdrawalNeedsNote as refused:
        return _page(period, str(refused), note), HTTPStatus.BAD_REQUEST
    flash(_("It is withdrawn.") if newly else _("It was withdrawn already, with another note."))
    return redirect(url_for(".release", name=period.name), HTTPStatus.SEE_OTHER)


def _page(period: Period, mistake: str = "", note: str = "") -> str:
    return render_template(
        "insight/withdrawing.html", period=period, mistake=mistake, note=note, longest=LONGEST_NOTE
    )
