"""The manager of the reviewing officers: clocks, caseloads, cover, and never a child’s word."""

from flask import Blueprint

bp = Blueprint("managers", __name__, url_prefix="/staff/service")

from portal.managers import caseloads, clocks, cover  # noqa: E402, F401  they hang themselves on it
