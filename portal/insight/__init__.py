"""Closing periods and releasing anonymised summaries."""

from flask import Blueprint

bp = Blueprint("insight", __name__, url_prefix="/staff/releases")

from portal.insight import figures_pages, routes  # noqa: E402, F401  the pages hang themselves on
