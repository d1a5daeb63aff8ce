"""The auditor’s pages: the log looked through, verified, and taken away."""

from flask import Blueprint

bp = Blueprint("auditors", __name__, url_prefix="/staff/log")

from portal.auditors import reading, verifying  # noqa: E402  the pages hang themselves on it

__all__ = ("bp", "reading", "verifying")
