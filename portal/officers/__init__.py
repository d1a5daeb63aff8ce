"""The reviewing officer’s pages: caseload, words, record, indicator."""

from flask import Blueprint

bp = Blueprint("officers", __name__, url_prefix="/staff/reviews")

from portal.officers import routes  # noqa: E402, F401  the pages hang themselves on the blueprint
