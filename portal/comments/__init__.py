"""What children wrote afterwards, masked: themes, quotes, and what is told back to them."""

from flask import Blueprint

bp = Blueprint("comments", __name__, url_prefix="/staff/comments")

from portal.comments import (  # noqa: E402  the pages hang themselves on the blueprint
    agreeing,
    coding,
    overview,
    proposing,
    settling,
    telling,
    themes,
)

__all__ = ("agreeing", "bp", "coding", "overview", "proposing", "settling", "telling", "themes")
