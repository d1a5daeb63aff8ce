"""Seeing a drawing, hearing a voice, and writing down what a voice says."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.creations import Making
from feedback.errors import TranscriptUnsound
from feedback.services.created import Sent
from feedback.services.read_creation import open_creation, write_down
from portal import creations
from portal.access import may
from portal.officers import bp
from portal.officers.desk import reader
from portal.said import Made
from portal.storage import now, store

_REVIEWS = "/staff/reviews/"


@bp.get("/made/<uuid:creation_id>")
@may("read-own-views")
def made(creation_id: UUID) -> ResponseReturnValue:
    """Show or play it. The log knows before it does."""
    return creations.shown(open_creation(store(), reader(), creation_id, now=now()))


@bp.post("/made/<uuid:creation_id>")
@may("read-own-views")
def heard(creation_id: UUID) -> ResponseReturnValue:
    """Keep what a voice says in words, beside it."""
    words = request.form.get("heard", "").replace("\r\n", "\n")
    try:
        write_down(store(), reader(), (creation_id, words), now=now())
    except TranscriptUnsound:
        flash(_("Write down what was said, in at most 4,000 letters."))
    else:
        flash(_("What you wrote stands beside the recording."))
    back = request.form.get("back", "")
    return redirect(back if back.startswith(_REVIEWS) else url_for("staff.begin"), 303)


def address(sent: Sent) -> Made:
    """Say where something is seen or heard, and where a voice is written down."""
    url = url_for("officers.made", creation_id=sent.id)
    return Made(sent, url, url if sent.making is Making.VOICE else "")
