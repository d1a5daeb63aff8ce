"""The reviewing officer’s pages: caseload, words, record, indicator."""

from flask import Blueprint

from feedback.errors import (
    CreationUnknown,
    NotYours,
    ReviewUnknown,
    StatementUnknown,
    ViewsUnknown,
)

bp = Blueprint("officers", __name__, url_prefix="/staff/reviews")

from portal.officers import (  # noqa: E402, F401  the pages hang themselves on the blueprint
    after_letter,
    asks,
    caseload,
    challenging,
    closing,
    columns,
    contact,
    creations,
    desk,
    filing,
    first_said,
    follow_ups,
    for_another,
    found,
    indicator,
    record,
    search,
    statement,
    themes,
    version,
    wanted,
    words_first,
)

bp.register_error_handler(NotYours, desk.not_yours)
bp.register_error_handler(ReviewUnknown, desk.not_yours)
bp.register_error_handler(CreationUnknown, desk.not_yours)
bp.register_error_handler(StatementUnknown, desk.not_yours)
bp.register_error_handler(ViewsUnknown, desk.not_there)
