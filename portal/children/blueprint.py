"""The blueprint that the child’s pages hang themselves on."""

from flask import Blueprint

bp = Blueprint("children", __name__)
