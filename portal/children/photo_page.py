"""Showing a picture of something on paper. The file itself is never kept."""

from flask import request
from flask.typing import ResponseReturnValue

from feedback import photo
from feedback.creations import Creation
from feedback.services.form import Form
from portal.children import making
from portal.children.blueprint import bp
from portal.children.making import Page
from portal.children.visit import child
from portal.limits import room_for


def _read(_form: Form | None, _question_id: str) -> Creation | None:
    sent = request.files.get("photo")
    content = sent.read() if sent else b""
    return photo.read_photo(content) if content else None


_PAGE = Page("children/show.html", _read)


@bp.get("/ask/<question_id>/show")
@child
def show(question_id: str) -> ResponseReturnValue:
    """Offer to take or choose a picture, or to write instead."""
    return making.offer(_PAGE, question_id)


@bp.post("/ask/<question_id>/show")
@room_for(photo.MOST_BYTES)
@child
def shown_on_paper(question_id: str) -> ResponseReturnValue:
    """Draw the picture anew and keep that, without where and when it was taken."""
    return making.keep(_PAGE, question_id)
