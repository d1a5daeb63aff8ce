"""Saying it aloud: recorded on the page, or a recording that is chosen."""

from flask import make_response, request
from flask.typing import ResponseReturnValue

from feedback import voice
from feedback.creations import Creation
from feedback.services.form import Form
from portal.children import making
from portal.children.blueprint import bp
from portal.children.making import Page
from portal.children.visit import child
from portal.headers import with_microphone
from portal.limits import room_for

_LONGEST_NUMBER = 3


def _read(_form: Form | None, _question_id: str) -> Creation | None:
    sent = request.files.get("voice")
    content = sent.read() if sent else b""
    if not content:
        return None
    seconds = request.form.get("seconds", "")
    known = seconds.isascii() and seconds.isdecimal() and len(seconds) <= _LONGEST_NUMBER
    return voice.read_voice(content, seconds=int(seconds) if known else 0)


_PAGE = Page("children/say.html", _read)


@bp.get("/ask/<question_id>/say")
@child
def say(question_id: str) -> ResponseReturnValue:
    """Offer to record, to choose a recording, or to write instead."""
    return with_microphone(make_response(making.offer(_PAGE, question_id)))


@bp.post("/ask/<question_id>/say")
@room_for(voice.MOST_BYTES)
@child
def said_aloud(question_id: str) -> ResponseReturnValue:
    """Keep what was said aloud, if it is sound and not too long."""
    return with_microphone(make_response(making.keep(_PAGE, question_id)))
