"""Sends one recording, whole or in part as players ask for it."""

from flask import Blueprint, abort, current_app, send_file
from flask.typing import ResponseReturnValue

from portal.access import anyone
from portal.assets import FOR_EVER
from portal.voices.clips import Clips

bp = Blueprint("voices", __name__)


@bp.get("/voices/<print_>/<language>/<name>")
@anyone
def clip(print_: str, language: str, name: str) -> ResponseReturnValue:
    """Send a recording that is the one the address means, which may be kept for ever."""
    known: Clips = current_app.extensions["heard.voices"]
    found = known.find(language, name)
    if found is None or found.print_ != print_:
        abort(404)
    answer = send_file(found.path, mimetype=found.kind, conditional=True)
    answer.headers["Cache-Control"] = FOR_EVER
    return answer
