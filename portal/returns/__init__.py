"""The SSDA903 return: what is missing, and the files, for whoever makes it and nobody else."""

from flask import Blueprint

bp = Blueprint("returns", __name__, url_prefix="/staff/return")

from portal.returns import routes  # noqa: E402, F401  the pages hang themselves on it
