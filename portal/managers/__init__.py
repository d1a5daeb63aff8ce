"""The manager of the reviewing officers: clocks, caseloads, cover, and never a child’s word."""

from flask import Blueprint

bp = Blueprint("managers", __name__, url_prefix="/staff/service")

from portal.managers import (  # noqa: E402, F401  the pages hang themselves on the blueprint
    caseloads,
    clocks,
    cover,
    follow_ups,
    holds,
    quarters,
    watching,
)
