"""The office’s pages: the caseload and the letters."""

from flask import Blueprint

bp = Blueprint("office", __name__, url_prefix="/staff/office")

from portal.office import routes  # noqa: E402, F401  the pages hang themselves on the blueprint
