"""One’s own way in, and the people who work here: who is there, whose visits end, who left."""

from flask import Blueprint

bp = Blueprint("people", __name__, url_prefix="/staff")

from portal.people import everybody, giving, inviting, own, portrait  # noqa: E402  they hang themselves on it

__all__ = ("bp", "everybody", "giving", "inviting", "own", "portrait")
