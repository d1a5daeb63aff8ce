"""The child’s pages: from the letter to the thank-you, and back again."""

from flask import Blueprint

bp = Blueprint("children", __name__)

from portal.children import routes  # noqa: E402, F401  the pages hang themselves on the blueprint
