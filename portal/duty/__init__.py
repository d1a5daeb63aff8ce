"""The duty list: what a human must look at today."""

from flask import Blueprint

from feedback.errors import CreationUnknown, NotYours

bp = Blueprint("duty", __name__, url_prefix="/staff/duty")

from portal.duty import comments, waiting, words_unread  # noqa: E402  the pages hang themselves on it

bp.register_error_handler(NotYours, words_unread.not_yours)
bp.register_error_handler(CreationUnknown, words_unread.not_yours)

__all__ = ("bp", "comments", "waiting", "words_unread")
