"""Reading one record outside one’s own cases: asking, agreeing, and the hour it is open."""

from flask import Blueprint

from feedback.errors import GlassShut

bp = Blueprint("glass", __name__, url_prefix="/staff/outside")

from portal.glass import agreeing, asking, reading, weekly  # noqa: E402  the pages hang themselves on it

bp.register_error_handler(GlassShut, reading.shut)

__all__ = ("agreeing", "asking", "bp", "reading", "weekly")
