"""The duty list: what a human must look at today."""

from flask import Blueprint

bp = Blueprint("duty", __name__, url_prefix="/staff/duty")

from portal.duty import routes  # noqa: E402, F401  the pages hang themselves on the blueprint
