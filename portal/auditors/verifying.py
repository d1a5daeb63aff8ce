"""Verifying the log by the worker: asked for, how far it is, and what came of it in a sentence."""

from http import HTTPStatus
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import LogHeadUnsound
from feedback.services import errands, verify_log
from feedback.services.errands import ErrandUnknown
from portal.access import may
from portal.auditors import bp
from portal.auditors.desk import auditor
from portal.storage import keys, now, settings, store

_LOOK_AGAIN_SECONDS = 2


@bp.post("/verify")
@may("see-log")
def verify() -> ResponseReturnValue:
    """Have the worker verify it, beside a head kept elsewhere where one was entered."""
    head = request.form.get("head", "")
    try:
        with store().begin() as transaction:
            asked = verify_log.order(transaction, head, by=auditor(), keys=keys(), now=now())
    except LogHeadUnsound as refusal:
        flash(str(refusal), "error")
        return redirect(url_for(".log"))
    return redirect(url_for(".verifying", errand_id=asked), HTTPStatus.SEE_OTHER)


@bp.get("/verify/<uuid:errand_id>")
@may("see-log")
def verifying(errand_id: UUID) -> ResponseReturnValue:
    """Say how far it is, then what came of it."""
    try:
        with store().look() as transaction:
            found = errands.find(transaction, errand_id, by=UUID(auditor().who), now=now())
    except ErrandUnknown as refusal:
        flash(str(refusal), "error")
        return redirect(url_for(".log"))
    beside = len(list(settings().heads.glob("*.head"))) + ("head" in found.about)
    answer = make_response(render_template("auditors/verifying.html", found=found, beside=beside))
    if not found.is_over:
        answer.headers["Refresh"] = str(_LOOK_AGAIN_SECONDS)
    return answer
