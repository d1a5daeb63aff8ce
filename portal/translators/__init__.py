"""Reviewing other languages: a second person accepts the service’s words, text by text."""

from flask import Blueprint

bp = Blueprint("translators", __name__, url_prefix="/staff/languages")

from portal.translators import listing, reviewing  # noqa: E402, F401  they hang on the blueprint
