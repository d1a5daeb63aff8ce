"""A summary that lies prepared: seen by those who may agree, let out by another, or sent back."""

from http import HTTPStatus

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import NotPrepared, OvertakenMeanwhile, SendingBackNeedsReason
from feedback.periods import Period
from feedback.services.agree_release import (
    LONGEST_REASON,
    Waiting,
    agree_to_release,
    look_at_prepared,
    send_release_back,
)
from feedback.services.audit_release import prints_of
from feedback.services.look_at_release import CERTIFICATE, certified
from feedback.services.release import find_release
from portal.access import may
from portal.insight import bp
from portal.insight.acting import actor, named
from portal.insight.shown_whole import rows_page, shown_whole
from portal.storage import keys, now, store

_SHOWN = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8"}
"""What may be read before it leaves. Nothing else is handed over: files leave when agreed to."""


@bp.get("/<name>/prepared")
@may("agree-releases")
def prepared(name: str) -> ResponseReturnValue:
    """Show what would leave, out of its own bytes, and ask the second person."""
    period = named(name)
    with store().look() as transaction:
        if find_release(transaction, period) is not None:
            return redirect(url_for(".release", name=period.name))
    return _page(period)


@bp.get("/<name>/prepared/rows")
@may("agree-releases")
def prepared_rows(name: str) -> ResponseReturnValue:
    """Show the tables of a prepared year that have rows."""
    return rows_page(_waiting(named(name)).report, prepared=True)


@bp.get("/<name>/prepared/<file>")
@may("agree-releases")
def prepared_page(name: str, file: str) -> ResponseReturnValue:
    """Show a page of it as it will be read."""
    kind = _SHOWN.get(file.rsplit(".", 1)[-1])
    files = _waiting(named(name)).files if kind else {}
    if file not in files:
        abort(404)
    return Response(files[file], content_type=kind)


@bp.post("/<name>/agree")
@may("agree-releases")
def agree(name: str) -> ResponseReturnValue:
    """Let it leave, exactly as it was looked at."""
    period, digest = named(name), request.form.get("digest", "")
    try:
        with store().begin() as transaction:
            agree_to_release(transaction, period, digest, by=actor(), keys=keys(), now=now())
    except OvertakenMeanwhile as refused:
        return _page(period, str(refused)), HTTPStatus.CONFLICT
    flash(_("The summary of %(period)s has left.", period=period.name))
    return redirect(url_for(".release", name=period.name), HTTPStatus.SEE_OTHER)


@bp.post("/<name>/send-back")
@may("agree-releases")
def send_back(name: str) -> ResponseReturnValue:
    """Keep it from leaving, and say why."""
    period, reason = named(name), request.form.get("reason", "")
    try:
        with store().begin() as transaction:
            send_release_back(transaction, period, reason, by=actor(), keys=keys(), now=now())
    except SendingBackNeedsReason as refused:
        return _page(period, str(refused), reason), HTTPStatus.BAD_REQUEST
    flash(_("It is sent back. Nothing has left."))
    return redirect(url_for(".releases"), HTTPStatus.SEE_OTHER)


def _waiting(period: Period) -> Waiting:
    try:
        return look_at_prepared(store(), period, by=actor(), keys=keys(), now=now())
    except NotPrepared:
        abort(404)


def _page(period: Period, mistake: str = "", reason: str = "") -> str:
    waiting = _waiting(period)
    certificate = next(one for name, one in waiting.files.items() if name.endswith(CERTIFICATE))
    return render_template(
        "insight/prepared.html",
        waiting=waiting,
        **shown_whole(waiting.report),
        certified=certified(certificate),
        prints=prints_of(waiting.files),
        pages=sorted((name for name in waiting.files if name.endswith(".html")), key=len),
        mine=str(waiting.prepared_by) == actor().who,
        mistake=mistake,
        reason=reason,
        longest=LONGEST_REASON,
    )
