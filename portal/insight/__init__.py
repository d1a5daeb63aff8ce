"""Closing periods and releasing anonymised summaries."""

from flask import Blueprint

bp = Blueprint("insight", __name__, url_prefix="/staff/releases")

from portal.insight import (  # noqa: E402  the pages hang themselves on
    figures_pages,  # noqa: F401
    ledger_pages,  # noqa: F401
    preparing,  # noqa: F401
    routes,  # noqa: F401
    standing,  # noqa: F401
    waiting,  # noqa: F401
)
