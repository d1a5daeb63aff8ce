"""The office’s pages: the caseload and the letters."""

from flask import Blueprint

from feedback.errors import ReviewUnknown

bp = Blueprint("office", __name__, url_prefix="/staff/office")

from portal.office import (  # noqa: E402  the pages hang themselves on it
    batches,
    cancelling,
    caseload,
    children,
    desk,
    disability,
    importing,
    letters,
    officers_page,
    papers,
    reminders,
    typing_in,
)

bp.register_error_handler(ReviewUnknown, desk.unknown)
bp.url_value_preprocessor(importing.make_room)

__all__ = (
    "batches",
    "bp",
    "cancelling",
    "caseload",
    "children",
    "disability",
    "letters",
    "officers_page",
    "papers",
    "reminders",
    "typing_in",
)
