"""Who wrote an evaluation, where somebody may be in danger: duty asks, an IRO manager agrees."""

from flask import Blueprint

from feedback.errors import LinkShut

bp = Blueprint("who_wrote", __name__, url_prefix="/staff/who-wrote")

from portal.who_wrote import agreeing, asking, opening  # noqa: E402  the pages hang themselves on it

bp.register_error_handler(LinkShut, opening.shut)

__all__ = ("agreeing", "asking", "bp", "opening")
